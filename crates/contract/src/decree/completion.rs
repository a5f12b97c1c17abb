//! Completing a ruling's legal force.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_domain::decree::{Decree, Finality, Missing};
use tuntas_domain::identity::CaseNumber;
use utoipa::ToSchema;

use super::FinalityRequest;
use super::finality::{check_order, read_finality};
use crate::findings::{Findings, Pointer};
use crate::problem::{FieldError, Rule};
use crate::strict;

/// What the court adds once it is known. A part sent before may be repeated unchanged, never rewritten.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CompletionRequest {
    /// Case number of the decree that is completed. It binds the signature to this case: a completion signed for
    /// one case cannot be passed off as another's.
    #[schema(example = "0290/Pdt.G/2026/PA.Pas")]
    pub case_number: String,
    /// At least one part.
    #[serde(deserialize_with = "strict::object")]
    pub finality: FinalityRequest,
}

impl CompletionRequest {
    /// Reads a completion of `decree` and gives its legal force as known from now on: what was known, and what
    /// was added. `today` is the day in the city's time zone.
    ///
    /// # Errors
    /// The first fault of form, or else every fault in the values. Never empty, and never repeats a value.
    pub fn parse(bytes: &[u8], today: Date, decree: &Decree) -> Result<Finality, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        let at = Pointer::root().member("finality");
        let mut f = Findings::default();
        if request.finality == FinalityRequest::default() {
            return Err(vec![NOTHING_TO_ADD.at(&at)]);
        }
        match f.identifier(
            &Pointer::root().member("caseNumber"),
            CaseNumber::parse(&request.case_number),
        ) {
            Some(number) if number != decree.case_number => {
                f.refuse(&Pointer::root().member("caseNumber"), OTHER_CASE);
            }
            _ => {}
        }
        let Some(later) = read_finality(&mut f, &at, &request.finality, Some(&decree.case_number), today)
        else {
            return Err(f.errors);
        };
        if !f.errors.is_empty() {
            return Err(f.errors);
        }
        match decree.finality.completed(&later) {
            Ok(whole) => {
                check_order(&mut f, &at, &whole, decree.kind, decree.ruling_date, today);
                f.finish(whole)
            }
            Err(part) => Err(vec![REWRITTEN.at(&at.member(match part {
                Missing::Bht => "bhtDate",
                Missing::Ikrar => "ikrarDate",
                Missing::Akta => "akta",
            }))]),
        }
    }
}

const OTHER_CASE: Rule = Rule::new(
    "completion_other_case",
    "a completion names the case number of the decree it completes",
    "send the case number of this decree, or send the completion to the case it was written for",
);
const NOTHING_TO_ADD: Rule = Rule::new(
    "completion_empty",
    "a completion adds at least one of bhtDate, ikrarDate and akta",
    "add what has become known",
);
const REWRITTEN: Rule = Rule::new(
    "finality_rewritten",
    "a part sent before is repeated unchanged or left out",
    "leave it out; if what was sent before is wrong, tell the registry office",
);
