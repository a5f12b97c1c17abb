//! What was not done by its day is told once.

use jiff::civil::{Date, date};
use tuntas_aid::referral::{Command, Due, PauseReason, Refusal, StopReason, decide, due, evolve};
use tuntas_domain::identity::AidKind;

use crate::fixtures::*;

fn overdue(what: Due, by: Date, on: Date) -> Command {
    Command::Overdue { what, by, on }
}

#[test]
fn each_thing_is_told_once_and_only_once_its_day_is_over() {
    let (referred, _) = after([refer(AidKind::Capital)]);
    let by = date(2026, 3, 16);
    assert_eq!(
        refused(&referred, overdue(Due::Assess, by, by)),
        Refusal::NotOverdue
    );
    let late = overdue(Due::Assess, by, date(2026, 3, 17));
    let told = decide(&referred, late.clone()).unwrap();
    let told = told.iter().fold(referred, evolve);
    assert_eq!(decide(&told, late.clone()), Ok(vec![]));
    assert_eq!(due(&told), [(by, Due::Assess)], "it is still to be done");
    let assessed = decide(&told, assess()).unwrap().iter().fold(told, evolve);
    assert_eq!(refused(&assessed, late), Refusal::NotOverdue);
}

/// The office stopped it, and the bank says nothing of the last order.
#[test]
fn an_order_that_the_bank_is_silent_about_is_told_once_though_all_else_has_ended() {
    let stop = Command::Stop {
        reason: StopReason::Died,
        officer: first(),
    };
    let ordered = || running().into_iter().chain([order(1, 1, date(2026, 3, 10))]);
    let (stopped, _) = after(ordered().chain([stop]));
    let (by, what) = due(&stopped)[0];
    assert_eq!(what, Due::Confirm(1));
    let late = overdue(what, by, date(2026, 4, 1));
    let told = decide(&stopped, late.clone()).unwrap();
    let told = told.iter().fold(stopped, evolve);
    assert_eq!(decide(&told, late.clone()), Ok(vec![]));

    let (withdrawn, _) = after(ordered().chain([Command::Withdraw]));
    assert_eq!(
        refused(&withdrawn, late),
        Refusal::Withdrawn,
        "of whom nothing is told"
    );
}

#[test]
fn an_instalment_that_came_back_is_late_once_more_and_what_stands_behind_it_for_itself() {
    let on = date(2026, 3, 12);
    let (due_day, pay) = (date(2026, 3, 10), Due::Pay(1));
    let late = overdue(pay, due_day, on);
    let (told, _) = after(running().into_iter().chain([late.clone()]));
    let returned = Command::Returned {
        instalment: 1,
        reference: reference(1),
        on,
        officer: cashier(),
    };
    let back = [order(1, 1, on), returned];
    let again = back.into_iter().fold(told, |told, wish| {
        decide(&told, wish).unwrap().iter().fold(told, evolve)
    });
    assert!(due(&again).contains(&(due_day, pay)));
    assert_eq!(decide(&again, late).unwrap().len(), 1);
    let second = overdue(Due::Pay(2), date(2026, 6, 10), date(2026, 6, 11));
    assert_eq!(decide(&again, second).unwrap().len(), 1);
}

#[test]
fn what_waits_is_late_once_the_wait_is_over_and_its_step_gets_another_day() {
    let wait = pause(PauseReason::NoContact, date(2026, 3, 20), date(2026, 3, 12));
    let (waiting, _) = after([refer(AidKind::Capital), wait]);
    let today = date(2026, 3, 21);
    assert_eq!(
        refused(&waiting, overdue(Due::Assess, date(2026, 3, 16), today)),
        Refusal::NotOverdue
    );
    let (by, what) = due(&waiting)[0];
    assert_eq!(decide(&waiting, overdue(what, by, today)).unwrap().len(), 1);
}
