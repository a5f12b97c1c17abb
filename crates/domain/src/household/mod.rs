//! One family card and what must always hold for it.

mod address;
mod departure;
mod invariants;

pub use address::Address;
pub use departure::Departure;
pub use invariants::{Breach, check, check_recorded, check_register};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::identity::{CaseId, HouseholdId, KkNumber, Nik};
use crate::people::{Person, Relationship};

/// One immutable version of a household. Documents are rendered from a version, so rendering again gives the
/// same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Household {
    /// The household, across versions.
    pub id: HouseholdId,
    /// Counts from 1.
    pub version: u32,
    /// KK number.
    pub number: KkNumber,
    /// Address on the card.
    pub address: Address,
    /// Members, head first.
    pub members: Vec<Member>,
    /// Whether the card is in use.
    pub state: HouseholdState,
    /// Why this version exists.
    pub cause: Cause,
    /// Date printed on the card.
    pub issued_on: Date,
    /// Who moved out of the city from this card, in this very version: neither before nor after it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub departed: Vec<Departure>,
}

/// Whether a family card is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HouseholdState {
    /// In use.
    Active,
    /// Everybody has left; the number is never used again.
    Closed,
}

/// Why a household version exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Taken over from SIAK, at first or since.
    Import,
    /// A divorce case.
    Case(CaseId),
}

/// A person on a family card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The person.
    pub person: Person,
    /// Relationship to the head (SHDK).
    pub relationship: Relationship,
}

impl Household {
    /// The head of family.
    pub fn head(&self) -> Option<&Member> {
        self.members
            .iter()
            .find(|member| member.relationship == Relationship::Head)
    }

    /// The member with this NIK.
    pub fn member(&self, nik: &Nik) -> Option<&Member> {
        self.members.iter().find(|member| &member.person.nik == nik)
    }

    /// Whether the card is in use.
    pub fn is_active(&self) -> bool {
        self.state == HouseholdState::Active
    }
}
