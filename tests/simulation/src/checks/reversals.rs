//! After a ruling was undone: where nobody else has changed the register, it says what it said before.

use std::collections::BTreeMap;

use tuntas_domain::case::{Case, Event};
use tuntas_domain::household::{Cause, Household};
use tuntas_domain::identity::{CaseId, HouseholdId, Nik};
use tuntas_domain::people::Person;
use tuntas_domain::plan::{Amendment, Decision};

use super::{Chronicle, Registry};

/// Whether an event says that a reversal was carried out.
pub(super) fn is_undoing(event: &Event) -> bool {
    matches!(
        event,
        Event::RegisterAmended {
            amendment: Amendment::Reversal { .. },
            ..
        }
    )
}

/// Looks at a case whose reversal was carried out just now; `before` is the case before that.
pub(super) fn undone(
    id: CaseId,
    chronicle: &Chronicle,
    before: &Case,
    register: &Registry,
) -> Result<(), String> {
    // What officers settle by hand is theirs.
    let by_hand = |decision: &Decision| {
        matches!(
            decision,
            Decision::LeaveHouseholds | Decision::AcceptRemarriage { .. } | Decision::AcceptDeath { .. }
        )
    };
    if before.decisions.iter().any(by_hand) {
        return Ok(());
    }
    let first = first_written(chronicle);
    let by_others = register
        .versions
        .iter()
        .filter(|((id, version), _)| first.get(id).is_some_and(|first| version >= first))
        .any(|(_, home)| home.cause != Cause::Case(id));
    if by_others {
        return Ok(());
    }
    // Each card the case changed, as it was before its first change.
    let homes = first
        .iter()
        .filter_map(|(id, version)| register.versions.get(&(*id, version.checked_sub(1)?)));
    for home in homes {
        together(home, register)?;
        for member in &home.members {
            if let Some((_, now)) = found(register, &member.person.nik) {
                record(&member.person, now)?;
            }
        }
    }
    Ok(())
}

/// The first version of each card that the case wrote.
fn first_written(chronicle: &Chronicle) -> BTreeMap<HouseholdId, u32> {
    let mut first: BTreeMap<HouseholdId, u32> = BTreeMap::new();
    for event in &chronicle.events {
        let (Event::RegisterUpdated { households, .. } | Event::RegisterAmended { households, .. }) = event
        else {
            continue;
        };
        for household in households {
            first.entry(household.id).or_insert(household.version);
        }
    }
    first
}

fn found<'a>(register: &'a Registry, nik: &Nik) -> Option<(HouseholdId, &'a Person)> {
    let mut homes = register.latest.values().filter(|home| home.is_active());
    homes.find_map(|home| Some((home.id, &home.member(nik)?.person)))
}

/// Those of one card who are still in the city stand on one card, if its head is among them.
fn together(home: &Household, register: &Registry) -> Result<(), String> {
    let head = home.head().and_then(|head| found(register, &head.person.nik));
    let Some((here, _)) = head else {
        return Ok(());
    };
    let apart = home
        .members
        .iter()
        .filter_map(|member| found(register, &member.person.nik))
        .any(|(id, _)| id != here);
    if apart {
        return Err("a ruling was undone, and its family does not stand together again".to_owned());
    }
    // A card that was closed stays closed: then they stand on another one, which may have another head.
    let heads = |home: &Household| home.head().map(|head| head.person.nik.clone());
    let kept = register.latest.get(&home.id).filter(|now| now.is_active());
    if kept.is_none_or(|now| heads(now) == heads(home)) {
        Ok(())
    } else {
        Err("a ruling was undone, and another one heads the card of its family".to_owned())
    }
}

/// The marriages and their end are those on record before, where the register had them.
fn record(before: &Person, now: &Person) -> Result<(), String> {
    let marriages = |person: &Person| {
        let mut all: Vec<String> = (person.marriages.iter())
            .map(|marriage| format!("{marriage:?}"))
            .collect();
        all.sort();
        all
    };
    let says = |person: &Person| {
        (
            marriages(person),
            person.marital_status,
            person.divorced_on,
            person.divorce_certificate.clone(),
        )
    };
    if before.marriages.is_empty() || says(before) == says(now) {
        Ok(())
    } else {
        Err("a ruling was undone, and a record says something else than before".to_owned())
    }
}
