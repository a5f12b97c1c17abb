//! Who asks for security and who gives it: the courts as writers of letters, the police with their units and officers.

use serde::{Deserialize, Serialize};
use tuntas_domain::identity::LetterForm;
use tuntas_security::{OfficeHours, Unit};

use crate::{City, Head};

/// What the city knows of securing hearings and seizures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SecurityOffices {
    /// Working hours after which an unanswered request is told.
    #[serde(alias = "answer_within_hours")]
    pub answer_within_hours: u16,
    /// When offices work.
    #[serde(alias = "office_hours")]
    pub office_hours: OfficeHours,
    /// The courts as writers of letters, by their codes.
    pub courts: Vec<WritingCourt>,
    /// The police.
    pub police: Police,
}

/// A court as a writer of letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WritingCourt {
    /// Its code, one of the city's courts.
    pub code: String,
    /// How it writes.
    pub writes: Writer,
}

/// How an office writes letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Writer {
    /// The head of a letter, from the highest body down to the office; address and telephone are the last line.
    pub letterhead: Vec<String>,
    /// Town printed before the date.
    pub place: String,
    /// How it writes its numbers.
    #[serde(alias = "letter_form")]
    pub letter_form: LetterForm,
    /// Who signs. `nip` is a civil servant number, or the police's NRP with zeros before it.
    pub signer: Head,
    /// Who gets a copy (*tembusan*).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<String>,
}

/// The police office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Police {
    /// Its code, such as `polres-pasuruan-kota`; names its series of letters.
    pub code: String,
    /// Its name, such as `Kepolisian Resor Pasuruan Kota`.
    pub name: String,
    /// Whom a letter to it addresses, such as `Kepala Kepolisian Resor Pasuruan Kota`.
    pub addressee: String,
    /// How it writes.
    pub writes: Writer,
    /// Whom it can send.
    pub units: Vec<Unit>,
    /// Who answers and reports.
    pub officers: Vec<PoliceOfficer>,
}

/// An officer of the police at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PoliceOfficer {
    /// Code such as `polisi-01`; stands in the journal and in the OAuth scope `police/<code>`. Never a name.
    pub code: String,
    /// What the officer may do, each once.
    pub duties: Vec<PoliceDuty>,
}

/// A part of the work at the desk. Each has a scope of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PoliceDuty {
    /// Accept, propose, ask, decline.
    Answer,
    /// Report afterwards.
    Report,
    /// Have the police's own systems told of what happens.
    Webhooks,
}

impl PoliceDuty {
    /// Every duty at the desk. Who looks after systems has none there.
    pub const DESK: &'static [Self] = &[Self::Answer, Self::Report];

    /// The OAuth scope an operation of this duty asks for.
    pub fn scope(self) -> &'static str {
        match self {
            Self::Answer => "tuntas/security.answer",
            Self::Report => "tuntas/security.report",
            Self::Webhooks => "tuntas/webhooks.manage",
        }
    }
}

impl Police {
    /// The unit with that code.
    pub fn unit(&self, code: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.code.as_str() == code)
    }

    /// The officer with that code.
    pub fn officer(&self, code: &str) -> Option<&PoliceOfficer> {
        self.officers.iter().find(|officer| officer.code == code)
    }
}

impl City {
    /// How a court writes.
    pub fn writing_court(&self, code: &str) -> Option<&Writer> {
        let mut courts = self.security.courts.iter();
        courts.find(|court| court.code == code).map(|court| &court.writes)
    }
}
