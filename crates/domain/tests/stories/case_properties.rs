//! Any sequence of wishes, in any order and more than once, leaves a case sound.

use std::cell::Cell;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tuntas_domain::case::{
    Case, Command, CourierStatus, Document, DocumentKind, Event, HandedTo, Stage, TrackStage, decide, evolve,
    replay,
};
use tuntas_domain::decree::{Missing, Role};
use tuntas_domain::plan::Hold;

use super::case_life::{accept, cards, document, register};

const STATUSES: [CourierStatus; 12] = [
    CourierStatus::Searching,
    CourierStatus::Assigned,
    CourierStatus::ToPickup,
    CourierStatus::Picked,
    CourierStatus::ToDrop,
    CourierStatus::Delivered,
    CourierStatus::NoDriver,
    CourierStatus::Cancelled,
    CourierStatus::OnHold,
    CourierStatus::Returning,
    CourierStatus::Returned,
    CourierStatus::Lost,
];

fn role() -> impl Strategy<Value = Role> {
    prop::sample::select(Role::BOTH.to_vec())
}

fn word(initial: &'static str) -> impl Strategy<Value = String> {
    (0..4).prop_map(move |n| format!("{initial}{n}"))
}

fn missing() -> impl Strategy<Value = Vec<Missing>> {
    prop::sample::subsequence(vec![Missing::Bht, Missing::Ikrar, Missing::Akta], 0..=3)
}

fn documents() -> impl Strategy<Value = Vec<Document>> {
    prop::sample::subsequence(
        vec![
            document(DocumentKind::Kk, "kk"),
            document(DocumentKind::Ktp, "ktp"),
            document(DocumentKind::Notice, "notice"),
        ],
        0..=3,
    )
}

fn command() -> impl Strategy<Value = Command> {
    let attempt = || 0..4_u8;
    prop_oneof![
        1 => missing().prop_map(|missing| accept(&missing)),
        1 => (word("e"), missing()).prop_map(|(evidence, missing)| Command::Complete { evidence, missing }),
        2 => prop::option::of(role()).prop_map(register),
        1 => role().prop_map(|role| Command::Hold { hold: Hold::NameMismatch { role } }),
        3 => (role(), documents()).prop_map(|(role, documents)| Command::Render { role, documents }),
        3 => role().prop_map(cards),
        4 => role().prop_map(|role| Command::Print { role }),
        4 => role().prop_map(|role| Command::RequestCourier { role }),
        3 => (role(), attempt(), word("o"))
            .prop_map(|(role, attempt, order)| Command::BookCourier { role, attempt, order }),
        1 => (role(), attempt())
            .prop_map(|(role, attempt)| Command::RefuseCourier { role, attempt, code: "no".to_owned() }),
        9 => (role(), attempt(), prop::sample::select(STATUSES.to_vec()))
            .prop_map(|(role, attempt, status)| Command::MoveCourier { role, attempt, status }),
        3 => (role(), attempt(), any::<bool>())
            .prop_map(|(role, attempt, correct)| Command::EnterCode { role, attempt, correct }),
        3 => (
            role(),
            prop::sample::select(vec![HandedTo::Courier, HandedTo::Addressee, HandedTo::Registry]),
            any::<Option<bool>>()
        )
            .prop_map(|(role, to, old_card_withdrawn)| Command::HandOver { role, to, old_card_withdrawn }),
    ]
}

fn commands() -> impl Strategy<Value = Vec<Command>> {
    let usual = [
        accept(&[]),
        register(None),
        cards(Role::Petitioner),
        cards(Role::Respondent),
        Command::Print {
            role: Role::Petitioner,
        },
    ];
    (0..=usual.len(), prop::collection::vec(command(), 1..60))
        .prop_map(move |(begun, rest)| usual[..begun].iter().cloned().chain(rest).collect())
}

/// A wrong code is counted each time it is entered; everything else is the same wish when wished again.
fn counts_each_time(command: &Command) -> bool {
    matches!(command, Command::EnterCode { correct: false, .. })
}

fn check_step(before: &Case, after: &Case) {
    assert!(!before.registered || after.registered);
    assert!(before.court.is_none() || before.court == after.court);
    assert!(after.evidence.starts_with(&before.evidence));
    if before.registered {
        assert_eq!(before.missing, after.missing);
    }
    if before.stage() == Stage::Completed {
        assert_eq!(after.stage(), Stage::Completed);
    }
    for (role, track) in before.tracks.iter() {
        let next = &after.tracks[role];
        assert!(track.outcome.is_none() || track.outcome == next.outcome);
        assert!(!track.printed || (next.printed && track.documents == next.documents));
        if matches!(track.stage(), TrackStage::Delivered | TrackStage::NoticeSent) {
            assert_eq!(next.stage(), track.stage(), "an ended track stays ended");
        }
        assert!(next.deliveries.len() <= track.deliveries.len() + 1);
        for (position, delivery) in next.deliveries.iter().enumerate() {
            assert_eq!(usize::from(delivery.attempt), position + 1);
            assert!(delivery.wrong_codes <= 5);
            assert!(delivery.order.is_none() || delivery.refused.is_none());
        }
        for (old, new) in track.deliveries.iter().zip(&next.deliveries) {
            assert!(old.order.is_none() || old.order == new.order);
            assert!(!old.code_confirmed || new.code_confirmed);
            if old.status != new.status {
                assert!(!old.status.is_final(), "nothing follows a final status");
                assert!(
                    out_and_back(new.status) > out_and_back(old.status)
                        || (old.status == CourierStatus::OnHold
                            && matches!(new.status, CourierStatus::Picked | CourierStatus::ToDrop)),
                    "{:?} after {:?}",
                    new.status,
                    old.status
                );
            }
        }
    }
}

/// How far along its way an envelope is.
fn out_and_back(status: CourierStatus) -> usize {
    match status {
        CourierStatus::Searching => 0,
        CourierStatus::Assigned => 1,
        CourierStatus::ToPickup => 2,
        CourierStatus::Picked => 3,
        CourierStatus::ToDrop => 4,
        CourierStatus::OnHold => 5,
        CourierStatus::Returning => 6,
        CourierStatus::Delivered
        | CourierStatus::NoDriver
        | CourierStatus::Cancelled
        | CourierStatus::Returned
        | CourierStatus::Lost => 7,
    }
}

fn live_through(commands: Vec<Command>) -> (Case, Vec<Event>) {
    let mut case = Case::default();
    let mut journal = Vec::new();
    for command in commands {
        let again = command.clone();
        let Ok(events) = decide(&case, command) else {
            continue;
        };
        let mut after = case.clone();
        for event in &events {
            let next = evolve(after.clone(), event);
            assert_ne!(
                next, after,
                "an event that was decided changes something: {event:?}"
            );
            after = next;
        }
        check_step(&case, &after);
        if !counts_each_time(&again) {
            assert!(
                decide(&after, again.clone()).is_ok_and(|more| more.is_empty())
                    || decide(&after, again.clone()).is_err(),
                "wished twice, done twice: {again:?}"
            );
        }
        journal.extend(events);
        case = after;
    }
    (case, journal)
}

#[test]
fn any_sequence_of_wishes_leaves_a_case_sound() {
    let config = Config {
        cases: 800,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let (delivered, completed) = (Cell::new(0), Cell::new(0));
    runner
        .run(&commands(), |commands| {
            let (case, journal) = live_through(commands);
            prop_assert_eq!(&replay(&journal), &case, "a replay is the same case");
            let stored: Vec<String> = journal
                .iter()
                .map(|event| serde_json::to_string(event).unwrap())
                .collect();
            let read: Vec<Event> = stored
                .iter()
                .map(|text| serde_json::from_str(text).unwrap())
                .collect();
            prop_assert_eq!(&read, &journal, "stored and read again");
            let ended = |stage| case.tracks.iter().any(|(_, track)| track.stage() == stage);
            delivered.set(delivered.get() + i32::from(ended(TrackStage::Delivered)));
            completed.set(completed.get() + i32::from(case.stage() == Stage::Completed));
            Ok(())
        })
        .unwrap();
    assert!(delivered.get() > 100, "only {} delivered", delivered.get());
    assert!(completed.get() > 10, "only {} completed", completed.get());
}
