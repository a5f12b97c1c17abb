//! Every number equals one counted slowly, straight from the events.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use tuntas_domain::case::{Case, CourierStatus, Event, Lapse, Stage, evolve, replay, service_times};
use tuntas_domain::decree::Role;
use tuntas_figures::{Flow, Histogram, Level, Step, Tally};

use crate::lives::{Life, calendar, lives};

/// Adds up steps by their days.
fn by_day(steps: &[Step]) -> BTreeMap<Date, Flow> {
    let calendar = calendar();
    let mut days: BTreeMap<Date, Flow> = BTreeMap::new();
    for step in steps {
        days.entry(calendar.day(step.at))
            .or_default()
            .add(step, &calendar);
    }
    days
}

fn all_steps(lives: &[Life]) -> Vec<Step> {
    lives.iter().flat_map(Life::steps).collect()
}

fn total(days: &BTreeMap<Date, Flow>) -> Flow {
    days.values().fold(Flow::default(), |mut total, day| {
        total.merge(day);
        total
    })
}

fn stage(case: &Case) -> Stage {
    case.stage()
}

fn unended(case: &Case) -> bool {
    !matches!(stage(case), Stage::Empty | Stage::Completed | Stage::Closed)
}

/// How long something took, if it has happened.
fn took(lapse: Lapse) -> Option<SignedDuration> {
    match lapse {
        Lapse::Took(took) => Some(took),
        Lapse::Waiting(_) | Lapse::NotDue => None,
    }
}

#[derive(Default, Debug, PartialEq)]
struct Counted {
    entries: u64,
    received: u64,
    begun: u64,
    ended: u64,
    registered: Histogram,
    printed: Histogram,
    delivered: Histogram,
    returned: u64,
    reversed: u64,
    opened: BTreeMap<String, u64>,
    resolved: BTreeMap<String, u64>,
    booked: u64,
    rupiah: u64,
    arrived: u64,
    failed: BTreeMap<String, u64>,
    documents: u64,
    views: u64,
    repeated: usize,
    printings: u64,
    out_of_turn: u64,
    passed_over: u64,
}

fn slowly(lives: &[Life]) -> Counted {
    let mut counted = Counted::default();
    for life in lives {
        let mut looks: BTreeMap<String, u64> = BTreeMap::new();
        for position in 0..life.entries.len() {
            count_one(&mut counted, &mut looks, life, position);
        }
        counted.repeated += looks.values().filter(|times| **times >= 3).count();
    }
    counted
}

fn count_one(counted: &mut Counted, looks: &mut BTreeMap<String, u64>, life: &Life, position: usize) {
    let (_, event) = &life.entries[position];
    let before = replay(life.entries[..position].iter().map(|(_, event)| event));
    let after = evolve(before.clone(), event);
    counted.entries += 1;
    let first = stage(&before) == Stage::Empty;
    counted.received += u64::from(first);
    counted.begun += u64::from(first || (!unended(&before) && unended(&after)));
    counted.ended += u64::from(!unended(&after) && (first || unended(&before)));
    counted.reversed += u64::from(before.registered && matches!(event, Event::Reversed { .. }));
    let held = |case: &Case| {
        let hold = case.hold.as_ref().filter(|_| stage(case) == Stage::Held);
        hold.map(|hold| hold.code().to_owned())
    };
    if held(&before) != held(&after) {
        for (reason, counts) in [
            (held(&before), &mut counted.resolved),
            (held(&after), &mut counted.opened),
        ] {
            if let Some(reason) = reason {
                *counts.entry(reason).or_default() += 1;
            }
        }
    }
    match event {
        Event::ReturnedToCourt { .. } => counted.returned += 1,
        Event::DocumentsRendered { documents, .. } => counted.documents += documents.len() as u64,
        Event::Viewed { officer, .. } => {
            counted.views += 1;
            *looks.entry(officer.to_string()).or_default() += 1;
        }
        Event::HoldClaimed { ahead, .. } | Event::PrintingStarted { ahead, .. } => {
            counted.printings += u64::from(matches!(event, Event::PrintingStarted { .. }));
            counted.out_of_turn += u64::from(*ahead > 0);
            counted.passed_over += u64::from(*ahead);
        }
        Event::CourierBooked {
            role, attempt, fare, ..
        } => {
            let open = before.tracks[*role].attempt(*attempt);
            if open.is_some_and(|delivery| delivery.order.is_none()) {
                counted.booked += 1;
                counted.rupiah += fare.as_ref().and_then(|fare| fare.rupiah).unwrap_or(0);
            }
        }
        Event::HandoverConfirmed { role, attempt } => {
            let open = before.tracks[*role].attempt(*attempt);
            counted.arrived += u64::from(open.is_some_and(|delivery| !delivery.code_confirmed));
        }
        Event::CourierMoved {
            role,
            attempt,
            status,
        } => {
            let open = before.tracks[*role].attempt(*attempt);
            let running = open.is_some_and(|delivery| !delivery.status.is_final() && !delivery.recalled);
            if running && status.is_final() && *status != CourierStatus::Delivered {
                *counted.failed.entry(status.to_string()).or_default() += 1;
            }
        }
        _ => {}
    }
    times(counted, life, position);
}

/// By the clock that the service's promise is measured with, asked before and after the entry.
fn times(counted: &mut Counted, life: &Life, position: usize) {
    let now = life.entries[position].0;
    let clock =
        |entries: &[(Timestamp, Event)]| service_times(entries.iter().map(|(at, event)| (*at, event)), now);
    let after = clock(&life.entries[..=position]).unwrap();
    let before = clock(&life.entries[..position]);
    let new = |before: Option<Lapse>, after: Lapse| took(after).filter(|_| before.and_then(took).is_none());
    if let Some(took) = new(
        before.map(|times| times.registered.from_receipt),
        after.registered.from_receipt,
    ) {
        counted.registered.add(took);
    }
    for role in Role::BOTH {
        let printed = before.map(|times| times.printed[role].from_receipt);
        if let Some(took) = new(printed, after.printed[role].from_receipt) {
            counted.printed.add(took);
        }
        let delivered = before.map(|times| times.delivered[role].from_receipt);
        if let Some(took) = new(delivered, after.delivered[role].from_receipt) {
            counted.delivered.add(took);
        }
    }
}

fn told(flow: &Flow) -> Counted {
    let intakes = || flow.intake.values().flat_map(|kinds| [kinds.gugat, kinds.talak]);
    let holds = |count: fn(&tuntas_figures::Holds) -> u64| {
        let counts = flow
            .holds
            .iter()
            .map(|(reason, holds)| (reason.clone(), count(holds)));
        counts.filter(|(_, count)| *count > 0).collect()
    };
    let tallies = |count: fn(&Tally) -> u64| flow.officers.tallies.values().map(count).sum();
    Counted {
        entries: flow.entries,
        received: flow.received(),
        begun: flow.begun(),
        ended: flow.ended(),
        registered: flow.from_receipt.registered.clone(),
        printed: flow.from_receipt.printed.clone(),
        delivered: flow.from_receipt.delivered.clone(),
        returned: intakes().map(|intake| intake.returned).sum(),
        reversed: intakes().map(|intake| intake.reversed).sum(),
        opened: holds(|holds| holds.opened),
        resolved: holds(|holds| holds.resolved),
        booked: flow.rides.values().map(|rides| rides.booked).sum(),
        rupiah: flow.rides.values().map(|rides| rides.rupiah).sum(),
        arrived: flow.rides.values().map(|rides| rides.delivered).sum(),
        failed: flow.failures.clone(),
        documents: flow.documents,
        views: tallies(|tally| tally.views),
        repeated: flow.officers.repeated_look_ups().count(),
        printings: tallies(|tally| tally.printings),
        out_of_turn: tallies(|tally| tally.out_of_turn),
        passed_over: tallies(|tally| tally.passed_over),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_number_equals_one_counted_slowly_from_the_events(lives in lives(12)) {
        let flow = total(&by_day(&all_steps(&lives)));
        prop_assert_eq!(told(&flow), slowly(&lives));
        prop_assert_eq!(flow.kept + flow.broken, flow.registered());
        prop_assert_eq!(flow.from_finality.registered.count(), flow.registered());
    }

    #[test]
    fn at_the_end_of_each_day_as_many_wait_as_the_cases_say(lives in lives(12)) {
        let mut level = Level::default();
        for (day, flow) in by_day(&all_steps(&lives)) {
            level.moved(&flow);
            let mut waiting = 0;
            let mut held: BTreeMap<String, i64> = BTreeMap::new();
            for life in &lives {
                let until = life.entries.iter().filter(|(at, _)| calendar().day(*at) <= day);
                let case = replay(until.map(|(_, event)| event));
                waiting += i64::from(unended(&case));
                if let (Stage::Held, Some(hold)) = (stage(&case), &case.hold) {
                    *held.entry(hold.code().to_owned()).or_default() += 1;
                }
            }
            prop_assert_eq!(level.unended, waiting);
            let told: BTreeMap<String, i64> =
                level.held.keys().map(|reason| (reason.clone(), level.held(reason))).collect();
            prop_assert_eq!(told, held);
        }
    }

    #[test]
    fn in_which_order_days_and_steps_are_added_does_not_matter(
        (lives, shuffled) in lives(8).prop_flat_map(|lives| {
            let steps = all_steps(&lives);
            (Just(lives), Just(steps).prop_shuffle())
        }),
        cut in any::<prop::sample::Index>(),
    ) {
        let calendar = calendar();
        let whole = total(&by_day(&all_steps(&lives)));
        let cut = if shuffled.is_empty() { 0 } else { cut.index(shuffled.len()) };
        let (left, right) = shuffled.split_at(cut);
        let sum = |steps: &[Step]| steps.iter().fold(Flow::default(), |mut flow, step| {
            flow.add(step, &calendar);
            flow
        });
        let (left, right) = (sum(left), sum(right));
        for (one, other) in [(&left, &right), (&right, &left)] {
            let mut merged = one.clone();
            merged.merge(other);
            prop_assert_eq!(&merged, &whole);
        }
    }

    #[test]
    fn a_day_reads_what_it_writes(lives in lives(6)) {
        for step in all_steps(&lives) {
            let json = serde_json::to_string(&step).unwrap();
            prop_assert_eq!(serde_json::from_str::<Step>(&json).unwrap(), step);
        }
        let flow = total(&by_day(&all_steps(&lives)));
        let json = serde_json::to_string(&flow).unwrap();
        prop_assert_eq!(serde_json::from_str::<Flow>(&json).unwrap(), flow);
    }
}
