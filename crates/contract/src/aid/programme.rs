//! What an office offers.

use serde::{Deserialize, Serialize};
use tuntas_aid::criteria::Criteria;
use tuntas_aid::programme::{Amount, Funding, MOST_DOCUMENTS, Terms};
use tuntas_aid::{FundingSource, ProgrammeCode, Purpose};
use tuntas_domain::identity::AidKind;
use tuntas_domain::money::Rupiah;
use tuntas_domain::people::Text;
use utoipa::ToSchema;

use super::criteria::fault;
use crate::aid_consent::AidKindName;
use crate::findings::{Findings, Pointer};
use crate::problem::{FieldError, Rule};
use crate::strict::{self, name, object, optional_object};

/// A programme.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProgrammeRequest {
    /// Its code, for good: 2 to 40 lower-case letters, digits and hyphens.
    #[schema(example = "modal-usaha-2027")]
    pub code: String,
    /// Its name, as citizens read it.
    #[schema(max_length = 120, example = "CONTOH Modal Usaha Perempuan Kepala Keluarga")]
    pub name: String,
    /// Mentoring or capital.
    #[serde(deserialize_with = "name")]
    pub kind: AidKindName,
    /// Its money; for capital alone.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "optional_object"
    )]
    pub funding: Option<FundingRequest>,
    /// Who is meant, one criterion on a line; empty for everybody.
    #[schema(
        max_length = 4000,
        example = "jenis kelamin adalah perempuan\ntanggungan minimal 1 orang"
    )]
    pub criteria: String,
    /// Documents that a person brings, at most twenty.
    #[serde(default)]
    #[schema(example = json!(["Rencana usaha satu halaman"]))]
    pub documents: Vec<String>,
    /// First day on which somebody may be proposed.
    #[schema(format = Date, example = "2027-01-04")]
    pub opens: String,
    /// Last day.
    #[schema(format = Date, example = "2027-11-30")]
    pub closes: String,
}

/// The money of a programme.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FundingRequest {
    /// Where it comes from. Programmes of one source share its code, so that nobody is paid twice from it for one purpose.
    #[schema(example = "dbhcht")]
    pub source: String,
    /// What it is for.
    #[schema(example = "modal-usaha")]
    pub purpose: String,
    /// Whose budget it is.
    #[schema(example = 2027)]
    pub year: i16,
    /// All of it, in rupiah.
    #[schema(example = 150_000_000)]
    pub budget: u64,
    /// What one person may get.
    #[serde(deserialize_with = "object")]
    pub amount: AmountRequest,
}

/// What one person may get: exactly one of both members.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AmountRequest {
    /// Exactly that, in rupiah.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = 5_000_000)]
    pub fixed: Option<u64>,
    /// That at most, in rupiah.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = 10_000_000)]
    pub ceiling: Option<u64>,
}

/// An edit: the whole programme as it is to be, without its code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProgrammeEditRequest {
    /// The version that was edited, so that nobody's edit is lost.
    #[schema(example = 1)]
    pub version: u32,
    /// The programme as it is to be, under the same code.
    #[serde(deserialize_with = "object")]
    pub to: ProgrammeRequest,
}

/// A new programme, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProgramme {
    /// Its code.
    pub code: ProgrammeCode,
    /// What it is.
    pub terms: Terms,
}

/// An edit, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeEdit {
    /// The version that was edited.
    pub version: u32,
    /// What it is to be.
    pub terms: Terms,
}

impl ProgrammeRequest {
    /// Reads a programme.
    ///
    /// # Errors
    /// The first fault of form, or else every fault in the values.
    pub fn parse(bytes: &[u8]) -> Result<NewProgramme, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        request.read(&Pointer::root())
    }

    fn read(&self, root: &Pointer) -> Result<NewProgramme, Vec<FieldError>> {
        let (mut f, at) = (Findings::default(), |name: &str| root.member(name));
        let code = f.identifier(&at("code"), ProgrammeCode::parse(&self.code));
        let name = f.text::<120>(&at("name"), &self.name);
        let kind = AidKind::from(self.kind);
        if (kind == AidKind::Capital) != self.funding.is_some() {
            f.refuse(&at("funding"), FUNDING_KIND);
        }
        let funding = self
            .funding
            .as_ref()
            .map(|funding| funding.read(&mut f, &at("funding")));
        let criteria = Criteria::parse(&self.criteria)
            .map_err(|invalid| {
                let faults = invalid.0.into_iter();
                f.errors
                    .extend(faults.map(|finding| fault(&at("criteria"), finding)));
            })
            .ok();
        if self.documents.len() > MOST_DOCUMENTS {
            f.refuse(&at("documents"), DOCUMENTS);
        }
        let documents: Vec<Option<Text<120>>> = self
            .documents
            .iter()
            .enumerate()
            .map(|(index, text)| f.text(&at("documents").item(index), text))
            .collect();
        let opens = f.date(&at("opens"), &self.opens);
        let closes = f.date(&at("closes"), &self.closes);
        if let (Some(opens), Some(closes)) = (opens, closes)
            && closes < opens
        {
            f.refuse(&at("closes"), CLOSES);
        }
        let whole = || {
            Some(NewProgramme {
                code: code?,
                terms: Terms {
                    name: name?,
                    kind,
                    funding: match funding {
                        Some(funding) => Some(funding?),
                        None => None,
                    },
                    criteria: criteria?,
                    documents: documents.into_iter().collect::<Option<_>>()?,
                    opens: opens?,
                    closes: closes?,
                },
            })
        };
        f.whole(whole())
    }
}

impl FundingRequest {
    fn read(&self, f: &mut Findings, at: &Pointer) -> Option<Funding> {
        let source = f.identifier(&at.member("source"), FundingSource::parse(&self.source));
        let purpose = f.identifier(&at.member("purpose"), Purpose::parse(&self.purpose));
        let budget = rupiah(f, &at.member("budget"), self.budget);
        let amount = self.amount.read(f, &at.member("amount"));
        if let (Some(budget), Some(amount)) = (budget, amount)
            && amount.most() > budget
        {
            f.refuse(&at.member("amount"), ABOVE_BUDGET);
        }
        Some(Funding {
            source: source?,
            purpose: purpose?,
            year: self.year,
            budget: budget?,
            amount: amount?,
        })
    }
}

impl AmountRequest {
    fn read(&self, f: &mut Findings, at: &Pointer) -> Option<Amount> {
        match (self.fixed, self.ceiling) {
            (Some(fixed), None) => rupiah(f, &at.member("fixed"), fixed).map(Amount::Fixed),
            (None, Some(ceiling)) => rupiah(f, &at.member("ceiling"), ceiling).map(Amount::Ceiling),
            (None, None) | (Some(_), Some(_)) => {
                f.refuse(at, ONE_AMOUNT);
                None
            }
        }
    }
}

impl ProgrammeEditRequest {
    /// Reads an edit of the programme `of`.
    ///
    /// # Errors
    /// As [`ProgrammeRequest::parse`].
    pub fn parse(bytes: &[u8], of: &str) -> Result<ProgrammeEdit, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        let root = Pointer::root().member("to");
        if request.to.code != of {
            return Err(vec![OTHER_PROGRAMME.at(&root.member("code"))]);
        }
        let NewProgramme { terms, .. } = request.to.read(&root)?;
        Ok(ProgrammeEdit {
            version: request.version,
            terms,
        })
    }
}

/// An amount of more than nothing, or `None` and a fault.
pub(super) fn rupiah(f: &mut Findings, at: &Pointer, amount: u64) -> Option<Rupiah> {
    let read = Rupiah::new(amount).ok().filter(|amount| !amount.is_zero());
    if read.is_none() {
        f.refuse(at, AMOUNT);
    }
    read
}

const AMOUNT: Rule = Rule::new(
    "amount_range",
    "an amount is whole rupiah, more than nothing and at most 999999999999999",
    "send the number of rupiah, without points and without sen",
);
pub(super) const FUNDING_KIND: Rule = Rule::new(
    "funding_kind",
    "exactly a programme of capital has funding",
    "send funding for capital, and leave it out for mentoring",
);
const ONE_AMOUNT: Rule = Rule::new(
    "amount_one",
    "a programme gives a fixed amount, or one up to a ceiling",
    "send exactly one of fixed and ceiling",
);
pub(super) const ABOVE_BUDGET: Rule = Rule::new(
    "amount_above_budget",
    "the amount for one person is not more than the budget",
    "check both amounts",
);
pub(super) const DOCUMENTS: Rule = Rule::new(
    "documents_count",
    "a programme asks for twenty documents at most",
    "ask for fewer",
);
pub(super) const CLOSES: Rule = Rule::new(
    "closes_before_opening",
    "a programme closes on the day it opens or later",
    "check both dates",
);
const OTHER_PROGRAMME: Rule = Rule::new(
    "other_programme",
    "the body names the programme of the address; a code never changes",
    "send the code that stands in the address",
);
