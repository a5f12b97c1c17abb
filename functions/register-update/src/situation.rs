//! Reads everything the plan looks at.

use std::collections::BTreeMap;

use tuntas_domain::decree::{Choice, Decree, Parties, Role};
use tuntas_domain::household::Household;
use tuntas_domain::identity::{HouseholdId, Nik};
use tuntas_domain::plan::HouseholdRef;
use tuntas_register::{Register, RegisterError};

use crate::Failure;

/// Readings after which the households are taken as they were read last, although somebody keeps changing them.
const READINGS: u8 = 6;

/// The households a decree speaks of, as they are now.
#[derive(PartialEq)]
pub(crate) struct Households {
    /// Home of each party.
    pub(crate) homes: Parties<Option<Household>>,
    /// Every other household, none of them a party's home.
    pub(crate) others: Vec<Household>,
}

impl Households {
    /// The homes of the parties and of the children, and the hosts to be joined, as they were at one moment: several
    /// households cannot be read at once, so they are read until two readings agree. A change would be refused if it was
    /// made from a mixture of before and after; a hold would stay, with a reason that was never true.
    /// The households of `written` are among them, closed ones too.
    pub(crate) async fn read(
        register: &Register,
        decree: &Decree,
        written: &[HouseholdRef],
    ) -> Result<Self, Failure> {
        let mut households = Self::glance(register, decree, written).await?;
        for _ in 1..READINGS {
            let again = Self::glance(register, decree, written).await?;
            if again == households {
                break;
            }
            households = again;
        }
        Ok(households)
    }

    async fn glance(register: &Register, decree: &Decree, written: &[HouseholdRef]) -> Result<Self, Failure> {
        let homes = Parties {
            petitioner: home(register, decree.parties.petitioner.nik.as_ref()).await?,
            respondent: home(register, decree.parties.respondent.nik.as_ref()).await?,
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
        let mut households = Self {
            others: Vec::new(),
            homes,
        };
        others.retain(|id, _| !households.knows(id));
        households.others.extend(others.into_values());
        for household in written {
            if !households.knows(&household.id) {
                let found = register.latest(household.id).await?;
                households
                    .others
                    .push(found.ok_or(Failure::Missing("household"))?);
            }
        }
        Ok(households)
    }

    fn knows(&self, id: &HouseholdId) -> bool {
        self.iter().any(|household| household.id == *id)
    }

    fn iter(&self) -> impl Iterator<Item = &Household> {
        self.homes
            .iter()
            .filter_map(|(_, home)| home.as_ref())
            .chain(&self.others)
    }

    /// Home of each party, borrowed.
    pub(crate) fn homes(&self) -> Parties<Option<&Household>> {
        Parties {
            petitioner: self.homes.petitioner.as_ref(),
            respondent: self.homes.respondent.as_ref(),
        }
    }

    /// All of them, each once.
    pub(crate) fn all(&self) -> Vec<Household> {
        let all: BTreeMap<HouseholdId, &Household> = self.iter().map(|h| (h.id, h)).collect();
        all.into_values().cloned().collect()
    }
}

/// Household versions of earlier days.
pub(crate) async fn versions(
    register: &Register,
    households: &[HouseholdRef],
) -> Result<Vec<Household>, Failure> {
    let mut versions = Vec::with_capacity(households.len());
    for household in households {
        let found = register.version(household.id, household.version).await?;
        versions.push(found.ok_or(Failure::Missing("household version"))?);
    }
    Ok(versions)
}

/// A foreigner without a NIK has no home in the register.
async fn home(register: &Register, nik: Option<&Nik>) -> Result<Option<Household>, RegisterError> {
    match nik {
        Some(nik) => register.home_of(nik).await,
        None => Ok(None),
    }
}
