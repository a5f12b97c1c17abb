//! What both the plan and a later change look at.

use jiff::civil::Date;

use super::Decision;
use crate::decree::{Decree, Parties, Role};
use crate::household::{Household, Member};
use crate::identity::{CaseId, HouseholdId, Nik};

#[derive(Debug, Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) case: CaseId,
    pub(super) decree: &'a Decree,
    pub(super) homes: Parties<Option<&'a Household>>,
    pub(super) others: &'a [Household],
    pub(super) decisions: &'a [Decision],
    /// Household versions the case wrote before: tells households founded later from those founded first.
    pub(super) written: usize,
    pub(super) today: Date,
}

impl<'a> Scene<'a> {
    /// Every household that may be looked at; a home may come twice.
    pub(super) fn households(&self) -> impl Iterator<Item = &'a Household> + use<'a> {
        let homes = self.homes;
        [homes.petitioner, homes.respondent]
            .into_iter()
            .flatten()
            .chain(self.others)
    }

    pub(super) fn household(&self, id: HouseholdId) -> Option<&'a Household> {
        self.households().find(|household| household.id == id)
    }

    /// The active card somebody stands on.
    pub(super) fn card_of(&self, nik: &Nik) -> Option<(&'a Household, &'a Member)> {
        self.households()
            .filter(|household| household.is_active())
            .find_map(|household| Some((household, household.member(nik)?)))
    }

    /// A party on the card that is their home.
    pub(super) fn at_home(&self, role: Role) -> Option<(&'a Household, &'a Member)> {
        let nik = self.decree.parties[role].nik.as_ref()?;
        let home = self.homes[role].filter(|home| home.is_active())?;
        Some((home, home.member(nik)?))
    }

    /// Which party somebody is, if one.
    pub(super) fn role_of(&self, nik: &Nik) -> Option<Role> {
        Role::BOTH
            .into_iter()
            .find(|role| self.decree.parties[*role].is(nik))
    }

    /// Whether the decree names somebody among its children.
    pub(super) fn names_child(&self, nik: &Nik) -> bool {
        self.decree.children.iter().any(|child| child.nik == *nik)
    }

    pub(super) fn decided(&self, decision: &Decision) -> bool {
        self.decisions.contains(decision)
    }

    /// The household that somebody founds by this change.
    pub(super) fn founded(&self, founder: &str) -> HouseholdId {
        if self.written == 0 {
            self.case.founded_household(founder)
        } else {
            self.case
                .founded_household(&format!("{founder}/{}", self.written))
        }
    }
}
