//! Lives of requests.

use tuntas_security::{
    CancelGround, Command, DeclineReason, Due, HoldReason, LetterKind, Outcome, Refusal, Reminder, Stage,
    decide, due,
};

use crate::fixtures::{
    accept, after, announce, change, hours_before, judge, letter, officer, propose, report, request, window,
};

#[test]
fn a_seizure_is_asked_for_accepted_and_reported() {
    let (accepted, _) = after([request(), accept()]);
    assert_eq!(accepted.stage, Stage::Accepted);
    assert_eq!(accepted.booked.as_ref().unwrap().strength.get(), 12);
    let too_early = decide(&accepted, report(Outcome::Safe, Some('b'), -1));
    assert_eq!(too_early, Err(Refusal::TooEarly));
    let without = decide(&accepted, report(Outcome::Incident, None, 4));
    assert_eq!(without, Err(Refusal::MinutesMissing));
    let (reported, _) = after([
        request(),
        accept(),
        announce(1, 'b'),
        judge(1, Ok(2)),
        report(Outcome::Safe, Some('b'), 4),
    ]);
    assert_eq!(reported.stage, Stage::Reported);
    assert_eq!(decide(&reported, change()), Err(Refusal::RequestClosed));
}

#[test]
fn what_was_put_off_needs_no_minutes() {
    let (reported, _) = after([request(), accept(), report(Outcome::Postponed, None, 1)]);
    assert_eq!(reported.outcome, Some(Outcome::Postponed));
}

#[test]
fn a_proposal_the_court_agrees_to_is_still_to_be_accepted() {
    let answer = |agreed| Command::AnswerProposal {
        agreed,
        evidence: "a".repeat(64),
        answer_by: hours_before(90),
    };
    let (proposed, _) = after([request(), propose(window(14, 16))]);
    assert_eq!(proposed.stage, Stage::WithCourt);
    assert_eq!(decide(&proposed, accept()), Err(Refusal::NotWaiting));
    let (agreed, _) = after([request(), propose(window(14, 16)), answer(true)]);
    assert_eq!(agreed.terms.as_ref().unwrap().window, window(14, 16));
    assert_eq!(agreed.stage, Stage::Waiting);
    let (refused, _) = after([request(), propose(window(14, 16)), answer(false)]);
    assert_eq!(refused.terms.as_ref().unwrap().window, window(9, 12));
    assert!(refused.sequence < agreed.sequence);
    let (waiting, _) = after([request()]);
    assert_eq!(decide(&waiting, propose(window(9, 12))), Err(Refusal::SameTime));
    assert_eq!(decide(&waiting, answer(true)), Err(Refusal::NoProposal));
}

#[test]
fn a_change_makes_what_was_promised_void() {
    let (changed, _) = after([request(), accept(), change()]);
    assert_eq!((changed.stage, changed.revision), (Stage::Waiting, 2));
    assert_eq!(changed.booked, None);
    assert!(changed.sequence >= 2);
}

#[test]
fn a_question_is_answered_by_a_change() {
    let question = Command::Question {
        reason: HoldReason::PlaceUnclear,
        officer: officer(),
    };
    let (questioned, _) = after([request(), question.clone()]);
    assert_eq!(questioned.stage, Stage::Questioned);
    assert_eq!(decide(&questioned, accept()), Err(Refusal::NotWaiting));
    let (answered, _) = after([request(), question, change()]);
    assert_eq!((answered.stage, answered.question), (Stage::Waiting, None));
}

#[test]
fn police_who_have_accepted_may_have_to_decline_after_all() {
    let decline = Command::Decline {
        reason: DeclineReason::HigherDuty,
        officer: officer(),
        letter: letter(LetterKind::Reply, 2),
    };
    let (declined, _) = after([request(), accept(), decline]);
    assert_eq!((declined.stage, declined.booked), (Stage::Declined, None));
}

#[test]
fn a_cancelled_request_stays_cancelled() {
    let cancel = Command::Cancel {
        ground: CancelGround::Settled,
        letter: letter(LetterKind::Request, 2),
        evidence: "c".repeat(64),
    };
    let (cancelled, _) = after([request(), accept(), cancel.clone()]);
    assert_eq!((cancelled.stage, &cancelled.booked), (Stage::Cancelled, &None));
    assert_eq!(decide(&cancelled, cancel), Err(Refusal::RequestClosed));
    assert_eq!(due(&cancelled), []);
}

#[test]
fn nobody_accepts_what_is_over() {
    let (waiting, _) = after([request()]);
    let late = match accept() {
        Command::Accept {
            unit,
            strength,
            officer,
            letter,
            ..
        } => Command::Accept {
            unit,
            strength,
            officer,
            letter,
            at: hours_before(-1),
        },
        other => other,
    };
    assert_eq!(decide(&waiting, late), Err(Refusal::TimePassed));
}

#[test]
fn both_offices_are_reminded_once_a_day_and_once_two_hours_before() {
    let remind = |reminder, hours| Command::Remind {
        reminder,
        at: hours_before(hours),
    };
    let (accepted, _) = after([request(), accept()]);
    assert_eq!(
        due(&accepted),
        [
            (hours_before(24), Due::Reminder(Reminder::DayBefore)),
            (hours_before(2), Due::Reminder(Reminder::TwoHours)),
        ]
    );
    let day = Reminder::DayBefore;
    assert_eq!(decide(&accepted, remind(day, 25)), Err(Refusal::NotDue));
    let (reminded, _) = after([request(), accept(), remind(day, 24)]);
    assert_eq!(decide(&reminded, remind(day, 23)), Err(Refusal::NotDue));
    assert_eq!(due(&reminded).len(), 1);
    let (again, _) = after([request(), accept(), remind(day, 24), change()]);
    assert_eq!(again.reminded, [], "another time is reminded of anew");
}

#[test]
fn an_answer_that_does_not_come_is_told_once() {
    let escalate = |hours| Command::Escalate {
        at: hours_before(hours),
    };
    let (waiting, _) = after([request()]);
    assert_eq!(due(&waiting), [(hours_before(120), Due::Answer)]);
    assert_eq!(decide(&waiting, escalate(121)), Err(Refusal::NotDue));
    let (told, _) = after([request(), escalate(120)]);
    assert_eq!(decide(&told, escalate(100)), Err(Refusal::NotDue));
    assert_eq!(due(&told), []);
    assert_eq!(told.stage, Stage::Waiting, "it can still be answered");
}

#[test]
fn due_things_are_read_as_they_are_stored() {
    for due in [
        Due::Answer,
        Due::Reminder(Reminder::DayBefore),
        Due::Reminder(Reminder::TwoHours),
    ] {
        assert_eq!(Due::parse(due.as_str()), Some(due));
    }
    assert_eq!(Due::parse("tomorrow"), None);
}
