//! Offices that help after a divorce, and the place where an envelope is safe.

use serde::{Deserialize, Serialize};
use tuntas_domain::identity::{AidKind, AidOfficeCode};

use crate::{AidOfficer, City, PickUp, Writer};

/// What the city knows of aid. Without offices nothing is offered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Aid {
    /// Working days after which an office that was told of somebody should have assessed what they need.
    #[serde(default = "two_weeks", alias = "assess_within_days")]
    pub assess_within_days: u16,
    /// Working days from the assessment within which it should be decided.
    #[serde(default = "a_week", alias = "decide_within_days")]
    pub decide_within_days: u16,
    /// Offices that help.
    #[serde(default)]
    pub offices: Vec<AidOffice>,
    /// Where the envelope of somebody goes whose home nobody may learn: a desk, such as that of UPTD PPA. Without it the
    /// envelope waits at the registry's counter.
    #[serde(default, alias = "safe_place", skip_serializing_if = "Option::is_none")]
    pub safe_place: Option<PickUp>,
}

fn two_weeks() -> u16 {
    10
}

fn a_week() -> u16 {
    5
}

impl Default for Aid {
    fn default() -> Self {
        Self {
            assess_within_days: two_weeks(),
            decide_within_days: a_week(),
            offices: Vec::new(),
            safe_place: None,
        }
    }
}

/// An office that helps after a divorce.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AidOffice {
    /// Code such as `dp3akb`; stands in the journal.
    pub code: AidOfficeCode,
    /// Full name, as citizens read it.
    pub name: String,
    /// What it helps with, each once.
    pub kinds: Vec<AidKind>,
    /// Whether it is the office that protects women and children from violence (UPTD PPA): the only one that learns of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub protects: bool,
    /// How it writes to those it helps.
    pub writes: Writer,
    /// Who works at its desk.
    pub officers: Vec<AidOfficer>,
}

impl Aid {
    /// The office with that code.
    pub fn office(&self, code: &AidOfficeCode) -> Option<&AidOffice> {
        self.offices.iter().find(|office| office.code == *code)
    }

    /// The office that protects from violence.
    pub fn protecting(&self) -> Option<&AidOffice> {
        self.offices.iter().find(|office| office.protects)
    }

    /// Whether an office helps with something.
    pub fn helps(&self, code: &AidOfficeCode, kind: AidKind) -> bool {
        self.office(code)
            .is_some_and(|office| office.kinds.contains(&kind))
    }

    /// Every office with each kind of its aid, as they are offered.
    pub fn offered(&self) -> impl Iterator<Item = (&AidOffice, AidKind)> {
        (self.offices.iter()).flat_map(|office| office.kinds.iter().map(move |kind| (office, *kind)))
    }
}

impl City {
    /// Whether any aid is offered.
    pub fn offers_aid(&self) -> bool {
        !self.aid.offices.is_empty()
    }
}
