//! What was not done by its day is told once.

use jiff::civil::{Date, date};
use tuntas_aid::referral::{Command, Due, PauseReason, Refusal, decide, due, evolve};
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
