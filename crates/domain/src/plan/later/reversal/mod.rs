//! The ruling is undone: annulled, quashed, or reversed on review.

mod households;
mod record;

use std::collections::BTreeMap;

use super::{Later, Moved, Scene, in_place};
use crate::decree::{Parties, Role};
use crate::household::Member;
use crate::identity::{HouseholdId, Nik};
use crate::people::Vital;
use crate::plan::{Decision, Hold};

/// Gives both records the marriage back, and brings everybody back to the card they were on, unless somebody else has
/// changed those cards since.
pub(super) fn undo(later: &Later<'_>, scene: &Scene<'_>) -> Result<Moved, Hold> {
    let since = Since::of(later, scene);
    for role in Role::BOTH {
        if since.remarried[role] && !scene.decided(&Decision::AcceptRemarriage { role }) {
            return Err(Hold::RemarriedMeanwhile { role });
        }
    }
    let records = record::restored(later, scene);
    if scene.decided(&Decision::LeaveHouseholds) {
        let homes = Role::BOTH.into_iter().filter_map(|role| scene.at_home(role));
        in_place::put_right(scene, homes.map(|(home, _)| home), &records)
    } else if since.anything() {
        Err(Hold::ChangedSince)
    } else {
        households::as_before(later, scene, &records)
    }
}

/// What others did since the case wrote last.
#[derive(Debug)]
struct Since {
    households: bool,
    remarried: Parties<bool>,
    died: bool,
}

impl Since {
    fn of(later: &Later<'_>, scene: &Scene<'_>) -> Self {
        Self {
            households: last_written(later)
                .iter()
                .any(|(id, version)| scene.household(*id).is_none_or(|now| now.version != *version)),
            remarried: Parties::from_fn(|role| remarried(later, scene, role)),
            died: Role::BOTH.into_iter().any(|role| {
                later.outcomes[role].household().is_some()
                    && scene
                        .at_home(role)
                        .is_none_or(|(_, member)| member.person.vital == Vital::Deceased)
            }),
        }
    }

    fn anything(&self) -> bool {
        self.households || self.died || self.remarried.petitioner || self.remarried.respondent
    }
}

/// The latest version the case wrote of each household.
fn last_written(later: &Later<'_>) -> BTreeMap<HouseholdId, u32> {
    let mut last = BTreeMap::new();
    for reference in later.written {
        let version = last.entry(reference.id).or_insert(reference.version);
        *version = reference.version.max(*version);
    }
    last
}

/// A marriage that was not there before the case is a new one.
fn remarried(later: &Later<'_>, scene: &Scene<'_>, role: Role) -> bool {
    let Some((_, now)) = scene.at_home(role) else {
        return false;
    };
    before(later, &now.person.nik).is_some_and(|was| {
        now.person
            .marriages
            .iter()
            .any(|marriage| !was.person.marriages.contains(marriage))
    })
}

/// Somebody as they stood before the case.
fn before<'a>(later: &Later<'a>, nik: &Nik) -> Option<&'a Member> {
    later.before.iter().find_map(|home| home.member(nik))
}
