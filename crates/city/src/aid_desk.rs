//! Who works at an aid office's desk, and how the office writes.

use serde::{Deserialize, Serialize};

use crate::{Aid, AidOffice};

/// An officer of an aid office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AidOfficer {
    /// Code such as `dinsos-01`; stands in the journal and in the OAuth scope `aid/<code>`. Never a name.
    pub code: String,
    /// What the officer may do, each once.
    pub duties: Vec<AidDuty>,
}

/// A part of the work at an aid office's desk. Each has a scope of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AidDuty {
    /// Find out what somebody needs.
    Assess,
    /// Decide: grant, propose, approve, decline.
    Approve,
    /// Accompany somebody.
    Mentor,
    /// Pay out.
    Cashier,
    /// Publish and edit programmes.
    Programme,
    /// Lead the office: see how everybody does, also what is kept from all but the mentor.
    Lead,
    /// Have the office's own systems told of what happens.
    Webhooks,
}

impl AidDuty {
    /// Every duty at the desk. Who looks after systems has none there.
    pub const DESK: &'static [Self] = &[
        Self::Assess,
        Self::Approve,
        Self::Mentor,
        Self::Cashier,
        Self::Programme,
        Self::Lead,
    ];

    /// The OAuth scope an operation of this duty asks for.
    pub fn scope(self) -> &'static str {
        match self {
            Self::Assess => "tuntas/aid.assess",
            Self::Approve => "tuntas/aid.approve",
            Self::Mentor => "tuntas/aid.mentor",
            Self::Cashier => "tuntas/aid.cashier",
            Self::Programme => "tuntas/aid.programme",
            Self::Lead => "tuntas/aid.lead",
            Self::Webhooks => "tuntas/webhooks.manage",
        }
    }
}

impl Aid {
    /// The officer with that code, and the office they work for.
    pub fn officer(&self, code: &str) -> Option<(&AidOffice, &AidOfficer)> {
        self.offices
            .iter()
            .find_map(|office| Some((office, office.officer(code)?)))
    }
}

impl AidOffice {
    /// The office's officer with that code.
    pub fn officer(&self, code: &str) -> Option<&AidOfficer> {
        self.officers.iter().find(|officer| officer.code == code)
    }

    /// How many of the office's officers have a duty.
    pub(crate) fn count(&self, duty: AidDuty) -> usize {
        let has = |officer: &&AidOfficer| officer.duties.contains(&duty);
        self.officers.iter().filter(has).count()
    }
}
