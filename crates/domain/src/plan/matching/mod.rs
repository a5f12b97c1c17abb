//! Who the parties are: NIK decides; name, birth date, sex, marriage are compared.

mod marriage;
mod nik;

pub(super) use marriage::{Ending, ending};
pub(super) use nik::{have_niks, nobody_stands_without_nik, stands_there};

use super::scene::Scene;
use super::{Decision, Hold};
use crate::decree::{Domicile, Parties, Role, Settled};
use crate::household::Household;
use crate::identity::CityCode;
use crate::people::{Person, Vital};

/// A party, found.
#[derive(Debug, Clone)]
pub(super) enum Standing<'a> {
    /// On an active card of this city.
    Resident {
        home: &'a Household,
        person: &'a Person,
        ending: Ending,
    },
    /// Not in this city's register, and the court or an officer says where instead.
    Elsewhere { region: CityCode },
    /// Has died; on this card still, unless it was put right already.
    Deceased { home: Option<&'a Household> },
    /// On no card of the city, and nothing is due: a foreigner without a NIK, or somebody who left by this very case.
    Away,
}

impl<'a> Standing<'a> {
    /// The card of a party who lives here.
    pub(super) fn home(&self) -> Option<&'a Household> {
        match self {
            Self::Resident { home, .. } => Some(home),
            Self::Elsewhere { .. } | Self::Deceased { .. } | Self::Away => None,
        }
    }
}

/// Whether the parties are married to each other, as far as the register knows.
pub(super) fn are_married(standings: &Parties<Standing<'_>>) -> bool {
    match (&standings.petitioner, &standings.respondent) {
        (Standing::Resident { person: one, .. }, Standing::Resident { person: other, .. }) => {
            one.is_married_to(other)
        }
        _ => false,
    }
}

/// Finds one party. Residency is the register's: whoever stands on an active card lives here, whatever their
/// NIK begins with and whatever the court believes.
pub(super) fn stand<'a>(scene: &Scene<'a>, settled: &Settled, role: Role) -> Result<Standing<'a>, Hold> {
    if scene.decree.parties[role].nik.is_none() {
        return Ok(Standing::Away);
    }
    let died = scene.decided(&Decision::AcceptDeath { role });
    let Some((home, member)) = scene.at_home(role) else {
        if died {
            return Ok(Standing::Deceased { home: None });
        }
        return region(scene, role)
            .map(|region| Standing::Elsewhere { region })
            .ok_or(Hold::PartyNotInRegister { role });
    };
    let person = &member.person;
    if !scene.decided(&Decision::AcceptIdentity { role }) {
        identify(scene, role, person)?;
    }
    if person.vital == Vital::Deceased {
        return if died {
            Ok(Standing::Deceased { home: Some(home) })
        } else {
            Err(Hold::PartyDeceased { role })
        };
    }
    let ending = ending(scene, settled, role, person)?;
    Ok(Standing::Resident { home, person, ending })
}

/// Where a party lives who is not in this register: an officer's word counts before the court's.
fn region(scene: &Scene<'_>, role: Role) -> Option<CityCode> {
    let decided = scene.decisions.iter().rev().find_map(|decision| match decision {
        Decision::TreatAsElsewhere { role: of, region } if *of == role => Some(region.clone()),
        _ => None,
    });
    decided.or_else(|| match &scene.decree.parties[role].domicile {
        Domicile::Elsewhere { region, .. } => Some(region.clone()),
        Domicile::City => None,
    })
}

fn identify(scene: &Scene<'_>, role: Role, person: &Person) -> Result<(), Hold> {
    let party = &scene.decree.parties[role];
    if !person.name.matches(&party.name) {
        Err(Hold::NameMismatch { role })
    } else if person.birth_date != party.birth_date {
        Err(Hold::BirthDateMismatch { role })
    } else if person.sex != scene.decree.sex(role) {
        Err(Hold::SexMismatch { role })
    } else {
        Ok(())
    }
}
