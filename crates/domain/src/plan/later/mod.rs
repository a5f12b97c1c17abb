//! What is asked for after the registration, laid over the register as it is now.

mod choice;
mod correction;
mod custody;
mod in_place;
mod reversal;

pub use correction::{CorrectedValue, Correction};

use jiff::civil::Date;

use super::draft::{self, Draft, NumberMissing};
use super::matching::{Ending, Standing};
use super::moves::Moved;
use super::outcome;
use super::scene::Scene;
use super::{Amendment, Decision, Flag, Hold, HouseholdRef, Outcome, Reissue};
use crate::decree::{Decree, Parties, Role, Settled};
use crate::household::{Address, Household};
use crate::identity::{CaseId, KecamatanCode, KkNumber, Nik};
use crate::people::{Person, Vital};

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
    let scene = later.scene();
    let (moved, flags) = match later.changes(&scene) {
        // What cannot be carried out is left as it is, once an officer has said so.
        Err(Hold::AmendmentImpossible) if scene.decided(&Decision::LeaveHouseholds) => Default::default(),
        changes => changes?,
    };
    Ok(later.amended(&scene, moved, flags))
}

impl<'a> Later<'a> {
    fn changes(&self, scene: &Scene<'a>) -> Result<(Moved, Vec<Flag>), Hold> {
        let (moved, flags) = match self.amendment {
            Amendment::Choice { role } => choice::choose(self, scene, *role)?,
            Amendment::Custody { child, .. } => custody::entrust(self, scene, *child)?,
            Amendment::Correction { .. } => (correction::correct(self, scene)?, Vec::new()),
            Amendment::Reversal { .. } => (reversal::undo(self, scene)?, Vec::new()),
        };
        draft::check(&moved.drafts, self.today).map_err(|_| Hold::AmendmentImpossible)?;
        Ok((moved, flags))
    }

    /// Whether the divorce on record is the one this case wrote, perhaps corrected since; a later divorce is another.
    fn wrote_divorce_of(&self, now: &Person) -> bool {
        now.divorce_certificate.as_ref() == Some(&self.settled.akta.number)
            || now.divorced_on.is_none_or(|on| on <= self.settled.divorced_on)
    }

    fn scene(&self) -> Scene<'a> {
        Scene {
            case: self.case,
            decree: self.decree,
            homes: self.homes,
            others: self.others,
            decisions: self.decisions,
            written: self.written.len(),
            today: self.today,
        }
    }

    fn amended(&self, scene: &Scene<'_>, moved: Moved, mut flags: Vec<Flag>) -> Amended {
        let outcomes = Parties::from_fn(|role| {
            let nik = self.decree.parties[role].nik.as_ref();
            let home = scene.at_home(role).map(|(home, _)| home);
            outcome::later(&self.outcomes[role], home, nik, &moved)
        });
        flags.extend(outcome::duty_not_applied(scene, &outcomes, &moved.drafts));
        Amended {
            reissued: Parties::from_fn(|role| reissue(scene, role, &moved.drafts)),
            outcomes,
            drafts: moved.drafts,
            departures: moved.departures,
            flags,
        }
    }
}

/// What is out of date of a party's documents: the family card with every new version, the identity card where what it
/// prints has changed.
fn reissue(scene: &Scene<'_>, role: Role, drafts: &[Draft]) -> Reissue {
    let Some((home, before)) = scene.at_home(role) else {
        return Reissue::NONE;
    };
    let Some((draft, after)) = outcome::place(drafts, &before.person.nik) else {
        return Reissue::NONE;
    };
    let printed = |person: &Person, address: &Address| {
        (
            person.name.clone(),
            person.birth_place.clone(),
            person.birth_date,
            person.religion,
            person.blood_type,
            person.occupation.clone(),
            person.marital_status.on_identity_card(),
            address.clone(),
        )
    };
    Reissue {
        kk: true,
        ktp: printed(&before.person, &home.address) != printed(&after.person, &draft.address),
    }
}

/// How each party stands now, for a change that is not about the marriage.
fn standings<'a>(scene: &Scene<'a>) -> Parties<Standing<'a>> {
    Parties::from_fn(|role| match scene.at_home(role) {
        Some((home, member)) if member.person.vital == Vital::Alive => Standing::Resident {
            home,
            person: &member.person,
            ending: Ending::Untouched,
        },
        _ => Standing::Away,
    })
}
