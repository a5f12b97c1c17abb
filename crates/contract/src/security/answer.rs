//! What the police send.

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use tuntas_domain::identity::Phone;
use tuntas_domain::people::Text;
use tuntas_security::{
    Answer, DeclineReason, HoldReason, Outcome, Strength, UnitCode, WarrantNumber, Window,
};
use utoipa::ToSchema;

use super::request::span;
use super::words::{DeclineReasonName, HoldReasonName, OutcomeName};
use crate::findings::{Findings, Pointer, no_identity_number, told};
use crate::problem::{FieldError, Rule};
use crate::strict::{self, name};

/// The police come.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AcceptanceRequest {
    /// Code of the unit that comes.
    #[schema(example = "samapta-1")]
    pub unit: String,
    /// How many officers come.
    #[schema(example = 12)]
    pub officers: u16,
    /// Number of the *surat perintah*.
    #[schema(max_length = 60, example = "Sprin/412/XI/PAM.3.3./2026")]
    pub warrant: String,
    /// Officer in charge, with rank.
    #[schema(max_length = 80, example = "IPTU CONTOH PERWIRA")]
    pub officer_in_charge: String,
    /// Telephone of the officer in charge.
    #[schema(example = "081200000002")]
    pub phone: String,
}

/// An acceptance, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Which unit.
    pub unit: UnitCode,
    /// How many officers.
    pub strength: Strength,
    /// Who comes.
    pub answer: Answer,
}

/// The police propose another time.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProposedTimeRequest {
    /// The day.
    #[schema(format = Date, example = "2026-12-02")]
    pub date: String,
    /// When it begins.
    #[schema(example = "13:00")]
    pub from: String,
    /// When it ends.
    #[schema(example = "15:00")]
    pub to: String,
}

/// The police have a question.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QuestionRequest {
    /// What about.
    #[serde(deserialize_with = "name")]
    pub reason: HoldReasonName,
}

/// The police do not come.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RefusalRequest {
    /// Why.
    #[serde(deserialize_with = "name")]
    pub reason: DeclineReasonName,
}

/// The police report.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SecurityReportRequest {
    /// How it ended.
    #[serde(deserialize_with = "name")]
    pub outcome: OutcomeName,
    /// SHA-256 of the *berita acara* that was put and found sound; may be left out where it was put off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<String>,
    /// What happened, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 300, example = "Kegiatan berlangsung tertib.")]
    pub note: Option<String>,
}

/// A report, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    /// How it ended.
    pub outcome: Outcome,
    /// SHA-256 of the *berita acara*, hex.
    pub minutes: Option<String>,
    /// What happened.
    pub note: Option<Text<300>>,
}

impl AcceptanceRequest {
    /// Reads an acceptance. `known` says whether the city has a unit.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8], known: impl Fn(&str) -> bool) -> Result<Accepted, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        let (mut f, at) = (Findings::default(), |name: &str| Pointer::root().member(name));
        let unit = f.identifier(&at("unit"), UnitCode::parse(&request.unit));
        if unit.as_ref().is_some_and(|unit| !known(unit.as_str())) {
            f.refuse(&at("unit"), UNIT_UNKNOWN);
        }
        let strength = Strength::new(request.officers)
            .map_err(|_| f.refuse(&at("officers"), OFFICERS))
            .ok();
        no_identity_number(&mut f, &at("warrant"), &request.warrant);
        let warrant = f.identifier(&at("warrant"), WarrantNumber::parse(&request.warrant));
        let officer_in_charge = told(&mut f, &at("officerInCharge"), &request.officer_in_charge);
        let phone = f.identifier(&at("phone"), Phone::parse(&request.phone));
        let read = || {
            Some(Accepted {
                unit: unit?,
                strength: strength?,
                answer: Answer {
                    warrant: warrant?,
                    officer_in_charge: officer_in_charge?,
                    phone: phone?,
                },
            })
        };
        f.whole(read())
    }
}

impl ProposedTimeRequest {
    /// Reads a proposed time.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8], zone: &TimeZone) -> Result<Window, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        let mut f = Findings::default();
        let times = (request.date.as_str(), request.from.as_str(), request.to.as_str());
        let window = span(&mut f, &Pointer::root(), times, zone);
        f.whole(window)
    }
}

impl QuestionRequest {
    /// Reads a question.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8]) -> Result<HoldReason, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        Ok(request.reason.into())
    }
}

impl RefusalRequest {
    /// Reads a refusal.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8]) -> Result<DeclineReason, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        Ok(request.reason.into())
    }
}

impl SecurityReportRequest {
    /// Reads a report.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8]) -> Result<Reported, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        let (mut f, at) = (Findings::default(), |name: &str| Pointer::root().member(name));
        if let Some(sha256) = &request.minutes {
            f.sha256(&at("minutes"), sha256, DIGEST);
        }
        let note = request.note.as_ref().map(|note| told(&mut f, &at("note"), note));
        let reported = Reported {
            outcome: request.outcome.into(),
            minutes: request.minutes,
            note: note.flatten(),
        };
        f.finish(reported)
    }
}

const UNIT_UNKNOWN: Rule = Rule::new(
    "unit_unknown",
    "the unit is one of the city's list",
    "send a code that the clashes list",
);
const OFFICERS: Rule = Rule::new(
    "officers_range",
    "1 to 500 officers come",
    "send the number of officers",
);
pub(super) const DIGEST: Rule = Rule::new(
    "digest_form",
    "a SHA-256 is 64 lower-case hexadecimal digits",
    "send the digest of the file's bytes",
);
