//! Stored forms, and that they name nobody.

use jiff::Timestamp;
use jiff::civil::date;
use tuntas_aid::programme;
use tuntas_aid::referral::{
    Attendance, BusinessState, CLAIM, CancelReason, CheckIn, Command, DeclineReason, Desk, Due, Event,
    Outcome, PauseReason, Referral, StopReason, decide,
};
use tuntas_domain::identity::AidKind;

use crate::fixtures::*;

fn every_event() -> Vec<Event> {
    let spring = date(2026, 3, 10);
    let (_, mut all) = after(running().into_iter().chain([
        order(1, 1, spring),
        arrived(1, 1, spring),
        Command::Returned {
            instalment: 1,
            reference: reference(1),
            on: spring,
            officer: cashier(),
        },
        order(1, 2, spring),
        arrived(1, 2, spring),
        Command::CancelInstalment {
            instalment: 2,
            reason: CancelReason::NotNeeded,
            officer: first(),
        },
        Command::RecordSession {
            session: 1,
            held_on: date(2026, 3, 9),
            attendance: Attendance::Attended,
            officer: mentor(),
            on: spring,
        },
        Command::CheckBusiness {
            check_in: CheckIn::ThreeMonths,
            state: BusinessState::Struggling,
            on: date(2026, 6, 10),
            officer: mentor(),
        },
        Command::View { officer: mentor() },
        Command::Stop {
            reason: StopReason::OwnWish,
            officer: first(),
        },
        Command::Withdraw,
    ]));
    let mut one = |standing: &Referral, wish: Command| all.extend(decide(standing, wish).unwrap());
    let (assessed, _) = after([refer(AidKind::Mentoring), assess()]);
    one(&assessed, grant());
    one(
        &assessed,
        Command::Decline {
            reason: DeclineReason::NoContact,
            officer: first(),
            letter: letter(2, TODAY),
        },
    );
    let (proposed, _) = after([refer(AidKind::Capital), assess(), two_parts()]);
    one(&proposed, Command::ReturnProposal { officer: second() });
    let (done, _) = after([
        refer(AidKind::Mentoring),
        assess(),
        grant(),
        plan(&[spring]),
        Command::RecordSession {
            session: 1,
            held_on: spring,
            attendance: Attendance::Excused,
            officer: mentor(),
            on: spring,
        },
    ]);
    one(
        &done,
        Command::Close {
            outcome: Outcome::PartlyReached,
            officer: mentor(),
        },
    );
    all
}

/// To wait, to be claimed, to be told late.
fn beside_the_steps() -> Vec<Event> {
    let mut all = Vec::new();
    let mut one = |standing: &Referral, wish: Command| all.extend(decide(standing, wish).unwrap());
    let waits = pause(PauseReason::DocumentsMissing, date(2026, 3, 9), TODAY);
    let (referred, _) = after([refer(AidKind::Mentoring)]);
    let (waiting, _) = after([refer(AidKind::Mentoring), waits.clone()]);
    let (reversed, _) = after([
        refer(AidKind::Mentoring),
        Command::Reverse { on: TODAY, by: None },
    ]);
    let now = "2026-03-02T02:00:00Z".parse::<Timestamp>().unwrap();
    let claims = Command::Claim {
        officer: assessor(),
        desks: vec![Desk::Assessment],
        now,
        until: now.checked_add(CLAIM).unwrap(),
    };
    let (claimed, _) = after([refer(AidKind::Mentoring), claims.clone()]);
    one(&referred, waits);
    one(&waiting, resume(&waiting, date(2026, 3, 6)));
    one(&referred, Command::Reverse { on: TODAY, by: None });
    one(
        &reversed,
        Command::Continue {
            officer: second(),
            on: TODAY,
            by: None,
        },
    );
    one(&referred, claims);
    one(&claimed, Command::Release { officer: assessor() });
    one(
        &referred,
        Command::Overdue {
            what: Due::Assess,
            by: date(2026, 3, 16),
            on: date(2026, 3, 17),
        },
    );
    let (running, _) = after(running());
    one(
        &running,
        Command::Overdue {
            what: Due::Session(1),
            by: date(2026, 3, 9),
            on: date(2026, 3, 17),
        },
    );
    all
}

#[test]
fn every_event_is_stored_like_this() {
    let mut events = every_event();
    events.extend(beside_the_steps());
    for event in &events {
        let text = serde_json::to_string(event).unwrap();
        assert_eq!(&serde_json::from_str::<Event>(&text).unwrap(), event);
        let kind = serde_json::to_value(event.kind()).unwrap();
        assert_eq!(serde_json::to_value(event).unwrap()["type"], kind);
    }
    insta::assert_json_snapshot!("referral_events", events);
}

#[test]
fn every_event_of_a_programme_is_stored_like_this() {
    let publish = programme::Command::Publish {
        code: "modal-pekka-2026".parse().unwrap(),
        office: office(),
        terms: capital_terms(),
        officer: first(),
    };
    let mut events = programme::decide(&programme::Programme::default(), publish).unwrap();
    let standing = published(capital_terms());
    for command in [
        programme::Command::Edit {
            version: 1,
            terms: programme::Terms {
                documents: Vec::new(),
                ..capital_terms()
            },
            officer: first(),
        },
        programme::Command::End { officer: first() },
    ] {
        events.extend(programme::decide(&standing, command).unwrap());
    }
    for event in &events {
        let text = serde_json::to_string(event).unwrap();
        assert_eq!(&serde_json::from_str::<programme::Event>(&text).unwrap(), event);
        let kind = serde_json::to_value(event.kind()).unwrap();
        assert_eq!(serde_json::to_value(event).unwrap()["type"], kind);
    }
    insta::assert_json_snapshot!("programme_events", events);
}

#[test]
fn criteria_that_contradict_each_other_cannot_be_read_from_what_is_stored() {
    let stored = serde_json::to_string(&capital_terms()).unwrap();
    assert_eq!(
        serde_json::from_str::<programme::Terms>(&stored).unwrap(),
        capital_terms()
    );
    let changed = stored.replace("tanggungan minimal 1", "tanggungan minimal 31");
    assert!(serde_json::from_str::<programme::Terms>(&changed).is_err());
}
