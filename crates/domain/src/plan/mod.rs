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

pub use amendment::{Amendment, Reissue, Reversal};
pub use decision::{CloseGround, Decision};
pub use draft::{Draft, NumberMissing, Numbering, Plan};
pub use hold::{Flag, Hold};
pub use later::{Amended, CorrectedValue, Correction, Later, amend};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::decree::{Decree, Parties, Settled};
use crate::household::Household;
use crate::identity::{CaseId, CityCode, HouseholdId};

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
    /// Joined another household.
    Joined {
        /// The host's new version.
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
    let standings = Parties::try_from_fn(|role| matching::stand(situation, role))?;
    let intents = intent::intents(situation, &standings)?;
    let (custody, mut flags) = children::follow(situation, &standings)?;
    let mut plan = moves::carry_out(situation, &standings, &intents, &custody)?;
    flags.append(&mut plan.flags);
    plan.flags = flags;
    draft::check(&plan.drafts, situation.today)?;
    Ok(plan)
}
