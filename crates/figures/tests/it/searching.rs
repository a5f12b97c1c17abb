//! Officers' searches for people: how often, how often in vain, and for whom again and again.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use proptest::prelude::*;
use tuntas_domain::identity::{CaseId, OfficerCode};
use tuntas_domain::search::{Event, Search, decide};
use tuntas_figures::{Flow, Matter, Step, search_facts};
use uuid::Uuid;

use crate::lives::calendar;

/// By whom, for whom, and how many cases there were.
type Searched = (u8, u8, u32);

fn searches() -> impl Strategy<Value = Vec<Searched>> {
    proptest::collection::vec((1..4_u8, 1..4_u8, 0..3_u32), 0..30)
}

fn person(number: u8) -> CaseId {
    CaseId(Uuid::from_u128(number.into()))
}

fn code(number: u8) -> OfficerCode {
    OfficerCode::parse(&format!("petugas-{number:02}")).unwrap()
}

/// One step for each search, an hour after the one before; as the journals of the people keep them.
fn steps(searched: &[Searched]) -> Vec<Step> {
    let start = "2026-11-08T17:00:00Z".parse().unwrap();
    let mut journals: BTreeMap<u8, Vec<_>> = BTreeMap::new();
    let mut now = start;
    let mut steps = Vec::new();
    for (by, whom, cases) in searched {
        now += SignedDuration::from_hours(1);
        let search = Search {
            officer: code(*by),
            cases: *cases,
        };
        let journal: &mut Vec<(jiff::Timestamp, Event)> = journals.entry(*whom).or_default();
        journal.push((now, decide(search)));
        let known = journal.len() - 1;
        steps.push(Step {
            matter: Matter::Search,
            case: person(*whom),
            seq: u32::try_from(journal.len()).unwrap(),
            entries: 1,
            at: now,
            facts: search_facts(journal.iter().map(|(at, event)| (*at, event)), known),
        });
    }
    steps
}

fn sum(steps: &[Step]) -> Flow {
    steps.iter().fold(Flow::default(), |mut flow, step| {
        flow.add(step, &calendar());
        flow
    })
}

proptest! {
    #[test]
    fn every_search_is_counted_once_by_officer_and_person(searched in searches(), split in 0..30_usize) {
        let steps = steps(&searched);
        let flow = sum(&steps);
        let count = u64::try_from(searched.len()).unwrap();
        prop_assert_eq!((flow.searches.steps, flow.searches.entries), (count, count));
        prop_assert_eq!((flow.steps, flow.entries), (0, 0), "a search is no step of a case");
        let mut again: BTreeMap<(OfficerCode, CaseId), u64> = BTreeMap::new();
        for by in 1..4 {
            let mine = || searched.iter().filter(|(officer, ..)| *officer == by);
            let tally = flow.officers.tallies.get(&code(by)).cloned().unwrap_or_default();
            prop_assert_eq!(tally.searches, u64::try_from(mine().count()).unwrap());
            let in_vain = mine().filter(|(_, _, cases)| *cases == 0).count();
            prop_assert_eq!(tally.in_vain, u64::try_from(in_vain).unwrap());
            prop_assert_eq!((tally.views, tally.look_ups), (0, 0));
            for whom in 1..4 {
                let times = u64::try_from(mine().filter(|(_, of, _)| *of == whom).count()).unwrap();
                if times >= 3 {
                    again.insert((code(by), person(whom)), times);
                }
            }
        }
        let told: BTreeMap<_, _> = (flow.officers.repeated_searches())
            .map(|(officer, whom, times)| ((officer.clone(), whom), times))
            .collect();
        prop_assert_eq!(told, again);
        prop_assert_eq!(flow.officers.repeated_look_ups().count(), 0);

        let (early, late) = steps.split_at(split.min(steps.len()));
        let mut merged = sum(late);
        merged.merge(&sum(early));
        prop_assert_eq!(merged, flow);
    }
}
