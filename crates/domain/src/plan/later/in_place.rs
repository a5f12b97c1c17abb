//! Records put right on the cards that people stand on. Nobody moves.

use std::collections::BTreeMap;

use super::{Moved, Scene};
use crate::household::{Household, Member};
use crate::identity::HouseholdId;
use crate::people::Person;
use crate::plan::{Hold, moves};

/// Writes these cards anew with these records. A card that says so already stays as it is.
pub(super) fn put_right<'a>(
    scene: &Scene<'a>,
    homes: impl IntoIterator<Item = &'a Household>,
    records: &[Person],
) -> Result<Moved, Hold> {
    // One card may be the home of several.
    let homes: BTreeMap<HouseholdId, &Household> = homes.into_iter().map(|home| (home.id, home)).collect();
    let mut moved = Moved::default();
    for home in homes.into_values() {
        let members = with_records(&home.members, records);
        if members != home.members {
            moves::anew(scene, home, members, &mut moved)?;
        }
    }
    Ok(moved)
}

fn with_records(members: &[Member], records: &[Person]) -> Vec<Member> {
    members
        .iter()
        .map(|member| Member {
            person: records
                .iter()
                .find(|record| record.nik == member.person.nik)
                .unwrap_or(&member.person)
                .clone(),
            relationship: member.relationship,
        })
        .collect()
}
