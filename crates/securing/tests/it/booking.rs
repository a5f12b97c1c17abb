//! Many desks at once never promise a unit twice, and crashes leave nothing half promised.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use memory_tables::{Call, Fate};
use proptest::prelude::*;
use tokio::task::JoinSet;
use tuntas_domain::identity::CaseId;
use tuntas_securing::KeptDay;
use tuntas_security::{Booking, Stage, Strength, Unit, UnitDay};

use crate::office::{DAY, Office, request, terms, unit, window};

/// A wish for a unit: from which quarter of an hour, how many of them, which unit, how many officers.
type Wish = (i64, i64, usize, u16);

fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    proptest::collection::vec((24..80_i64, 1..8_i64, 1..3_usize, 1..25_u16), 2..9)
}

fn fates() -> impl Strategy<Value = Vec<Fate>> {
    let fate = prop_oneof![
        6 => Just(Fate::Done),
        1 => Just(Fate::FailsBefore),
        1 => Just(Fate::AnswerLost),
        1 => Just(Fate::Contended),
    ];
    proptest::collection::vec(fate, 0..40)
}

fn sound(unit: &Unit, day: &UnitDay) -> Result<(), TestCaseError> {
    for (at, one) in day.bookings.iter().enumerate() {
        for other in day.bookings.iter().skip(at + 1) {
            prop_assert!(
                !one.window.overlaps(&other.window),
                "{} is in two places",
                unit.code
            );
        }
    }
    for shift in &unit.shifts {
        let touched = day
            .bookings
            .iter()
            .filter(|held| held.window.from() < shift.to && shift.from < held.window.to());
        let sent: u16 = touched.map(|held| held.strength.get()).sum();
        prop_assert!(sent <= shift.strength.get(), "{} is short of officers", unit.code);
    }
    Ok(())
}

/// Every request is asked for, then everybody accepts at once, twice each, as two impatient officers would.
async fn rush(office: &Office, wishes: &[Wish]) -> Vec<CaseId> {
    let mut ids = Vec::new();
    for (number, (from, quarters, _, officers)) in wishes.iter().enumerate() {
        let id = request(u128::try_from(number).unwrap());
        let asked = office.ask(id, terms(window(*from, *quarters), *officers)).await;
        if asked.is_ok() {
            ids.push(id);
        }
    }
    let mut desks = JoinSet::new();
    for (number, (_, _, which, officers)) in wishes.iter().enumerate() {
        for officer in 0..2 {
            let (office, unit, officers) = (office.clone(), unit(*which), *officers);
            let id = request(u128::try_from(number).unwrap());
            desks.spawn(async move {
                let cause = format!("accept/{officer}");
                // Whoever meets a failure tries again under the same key, as the API asks for.
                for _ in 0..4 {
                    if office.accept(id, &unit, officers, &cause).await.is_ok() {
                        break;
                    }
                }
            });
        }
    }
    while let Some(done) = desks.join_next().await {
        done.unwrap();
    }
    ids
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn accepts_at_once_never_book_a_unit_twice_and_crashes_leave_no_gap(wishes in wishes(), fates in fates()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let office = Office::open();
            let queue = Arc::new(Mutex::new(fates.into_iter()));
            office.tables.decide_with(move |call| match call {
                Call::Commit(_) => queue.lock().unwrap().next().unwrap_or(Fate::Done),
                Call::Read => Fate::Done,
            });
            rush(&office, &wishes).await;
            office.tables.decide_with(|_| Fate::Done);

            let mut booked = BTreeSet::new();
            for number in 1..3 {
                let unit = unit(number);
                let day = office.units.day(&unit.code, DAY).await.unwrap().day;
                sound(&unit, &day)?;
                booked.extend(day.bookings.iter().map(|held| CaseId(held.request)));
            }
            // What the journals say is promised is what the units have promised, letter by letter.
            let (mut replies, mut requests) = (Vec::new(), Vec::new());
            for number in 0..wishes.len() {
                let id = request(u128::try_from(number).unwrap());
                let story = office.journal.load(id).await.unwrap();
                prop_assert_eq!(story.case.stage == Stage::Accepted, booked.contains(&id));
                for entry in &story.entries {
                    match &entry.event {
                        tuntas_security::Event::SecurityRequested { letter, .. } => requests.push(letter.number.0),
                        tuntas_security::Event::RequestAccepted { letter, .. } => replies.push(letter.number.0),
                        _ => {}
                    }
                }
            }
            for mut series in [replies, requests] {
                series.sort_unstable();
                let expected: Vec<u32> = (1..).take(series.len()).collect();
                prop_assert_eq!(series, expected, "numbers have no gap and no double");
            }
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn of_two_who_want_one_unit_at_one_time_one_has_it() {
    let office = Office::open();
    for number in 0..2 {
        office
            .ask(request(number), terms(window(36, 8), 10))
            .await
            .unwrap();
    }
    let samapta = unit(1);
    let (one, other) = tokio::join!(
        office.accept(request(0), &samapta, 10, "accept/a"),
        office.accept(request(1), &samapta, 10, "accept/b"),
    );
    assert_eq!(
        [one.is_ok(), other.is_ok()].iter().filter(|done| **done).count(),
        1
    );
}

fn promise(number: u128, quarter: i64) -> Booking {
    Booking {
        request: request(number).0,
        window: window(quarter, 4),
        kelurahan: "35.75.01.1001".parse().unwrap(),
        strength: Strength::new(5).unwrap(),
    }
}

async fn change(office: &Office, read: &KeptDay, day: &UnitDay) -> bool {
    let write = office.units.change(read, day).unwrap();
    office.lists.commit(vec![write]).await.is_ok()
}

/// Letters' numbers keep two acceptances apart as well, so this is tried without them: a court that gives a unit back takes
/// no number of the police.
#[tokio::test]
async fn a_day_that_has_changed_since_it_was_read_is_not_written_over() {
    let office = Office::open();
    let unit = unit(1);
    for round in 0..3 {
        let read = office.units.day(&unit.code, DAY).await.unwrap();
        let late = read.clone();
        let first = read
            .day
            .book(&unit, promise(round * 2, 30 + 8 * i64::try_from(round).unwrap()));
        assert!(change(&office, &read, &first.unwrap()).await, "round {round}");
        let other = late.day.book(&unit, promise(round * 2 + 1, 60));
        assert!(!change(&office, &late, &other.unwrap()).await, "round {round}");
        let kept = office.units.day(&unit.code, DAY).await.unwrap().day;
        assert_eq!(kept.bookings.len(), usize::try_from(round + 1).unwrap());
    }
    // Also whoever gives something back must have seen what is there.
    let read = office.units.day(&unit.code, DAY).await.unwrap();
    assert!(change(&office, &read, &read.day.without(request(0).0)).await);
    assert!(!change(&office, &read, &read.day.without(request(2).0)).await);
}

#[tokio::test]
async fn each_unit_has_its_own_day_and_each_day_its_own_promises() {
    let office = Office::open();
    for number in 1..4 {
        office
            .ask(request(number), terms(window(36, 8), 10))
            .await
            .unwrap();
    }
    office.accept(request(1), &unit(1), 10, "accept").await.unwrap();
    office.accept(request(2), &unit(2), 10, "accept").await.unwrap();
    assert!(office.accept(request(3), &unit(1), 10, "accept").await.is_err());
    // Another promise of the same day, beside the first.
    office.ask(request(4), terms(window(50, 4), 10)).await.unwrap();
    office.accept(request(4), &unit(1), 10, "accept").await.unwrap();
    let day = office.units.day(&unit(1).code, DAY).await.unwrap().day;
    let held: Vec<CaseId> = day.bookings.iter().map(|held| CaseId(held.request)).collect();
    assert_eq!(held, [request(1), request(4)]);
    let tomorrow = DAY.tomorrow().unwrap();
    let free = office.units.day(&unit(1).code, tomorrow).await.unwrap().day;
    assert_eq!(free, UnitDay::default());
}
