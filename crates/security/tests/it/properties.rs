//! Any order of wishes.

use jiff::SignedDuration;
use proptest::prelude::*;
use tuntas_domain::case::DocumentFault;
use tuntas_security::{
    AnswerTime, CancelGround, Command, DeclineReason, Event, HoldReason, LetterKind, Outcome, Reminder,
    SecurityRequest, Stage, answer_time, decide, due, evolve, replay,
};

use crate::fixtures::{
    accept, announce, change, hours_before, judge, letter, officer, propose, request, window,
};

fn any_wish() -> impl Strategy<Value = Command> {
    let hours = -6..170_i64;
    prop_oneof![
        2 => Just(request()),
        2 => Just(change()),
        3 => Just(accept()),
        2 => (13..18_i8).prop_map(|from| propose(window(from, from + 2))),
        2 => any::<bool>().prop_map(|agreed| Command::AnswerProposal {
            agreed,
            evidence: "a".repeat(64),
            answer_by: hours_before(60),
        }),
        1 => Just(Command::Question { reason: HoldReason::BasisUnclear, officer: officer() }),
        1 => Just(Command::Cancel {
            ground: CancelGround::Mistaken,
            letter: letter(LetterKind::Request, 3),
            evidence: "c".repeat(64),
        }),
        1 => Just(Command::Decline {
            reason: DeclineReason::NoStrength,
            officer: officer(),
            letter: letter(LetterKind::Reply, 3),
        }),
        2 => (hours.clone(), any::<bool>()).prop_map(|(hours, minutes)| Command::Report {
            outcome: Outcome::Safe,
            minutes: minutes.then(|| "b".repeat(64)),
            officer: officer(),
            letter: letter(LetterKind::Report, 1),
            at: hours_before(hours),
        }),
        2 => (hours.clone(), any::<bool>()).prop_map(|(hours, day)| Command::Remind {
            reminder: if day { Reminder::DayBefore } else { Reminder::TwoHours },
            at: hours_before(hours),
        }),
        2 => hours.prop_map(|hours| Command::Escalate { at: hours_before(hours) }),
        1 => Just(Command::View { officer: officer() }),
        3 => Just(announce(1, 'b')),
        1 => Just(announce(2, 'c')),
        3 => any::<bool>().prop_map(|sound| judge(1, if sound { Ok(1) } else { Err(DocumentFault::Encrypted) })),
        1 => Just(judge(2, Ok(1))),
        1 => Just(Command::TakeMinutes),
        1 => Just(Command::Erase),
    ]
}

fn sound(request: &SecurityRequest) -> Result<(), TestCaseError> {
    prop_assert_eq!(request.stage == Stage::New, request.terms.is_none());
    prop_assert_eq!(request.stage == Stage::WithCourt, request.proposal.is_some());
    prop_assert_eq!(request.stage == Stage::Questioned, request.question.is_some());
    prop_assert_eq!(
        matches!(request.stage, Stage::Accepted | Stage::Reported),
        request.booked.is_some()
    );
    prop_assert_eq!(request.stage == Stage::Reported, request.outcome.is_some());
    if request.stage == Stage::Waiting {
        prop_assert!(
            request.answer_by.is_some(),
            "whoever waits has a time to be answered by"
        );
    }
    if request.report_minutes.is_some() {
        prop_assert!(
            request.reported_minutes().is_some(),
            "a report stands on a file that was found sound"
        );
    }
    prop_assert!(!request.erased || request.stage.is_closed());
    if request.stage.is_closed() {
        prop_assert!(due(request).is_empty());
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_sequence_of_wishes_leaves_a_request_sound(wishes in proptest::collection::vec(any_wish(), 0..40)) {
        let mut standing = SecurityRequest::default();
        let mut all: Vec<Event> = Vec::new();
        for wish in wishes {
            let was_closed = standing.stage.is_closed();
            let viewing = matches!(
                wish,
                Command::View { .. } | Command::TakeMinutes | Command::JudgeMinutes { .. } | Command::Erase
            );
            let Ok(events) = decide(&standing, wish) else { continue };
            prop_assert!(!was_closed || viewing, "what has ended is only looked at and put away");
            prop_assert!(events.len() <= 1);
            let before = standing.clone();
            standing = events.iter().fold(standing, evolve);
            prop_assert!(standing.sequence >= before.sequence);
            prop_assert!(standing.revision >= before.revision);
            // Whoever has it in a calendar is told of every change of time and of every end of a promise.
            let moved = before.terms.as_ref().map(|terms| terms.window) != standing.terms.as_ref().map(|terms| terms.window);
            if before.terms.is_some() && (moved || before.booked != standing.booked) {
                prop_assert!(standing.sequence > before.sequence);
            }
            sound(&standing)?;
            all.extend(events);
        }
        prop_assert_eq!(replay(&all), standing);
    }

    #[test]
    fn the_clock_never_runs_backwards_nor_while_the_court_has_it(
        wishes in proptest::collection::vec((any_wish(), 0..30_i64), 1..25),
    ) {
        let mut standing = SecurityRequest::default();
        let mut entries = Vec::new();
        let mut at = hours_before(400);
        for (wish, hours) in wishes {
            let Ok(events) = decide(&standing, wish) else { continue };
            at += SignedDuration::from_hours(hours);
            standing = events.iter().fold(standing, evolve);
            entries.extend(events.into_iter().map(|event| (at, event)));
        }
        let measure = |later: i64| {
            answer_time(
                entries.iter().map(|(at, event)| (*at, event)),
                at + SignedDuration::from_hours(later),
            )
        };
        match (measure(0), measure(5)) {
            (Some(AnswerTime::Waiting(now)), Some(AnswerTime::Waiting(later))) => {
                let runs = standing.stage == Stage::Waiting;
                prop_assert_eq!(later - now, SignedDuration::from_hours(if runs { 5 } else { 0 }));
            }
            (now, later) => prop_assert_eq!(now, later),
        }
    }
}
