//! What is asked for after the registration, laid over the register as it is now.

mod correction;

pub use correction::{CorrectedValue, Correction};

use jiff::civil::Date;

use super::draft::{self, Draft, NumberMissing};
use super::{Amendment, Decision, Flag, Hold, HouseholdRef, Outcome, Reissue};
use crate::decree::{Decree, Parties, Settled};
use crate::household::Household;
use crate::identity::{CaseId, KecamatanCode, KkNumber, Nik};

/// Everything a later change looks at.
#[derive(Debug, Clone, Copy)]
pub struct Later<'a> {
    /// The case; names the households it founds.
    pub case: CaseId,
    /// What the court said, with every later choice and custody decision laid over it.
    pub decree: &'a Decree,
    /// The decree's effect.
    pub settled: &'a Settled,
    /// What officers decided about the case so far.
    pub decisions: &'a [Decision],
    /// The oldest change that is still open.
    pub amendment: &'a Amendment,
    /// What is right, where the amendment is a correction.
    pub correction: Option<&'a Correction>,
    /// Where each party stood after the last change.
    pub outcomes: &'a Parties<Outcome>,
    /// The active household of each party as it is now, where the register has one.
    pub homes: Parties<Option<&'a Household>>,
    /// Other households as they are now: hosts to be joined, homes of children; for a reversal every household the case
    /// wrote, closed ones too.
    pub others: &'a [Household],
    /// For a reversal: each household the case changed, in the version before its first change. Empty otherwise.
    pub before: &'a [Household],
    /// Every household version the case wrote so far.
    pub written: &'a [HouseholdRef],
    /// Day of the change; printed as issue date.
    pub today: Date,
}

/// The change that an amendment makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amended {
    /// Every household that gets a new version. None, where what was asked for is so already.
    pub drafts: Vec<Draft>,
    /// Where each party stands afterwards.
    pub outcomes: Parties<Outcome>,
    /// People who are on no card of the city's register afterwards: they moved away, or have died. Nobody ever comes
    /// back by an amendment: who left is in the register of another city, which alone can send them.
    pub departures: Vec<Nik>,
    /// Which documents of each party are out of date and issued anew.
    pub reissued: Parties<Reissue>,
    /// Remarks for officers.
    pub flags: Vec<Flag>,
}

impl Amended {
    /// The kecamatan of every number needed, in the order [`Amended::number`] takes them.
    pub fn numbers_needed(&self) -> Vec<&KecamatanCode> {
        draft::numbers_needed(&self.drafts)
    }

    /// Puts in the numbers and gives the household versions to store.
    ///
    /// # Errors
    /// [`NumberMissing`].
    pub fn number(
        &self,
        case: CaseId,
        today: Date,
        numbers: &[KkNumber],
    ) -> Result<Vec<Household>, NumberMissing> {
        draft::number(&self.drafts, case, today, numbers)
    }
}

/// Plans a change that was asked for after the registration.
///
/// # Errors
/// A [`Hold`]: what an officer has to look at before anything changes.
pub fn amend(later: &Later<'_>) -> Result<Amended, Hold> {
    match later.amendment {
        Amendment::Correction { .. } => Err(Hold::AmendmentImpossible),
        Amendment::Choice { .. } | Amendment::Custody { .. } | Amendment::Reversal { .. } => {
            Err(Hold::AmendmentImpossible)
        }
    }
}
