//! The household plan: decree + current households → new households, or a reason to hold.
//!
//! The plan is a pure function. It asks for KK numbers by kecamatan and never makes one; the caller takes
//! them from the pool that SIAK issued, in the same transaction that stores the result.

mod amendment;
mod children;
mod decision;
mod draft;
mod hold;
mod intent;
mod later;
mod matching;
mod moves;
mod outcome;
mod scene;

pub use amendment::{Amendment, Reissue, Reversal};
pub use decision::{CloseGround, Decision};
pub use draft::{Draft, NumberMissing, Numbering, Plan};
pub use hold::{Flag, Hold};
pub use later::{Amended, CorrectedValue, Correction, Later, amend};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::decree::{Decree, Doubt, Parties, Settled};
use crate::household::Household;
use crate::identity::{CaseId, CityCode, HouseholdId, PersonId};
use matching::Standing;
use scene::Scene;

/// Everything the plan looks at.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// The case; names the households it founds.
    pub case: CaseId,
    /// The city that runs this service.
    pub city: &'a CityCode,
    /// What the court said.
    pub decree: &'a Decree,
    /// The decree's effect. Only a final ruling has one, so nothing can be planned before.
    pub settled: &'a Settled,
    /// The active household of each party, where the register has one.
    pub homes: Parties<Option<&'a Household>>,
    /// Other households the decree names: hosts to be joined, homes of children who live elsewhere.
    pub others: &'a [Household],
    /// What officers decided about the case so far.
    pub decisions: &'a [Decision],
    /// Day of the change; printed as issue date.
    pub today: Date,
}

/// A version of a household, without its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct HouseholdRef {
    /// The household.
    pub id: HouseholdId,
    /// Its version.
    pub version: u32,
}

/// Where a party stands after the update. Free of personal data: it goes into the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Outcome {
    /// Stayed on the family card they were on, number unchanged.
    Stayed {
        /// The new version.
        household: HouseholdRef,
    },
    /// Heads a family card with a new number.
    Founded {
        /// Its first version.
        household: HouseholdRef,
    },
    /// Stands on a card that somebody else heads: of a household they joined, or of those who stayed behind under a new
    /// head.
    Joined {
        /// That household's new version.
        household: HouseholdRef,
    },
    /// Moves out of the city; a notice goes to the registry of the destination.
    Left,
    /// Lives elsewhere already; a notice goes to that registry.
    Elsewhere {
        /// That city or regency.
        region: CityCode,
    },
    /// Has no card here and needs none: a foreigner without a NIK, or somebody who has died.
    NothingDue,
}

impl Outcome {
    /// The household the party belongs to afterwards, if it is in this city.
    pub fn household(&self) -> Option<HouseholdRef> {
        match self {
            Self::Stayed { household } | Self::Founded { household } | Self::Joined { household } => {
                Some(*household)
            }
            Self::Left | Self::Elsewhere { .. } | Self::NothingDue => None,
        }
    }
}

/// Plans the households after a divorce.
///
/// # Errors
/// A [`Hold`]: what an officer has to look at before anything changes.
pub fn plan(situation: &Situation<'_>) -> Result<Plan, Hold> {
    let scene = Scene {
        case: situation.case,
        decree: situation.decree,
        homes: situation.homes,
        others: situation.others,
        decisions: situation.decisions,
        written: 0,
        today: situation.today,
    };
    without_doubt(&scene)?;
    matching::have_niks(&scene)?;
    let settled = situation.settled;
    let standings = Parties::try_from_fn(|role| matching::stand(&scene, settled, role))?;
    matching::nobody_stands_without_nik(&scene, &standings)?;
    let intents = intent::intents(&scene, &standings)?;
    let (mut following, child_flags) = children::of_the_decree(&scene, &standings)?;
    let mut flags = nik_digits(&standings);
    flags.extend(child_flags);
    let stepchildren = children::of_one_party(&scene, &standings, &intents);
    if !stepchildren.is_empty() {
        flags.push(Flag::StepchildrenFollow {
            count: stepchildren.len(),
        });
        following.extend(stepchildren);
    }
    let forgotten = children::not_mentioned(&scene);
    if forgotten > 0 {
        flags.push(Flag::ChildrenNotMentioned { count: forgotten });
    }
    following.extend(children::only_parent(&scene, &standings, &intents, &following));
    let moved = moves::carry_out(&scene, settled, &standings, &intents, &following)?;
    draft::check(&moved.drafts, situation.today)?;
    let outcomes = Parties::from_fn(|role| outcome::after(&standings[role], &moved));
    flags.extend(outcome::duty_not_applied(&scene, &outcomes, &moved.drafts));
    let marriage_registry = situation.decree.marriage.region.as_ref();
    Ok(Plan {
        reissued: reissued(&standings, &outcomes),
        outcomes,
        drafts: moved.drafts,
        departures: moved.departures,
        marriage_registry: marriage_registry
            .filter(|region| *region != situation.city)
            .cloned(),
        flags,
    })
}

/// An officer has seen a ruling whose court is doubtful before it changes anything.
fn without_doubt(scene: &Scene<'_>) -> Result<(), Hold> {
    match scene.decree.doubts.first() {
        Some(doubt) if !scene.decided(&Decision::AcceptCourt) => Err(match doubt {
            Doubt::CourtNameMissing => Hold::CourtNameMissing,
            Doubt::CourtCodeOld => Hold::CourtCodeOld,
        }),
        _ => Ok(()),
    }
}

fn nik_digits(standings: &Parties<Standing<'_>>) -> Vec<Flag> {
    standings
        .iter()
        .filter_map(|(role, standing)| match standing {
            Standing::Resident { person, .. }
                if !person.nik.warnings(person.sex, person.birth_date).is_empty() =>
            {
                Some(Flag::NikDigits { role })
            }
            _ => None,
        })
        .collect()
}

/// Whose identity card is issued anew: each party who stands on a card of the city afterwards.
fn reissued(standings: &Parties<Standing<'_>>, outcomes: &Parties<Outcome>) -> Vec<PersonId> {
    standings
        .iter()
        .filter_map(|(role, standing)| match standing {
            Standing::Resident { person, .. } => outcomes[role].household().map(|_| person.id),
            _ => None,
        })
        .collect()
}
