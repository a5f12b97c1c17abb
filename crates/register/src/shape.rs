//! What a check may see of a household version: who stands there as what, and no name, number or date of birth.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tuntas_domain::household::{Household, HouseholdState};
use tuntas_domain::identity::{HouseholdId, KecamatanCode, PersonId};
use tuntas_domain::people::Relationship;
use tuntas_domain::plan::HouseholdRef;

use crate::{Register, RegisterError, keys};

/// The shape of a household version; stored beside it, so that it can be read without it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Shape {
    /// Whether the card is in use.
    pub state: HouseholdState,
    /// Where the card's number was issued.
    pub kecamatan: KecamatanCode,
    /// Whether every head might be one on the day of issue.
    pub head_may: bool,
    /// Who stands there, as what.
    pub members: Vec<(PersonId, Relationship)>,
}

/// What is wrong with household versions that were written together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// A version that a case wrote is not there.
    Missing,
    /// A version in use has no members.
    Empty,
    /// It has no head, or several.
    Heads,
    /// Its head is under 17 and never married, or not alive.
    HeadNotEligible,
    /// A closed one has members.
    ClosedWithMembers,
    /// A person stands on a version twice, or on two of those that were written together.
    PersonTwice,
}

impl Fault {
    /// Stable code, as it stands in reports.
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "version_missing",
            Self::Empty => "household_empty",
            Self::Heads => "not_one_head",
            Self::HeadNotEligible => "head_not_eligible",
            Self::ClosedWithMembers => "closed_with_members",
            Self::PersonTwice => "person_twice",
        }
    }
}

impl Shape {
    pub(crate) fn of(household: &Household) -> Self {
        let heads = || {
            household
                .members
                .iter()
                .filter(|member| member.relationship == Relationship::Head)
        };
        Self {
            state: household.state,
            kecamatan: KecamatanCode::issuing(&household.number),
            head_may: heads().all(|head| head.person.may_head(household.issued_on)),
            members: household
                .members
                .iter()
                .map(|member| (member.person.id, member.relationship))
                .collect(),
        }
    }

    fn faults(&self) -> Vec<Fault> {
        if self.state == HouseholdState::Closed {
            return if self.members.is_empty() {
                Vec::new()
            } else {
                vec![Fault::ClosedWithMembers]
            };
        }
        if self.members.is_empty() {
            return vec![Fault::Empty];
        }
        let heads = self
            .members
            .iter()
            .filter(|(_, relationship)| *relationship == Relationship::Head)
            .count();
        match (heads, self.head_may) {
            (1, true) => Vec::new(),
            (1, false) => vec![Fault::HeadNotEligible],
            _ => vec![Fault::Heads],
        }
    }
}

/// What is wrong with versions that one change wrote.
pub fn faults(written: &[(HouseholdRef, Option<Shape>)]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut people: BTreeMap<PersonId, u32> = BTreeMap::new();
    for (_, shape) in written {
        let Some(shape) = shape else {
            faults.push(Fault::Missing);
            continue;
        };
        faults.extend(shape.faults());
        for (person, _) in &shape.members {
            *people.entry(*person).or_default() += 1;
        }
    }
    let twice = people.values().filter(|times| **times > 1);
    faults.extend(twice.map(|_| Fault::PersonTwice));
    faults
}

impl Register {
    /// The shape of one version; `None` if the version is not there. Reads nothing else, so that whoever checks the register
    /// needs no access to anybody's data.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub async fn shape(&self, id: HouseholdId, version: u32) -> Result<Option<Shape>, RegisterError> {
        let item = self
            .table
            .get_attributes(&keys::version(id, version), &["shape"])
            .await?;
        let Some(item) = item else { return Ok(None) };
        let Some(shape) = item.text_if_present("shape") else {
            return Ok(None);
        };
        serde_json::from_str(shape)
            .map(Some)
            .map_err(|_| RegisterError::UnknownForm {
                household: id,
                version,
            })
    }
}
