//! What a case has done to the register so far.

use std::collections::BTreeMap;

use tuntas_domain::case::Event;
use tuntas_domain::decree::Parties;
use tuntas_domain::identity::HouseholdId;
use tuntas_domain::plan::{HouseholdRef, Outcome};
use tuntas_journal::Story;

/// The households an event founded.
pub(crate) fn founded(event: &Event) -> impl Iterator<Item = &HouseholdRef> {
    event.written().iter().filter(|household| household.version == 1)
}

/// Every household version the case wrote, oldest first.
pub(crate) fn written(story: &Story) -> Vec<HouseholdRef> {
    let entries = story.entries.iter();
    entries.flat_map(|entry| entry.event.written()).copied().collect()
}

/// Each household the case changed, in the version before its first change. Those it founded had none.
pub(crate) fn before(written: &[HouseholdRef]) -> Vec<HouseholdRef> {
    let mut first: BTreeMap<HouseholdId, u32> = BTreeMap::new();
    for household in written {
        first.entry(household.id).or_insert(household.version);
    }
    let before = first
        .into_iter()
        .filter_map(|(id, version)| Some((id, version.checked_sub(1)?)));
    before
        .filter(|(_, version)| *version > 0)
        .map(|(id, version)| HouseholdRef { id, version })
        .collect()
}

/// Where each party stands since the last change.
pub(crate) fn outcomes(story: &Story) -> Option<Parties<Outcome>> {
    let tracks = &story.case.tracks;
    Some(Parties {
        petitioner: tracks.petitioner.outcome.clone()?,
        respondent: tracks.respondent.outcome.clone()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn version(id: u128, version: u32) -> HouseholdRef {
        HouseholdRef {
            id: HouseholdId(Uuid::from_u128(id)),
            version,
        }
    }

    #[test]
    fn what_was_before_is_what_the_case_found_not_what_it_made() {
        let written = [
            version(1, 4),
            version(2, 1),
            version(1, 5),
            version(2, 2),
            version(3, 2),
        ];
        assert_eq!(before(&written), [version(1, 3), version(3, 1)]);
        assert_eq!(before(&[]), []);
    }
}
