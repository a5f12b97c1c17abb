//! Reads everything the plan looks at.

use std::collections::BTreeMap;

use tuntas_domain::decree::{Choice, Decree, Parties, Role};
use tuntas_domain::household::Household;
use tuntas_domain::identity::HouseholdId;
use tuntas_register::{Register, RegisterError};

/// The households a decree speaks of, as they are now.
pub(crate) struct Households {
    /// Home of each party.
    pub(crate) homes: Parties<Option<Household>>,
    /// Hosts to be joined and homes of children living elsewhere; none of them is a party's home.
    pub(crate) others: Vec<Household>,
}

impl Households {
    pub(crate) async fn read(register: &Register, decree: &Decree) -> Result<Self, RegisterError> {
        let homes = Parties {
            petitioner: register.home_of(&decree.parties.petitioner.nik).await?,
            respondent: register.home_of(&decree.parties.respondent.nik).await?,
        };
        let mut others: BTreeMap<HouseholdId, Household> = BTreeMap::new();
        let known = |nik: &_, others: &BTreeMap<HouseholdId, Household>| {
            homes
                .iter()
                .filter_map(|(_, home)| home.as_ref())
                .chain(others.values())
                .any(|h| h.member(nik).is_some())
        };
        for child in &decree.children {
            if !known(&child.nik, &others)
                && let Some(home) = register.home_of(&child.nik).await?
            {
                others.insert(home.id, home);
            }
        }
        for role in Role::BOTH {
            if let Some(Choice::Join { host, .. }) = &decree.parties[role].choice
                && let Some(host) = register.by_number(host).await?
            {
                others.insert(host.id, host);
            }
        }
        let is_home = |id: &HouseholdId| {
            homes
                .iter()
                .any(|(_, home)| home.as_ref().is_some_and(|home| home.id == *id))
        };
        others.retain(|id, _| !is_home(id));
        Ok(Self {
            others: others.into_values().collect(),
            homes,
        })
    }

    /// All of them, each once.
    pub(crate) fn all(&self) -> Vec<Household> {
        let mut all: BTreeMap<HouseholdId, &Household> = BTreeMap::new();
        for household in self
            .homes
            .iter()
            .filter_map(|(_, home)| home.as_ref())
            .chain(&self.others)
        {
            all.insert(household.id, household);
        }
        all.into_values().cloned().collect()
    }
}
