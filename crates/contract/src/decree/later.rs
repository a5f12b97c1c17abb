//! What a court says of a ruling after it was accepted: that it was undone, that a child lives with the other parent, that
//! duties are met. Each is signed like a decree and names the case number, so that it cannot be passed off as another's.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_domain::decree::{CustodyBasis, Decree, Role};
use tuntas_domain::identity::CaseNumber;
use tuntas_domain::people::Text;
use tuntas_domain::plan::Reversal;
use utoipa::ToSchema;

use crate::findings::{Findings, Pointer};
use crate::problem::{FieldError, Rule};
use crate::strict::{self, name};
use crate::vocabulary::{BasisName, GroundName, RoleName};

/// A later ruling undid the divorce.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReversalRequest {
    /// Case number of the decree that is undone.
    #[schema(example = "0318/Pdt.G/2021/PA.Pas")]
    pub case_number: String,
    /// How it was undone.
    #[serde(deserialize_with = "name")]
    pub ground: GroundName,
    /// Number of the later ruling, as the higher court writes it.
    #[schema(max_length = 60, example = "224/K/AG/2022")]
    pub ruling_number: String,
    /// Day of the later ruling.
    #[schema(format = Date, example = "2022-03-01")]
    pub ruling_date: String,
    /// Day the later ruling became final (BHT).
    #[schema(format = Date, example = "2022-03-15")]
    pub bht_date: String,
}

impl ReversalRequest {
    /// Reads a reversal of `decree`. `today` is the day in the city's time zone.
    ///
    /// # Errors
    /// The first fault of form, or else every fault in the values.
    pub fn parse(bytes: &[u8], today: Date, decree: &Decree) -> Result<Reversal, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        let (mut f, at) = (Findings::default(), |name: &str| Pointer::root().member(name));
        same_case(&mut f, &request.case_number, decree);
        let _: Option<Text<60>> = f.text(&at("rulingNumber"), &request.ruling_number);
        let ruling = f.past_date(&at("rulingDate"), &request.ruling_date, today);
        let bht = f.past_date(&at("bhtDate"), &request.bht_date, today);
        if ruling.is_some_and(|ruling| ruling < decree.ruling_date) {
            f.refuse(&at("rulingDate"), UNDONE_BEFORE_RULING);
        }
        if let (Some(ruling), Some(bht)) = (ruling, bht)
            && bht < ruling
        {
            f.refuse(&at("bhtDate"), FINAL_BEFORE_RULING);
        }
        f.finish(request.ground.into())
    }
}

/// A child lives with the other parent from now on.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CustodyChangeRequest {
    /// Case number of the decree that names the child.
    #[schema(example = "0318/Pdt.G/2021/PA.Pas")]
    pub case_number: String,
    /// NIK of the child, as the decree names it.
    #[schema(pattern = "^[0-9]{16}$", example = "3575034508170001")]
    pub child: String,
    /// The parent.
    #[serde(deserialize_with = "name")]
    pub parent: RoleName,
    /// The ground.
    #[serde(deserialize_with = "name")]
    pub basis: BasisName,
    /// Day of the ruling or statement.
    #[schema(format = Date, example = "2022-05-10")]
    pub date: String,
}

/// A change of custody that keeps every rule of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CustodyChange {
    /// Position in the decree's list, from 0.
    pub child: usize,
    /// With whom the child lives from now on.
    pub parent: Role,
    /// On what ground.
    pub basis: CustodyBasis,
}

impl CustodyChangeRequest {
    /// Reads a change of custody of a child of `decree`. `today` is the day in the city's time zone.
    ///
    /// # Errors
    /// The first fault of form, or else every fault in the values.
    pub fn parse(bytes: &[u8], today: Date, decree: &Decree) -> Result<CustodyChange, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        let (mut f, at) = (Findings::default(), |name: &str| Pointer::root().member(name));
        same_case(&mut f, &request.case_number, decree);
        let date = f.past_date(&at("date"), &request.date, today);
        if date.is_some_and(|date| date < decree.ruling_date) {
            f.refuse(&at("date"), CUSTODY_BEFORE_RULING);
        }
        let child = decree
            .children
            .iter()
            .position(|child| child.nik.as_str() == request.child);
        if child.is_none() {
            f.refuse(&at("child"), CHILD_NOT_OF_DECREE);
        }
        let (parent, basis) = (request.parent.into(), request.basis.into());
        f.finish(child)?
            .map(|child| CustodyChange { child, parent, basis })
            .ok_or_else(|| vec![CHILD_NOT_OF_DECREE.at(&at("child"))])
    }
}

/// The duties are met: nothing is held back any more.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DutyReleaseRequest {
    /// Case number of the decree that held something back.
    #[schema(example = "0318/Pdt.G/2021/PA.Pas")]
    pub case_number: String,
    /// Day the court found the duties met.
    #[schema(format = Date, example = "2022-01-10")]
    pub date: String,
}

impl DutyReleaseRequest {
    /// Reads a release of what `decree` held back. `today` is the day in the city's time zone.
    ///
    /// # Errors
    /// The first fault of form, or else every fault in the values.
    pub fn parse(bytes: &[u8], today: Date, decree: &Decree) -> Result<(), Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        let mut f = Findings::default();
        same_case(&mut f, &request.case_number, decree);
        f.past_date(&Pointer::root().member("date"), &request.date, today);
        f.finish(())
    }
}

/// A number that does not name its court is completed by the decree's.
pub(crate) fn same_case(f: &mut Findings, sent: &str, decree: &Decree) {
    let at = Pointer::root().member("caseNumber");
    let whole = CaseNumber::parse(sent).or_else(|fault| {
        CaseNumber::parse(&format!("{sent}/{}", decree.case_number.court())).map_err(|_| fault)
    });
    match f.identifier(&at, whole) {
        Some(number) if number != decree.case_number => f.refuse(&at, OTHER_CASE),
        _ => {}
    }
}

const OTHER_CASE: Rule = Rule::new(
    "other_case",
    "the body names the case number of the decree at this address",
    "send the case number of this decree, or send the body to the case it was written for",
);
const UNDONE_BEFORE_RULING: Rule = Rule::new(
    "undone_before_ruling",
    "a ruling is undone by a later one",
    "check the date of the later ruling",
);
const FINAL_BEFORE_RULING: Rule = Rule::new(
    "final_before_ruling",
    "a ruling becomes final on its own day or later",
    "check the BHT date of the later ruling",
);
const CUSTODY_BEFORE_RULING: Rule = Rule::new(
    "custody_before_ruling",
    "a change of custody is later than the ruling it changes",
    "check the date of the change",
);
const CHILD_NOT_OF_DECREE: Rule = Rule::new(
    "child_not_of_decree",
    "the child is one the decree names",
    "send the NIK of a child of this decree",
);
