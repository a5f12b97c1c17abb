//! Stored forms, and that they name nobody.

use tuntas_domain::case::DocumentFault;
use tuntas_security::{
    CancelGround, Command, DeclineReason, Event, HoldReason, LetterKind, Outcome, Reminder, SecurityRequest,
    Stage, Window, decide,
};

use crate::fixtures::{
    accept, after, announce, change, hours_before, judge, letter, officer, propose, report, request, window,
};

fn every_event() -> Vec<Event> {
    let (waiting, mut all) = after([request()]);
    let mut one = |standing: &SecurityRequest, wish: Command| all.extend(decide(standing, wish).unwrap());
    one(&waiting, change());
    one(
        &waiting,
        Command::Question {
            reason: HoldReason::PlaceUnclear,
            officer: officer(),
        },
    );
    one(&waiting, propose(window(14, 16)));
    let (proposed, _) = after([request(), propose(window(14, 16))]);
    one(
        &proposed,
        Command::AnswerProposal {
            agreed: true,
            evidence: "a".repeat(64),
            answer_by: hours_before(90),
        },
    );
    one(&waiting, accept());
    one(
        &waiting,
        Command::Decline {
            reason: DeclineReason::NoStrength,
            officer: officer(),
            letter: letter(LetterKind::Reply, 2),
        },
    );
    one(
        &waiting,
        Command::Cancel {
            ground: CancelGround::Settled,
            letter: letter(LetterKind::Request, 2),
            evidence: "c".repeat(64),
        },
    );
    one(&waiting, Command::Escalate { at: hours_before(1) });
    one(&waiting, Command::View { officer: officer() });
    let (accepted, _) = after([request(), accept()]);
    assert_eq!(accepted.stage, Stage::Accepted);
    one(
        &accepted,
        Command::Remind {
            reminder: Reminder::TwoHours,
            at: hours_before(2),
        },
    );
    one(&accepted, announce(1, 'b'));
    let (announced, _) = after([request(), accept(), announce(1, 'b')]);
    one(&announced, judge(1, Ok(2)));
    one(&announced, judge(1, Err(DocumentFault::ActiveContent)));
    let (checked, _) = after([request(), accept(), announce(1, 'b'), judge(1, Ok(2))]);
    one(&checked, report(Outcome::Safe, Some('b'), 4));
    let (reported, _) = after([
        request(),
        accept(),
        announce(1, 'b'),
        judge(1, Ok(2)),
        report(Outcome::Safe, Some('b'), 4),
    ]);
    one(&reported, Command::TakeMinutes);
    one(&reported, Command::Erase);
    all
}

#[test]
fn every_event_is_stored_like_this() {
    let events = every_event();
    for event in &events {
        let text = serde_json::to_string(event).unwrap();
        assert_eq!(&serde_json::from_str::<Event>(&text).unwrap(), event);
    }
    insta::assert_json_snapshot!("events", events);
}

#[test]
fn a_span_that_could_not_be_made_cannot_be_read() {
    let stored = serde_json::to_string(&window(9, 12)).unwrap();
    assert_eq!(serde_json::from_str::<Window>(&stored).unwrap(), window(9, 12));
    let backwards = stored.replace("12:00", "08:00");
    assert!(serde_json::from_str::<Window>(&backwards).is_err());
}
