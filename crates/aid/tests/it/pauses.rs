//! A referral waits for the person, or because the ruling was undone; its clock stands still meanwhile.

use jiff::civil::date;
use tuntas_aid::referral::{
    CancelReason, Command, Desk, Due, Event, PauseReason, Refusal, Stage, StopReason, decide, due, evolve,
    resumed,
};
use tuntas_domain::identity::AidKind;

use crate::fixtures::*;

#[test]
fn the_clock_of_the_next_step_stands_still_while_the_person_brings_documents() {
    // Monday 2 March; to be assessed by Monday the 16th. She is sent for documents on Thursday the 12th.
    let wait = pause(
        PauseReason::DocumentsMissing,
        date(2026, 3, 31),
        date(2026, 3, 12),
    );
    let (waiting, _) = after([refer(AidKind::Capital), wait]);
    assert_eq!(due(&waiting), [(date(2026, 3, 31), Due::Await(Desk::Assessment))]);
    assert_eq!(refused(&waiting, assess()), Refusal::Paused);
    // Two working days were left. She is back on Wednesday the 18th; Nyepi, Idulfitri and a weekend lie between.
    let back = resume(&waiting, date(2026, 3, 18));
    let resumed = decide(&waiting, back).unwrap().iter().fold(waiting, evolve);
    assert_eq!(due(&resumed), [(date(2026, 3, 26), Due::Assess)]);
    assert!(decide(&resumed, assess()).is_ok());
}

#[test]
fn a_wait_that_is_over_stands_on_the_list_and_its_clock_runs_again() {
    let wait = pause(PauseReason::NoContact, date(2026, 3, 13), date(2026, 3, 12));
    let (waiting, _) = after([refer(AidKind::Mentoring), wait]);
    assert_eq!(due(&waiting), [(date(2026, 3, 13), Due::Await(Desk::Assessment))]);
    // Whoever resumes it a month later gets the two days from the end of the wait, not from today.
    assert_eq!(
        resumed(&waiting, date(2026, 4, 15), &working_days()),
        Some(date(2026, 3, 17))
    );
}

#[test]
fn what_was_late_before_it_waited_stays_late() {
    let wait = pause(PauseReason::AskedForTime, date(2026, 4, 30), date(2026, 3, 20));
    let (waiting, _) = after([refer(AidKind::Mentoring), wait]);
    assert_eq!(
        resumed(&waiting, date(2026, 4, 1), &working_days()),
        Some(date(2026, 3, 16))
    );
}

#[test]
fn each_stage_waits_on_the_desk_whose_turn_it_is_and_has_its_own_clock() {
    let on = date(2026, 3, 3);
    let wait = || pause(PauseReason::AskedForTime, date(2026, 3, 5), on);
    let (later, capital) = (date(2026, 3, 5), running());
    for (steps, desk, moves) in [
        (1, Desk::Assessment, true),
        (2, Desk::Decision, true),
        (3, Desk::Decision, true),
        (4, Desk::Mentoring, true),
        (5, Desk::Mentoring, false),
    ] {
        let (before, _) = after(capital.iter().take(steps).cloned());
        let (waiting, _) = after(capital.iter().take(steps).cloned().chain([wait()]));
        assert_eq!(due(&waiting), [(later, Due::Await(desk))], "{steps}");
        let resumed = decide(&waiting, resume(&waiting, later)).unwrap();
        let resumed = resumed.iter().fold(waiting, evolve);
        let day = |referral| due(referral).first().unwrap().0;
        if moves {
            assert_eq!(
                working_days().between(day(&before), day(&resumed)),
                2,
                "{steps}: as long as it waited"
            );
        } else {
            // Sessions, payments and check-ins are agreed with the person, day by day.
            assert_eq!(due(&resumed), due(&before), "{steps}");
        }
    }
}

#[test]
fn a_wait_has_an_end_within_ninety_days_and_a_reason_of_an_officer() {
    let (referred, _) = after([refer(AidKind::Mentoring)]);
    let on = date(2026, 3, 3);
    for (reason, until) in [
        (PauseReason::NoContact, on),
        (PauseReason::NoContact, date(2026, 3, 2)),
        (PauseReason::NoContact, date(2026, 6, 2)),
        (PauseReason::RulingReversed, date(2026, 3, 9)),
    ] {
        assert_eq!(
            refused(&referred, pause(reason, until, on)),
            Refusal::PauseNotSound,
            "{reason} {until}"
        );
    }
    let longest = pause(PauseReason::NoContact, date(2026, 6, 1), on);
    let (waiting, _) = after([refer(AidKind::Mentoring), longest.clone()]);
    assert_eq!(refused(&waiting, longest), Refusal::Paused);
    assert_eq!(refused(&referred, resume(&referred, on)), Refusal::NotPaused);
}

#[test]
fn nothing_is_paid_or_planned_while_it_waits_but_what_happened_is_written_down() {
    let spring = date(2026, 3, 10);
    let ordered = running().into_iter().chain([order(1, 1, spring)]);
    let wait = pause(PauseReason::AskedForTime, date(2026, 4, 1), spring);
    let (waiting, _) = after(ordered.chain([wait]));
    assert_eq!(
        due(&waiting),
        [
            (date(2026, 3, 13), Due::Confirm(1)),
            (date(2026, 4, 1), Due::Await(Desk::Mentoring))
        ],
        "what the bank has on its way arrives"
    );
    let spring = date(2026, 3, 11);
    assert!(decide(&waiting, arrived(1, 1, spring)).is_ok());
    for wish in [order(2, 2, date(2026, 6, 10)), plan(&[date(2026, 5, 4)])] {
        assert_eq!(refused(&waiting, wish), Refusal::Paused);
    }
    for wish in [
        Command::RecordSession {
            session: 1,
            held_on: date(2026, 3, 9),
            attendance: tuntas_aid::referral::Attendance::Attended,
            officer: mentor(),
            on: spring,
        },
        Command::CancelInstalment {
            instalment: 2,
            reason: CancelReason::NotNeeded,
            officer: first(),
        },
        Command::Stop {
            reason: StopReason::OwnWish,
            officer: first(),
        },
        Command::Withdraw,
    ] {
        let events = decide(&waiting, wish).unwrap();
        let then = events.iter().fold(waiting.clone(), evolve);
        assert_eq!(then.pause.is_some(), then.stage.is_open());
    }
}

#[test]
fn when_the_ruling_is_undone_nothing_goes_on_until_somebody_decides() {
    let (running, _) = after(running());
    let on = date(2026, 3, 10);
    let events = decide(&running, Command::Reverse { on, by: None }).unwrap();
    let reversed = events.iter().fold(running, evolve);
    assert_eq!(reversed.reversed_on, Some(on));
    assert_eq!(due(&reversed), [(on, Due::Continue)]);
    assert_eq!(refused(&reversed, order(1, 1, on)), Refusal::RulingReversed);
    // No officer's wait can take its place, and ending a wait does not end it.
    let wait = pause(PauseReason::NoContact, date(2026, 3, 20), on);
    assert_eq!(refused(&reversed, wait), Refusal::RulingReversed);
    assert_eq!(refused(&reversed, resume(&reversed, on)), Refusal::RulingReversed);
    // Told again, it is the same.
    assert_eq!(
        decide(
            &reversed,
            Command::Reverse {
                on: date(2026, 3, 12),
                by: None,
            }
        ),
        Ok(vec![])
    );
    let go_on = Command::Continue {
        officer: second(),
        on: date(2026, 3, 11),
        by: None,
    };
    let events = decide(&reversed, go_on.clone()).unwrap();
    let continued = events.iter().fold(reversed, evolve);
    assert!(decide(&continued, order(1, 1, date(2026, 3, 11))).is_ok());
    assert_eq!(continued.reversed_on, Some(on), "it stays to be seen");
    assert_eq!(refused(&continued, go_on), Refusal::NotPaused);
    assert_eq!(decide(&continued, Command::Reverse { on, by: None }), Ok(vec![]));
}

#[test]
fn a_ruling_that_is_undone_while_the_person_is_waited_for_keeps_the_clock_where_it_stood() {
    let wait = pause(PauseReason::NoContact, date(2026, 3, 31), date(2026, 3, 12));
    let on = date(2026, 3, 18);
    let (waiting, _) = after([refer(AidKind::Mentoring), wait.clone()]);
    let by = resumed(&waiting, on, &working_days());
    let (reversed, _) = after([refer(AidKind::Mentoring), wait, Command::Reverse { on, by }]);
    assert_eq!(due(&reversed), [(on, Due::Continue)]);
    // Two working days were left on the 12th.
    assert_eq!(
        resumed(&reversed, date(2026, 4, 1), &working_days()),
        Some(date(2026, 4, 3))
    );
}

/// The office waited for a day, and then forgot about it for a month.
#[test]
fn a_ruling_that_is_undone_after_the_wait_was_over_makes_the_wait_no_longer() {
    let wait = pause(PauseReason::NoContact, date(2026, 3, 13), date(2026, 3, 12));
    let (waiting, _) = after([refer(AidKind::Mentoring), wait.clone()]);
    let on = date(2026, 4, 15);
    let by = resumed(&waiting, on, &working_days());
    assert_eq!(by, Some(date(2026, 3, 17)));
    let (reversed, _) = after([refer(AidKind::Mentoring), wait, Command::Reverse { on, by }]);
    assert_eq!(due(&reversed), [(on, Due::Continue)]);
    assert_eq!(resumed(&reversed, date(2026, 4, 16), &working_days()), by);
}

#[test]
fn who_was_never_referred_or_whose_referral_has_ended_hears_nothing_of_a_reversal() {
    let on = date(2026, 3, 10);
    let stop = Command::Stop {
        reason: StopReason::Died,
        officer: first(),
    };
    let (stopped, _) = after(running().into_iter().chain([stop]));
    assert_eq!(stopped.stage, Stage::Stopped);
    assert_eq!(
        refused(&stopped, Command::Reverse { on, by: None }),
        Refusal::ReferralEnded
    );
    let (withdrawn, _) = after([refer(AidKind::Mentoring), Command::Withdraw]);
    assert_eq!(
        refused(&withdrawn, Command::Reverse { on, by: None }),
        Refusal::Withdrawn
    );
    let (nobody, _) = after([]);
    assert_eq!(
        refused(&nobody, Command::Reverse { on, by: None }),
        Refusal::NoReferral
    );
}

#[test]
fn a_step_that_moves_on_has_a_day_of_its_own() {
    let wait = pause(PauseReason::DocumentsMissing, date(2026, 3, 31), TODAY);
    let (waiting, _) = after([refer(AidKind::Mentoring), wait]);
    let back = resume(&waiting, date(2026, 3, 4));
    let Command::Resume { by, .. } = &back else {
        unreachable!()
    };
    let events = decide(&waiting, back.clone()).unwrap();
    assert_eq!(
        events,
        [Event::AidResumed {
            on: date(2026, 3, 4),
            by: *by,
            officer: assessor()
        }]
    );
    let (assessed, _) = after([
        refer(AidKind::Mentoring),
        pause(PauseReason::DocumentsMissing, date(2026, 3, 31), TODAY),
        back,
        assess(),
    ]);
    assert_eq!(due(&assessed), [(date(2026, 3, 30), Due::Decide)]);
}
