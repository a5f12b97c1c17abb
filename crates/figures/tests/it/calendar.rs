//! The promise: one working day.

use jiff::civil::date;

use crate::lives::{at, calendar};

/// Whether the promise was kept, between two moments in Jakarta. 11 November 2026, a Wednesday, is a holiday here.
fn kept(from: &str, to: &str, away: &[(&str, &str)]) -> bool {
    let jakarta = |text: &str| at(&format!("{text}:00+07:00"));
    let away: Vec<_> = away
        .iter()
        .map(|(out, back)| (jakarta(out), Some(jakarta(back))))
        .collect();
    calendar().judge(jakarta(from), jakarta(to), &away).kept
}

#[test]
fn a_working_day_is_twenty_four_hours_of_days_on_which_people_work() {
    assert!(kept("2026-11-09T10:00", "2026-11-10T10:00", &[]));
    assert!(!kept("2026-11-09T10:00", "2026-11-10T10:01", &[]));
}

#[test]
fn weekends_and_holidays_do_not_count() {
    // Friday afternoon to Monday afternoon.
    assert!(kept("2026-11-13T15:00", "2026-11-16T15:00", &[]));
    assert!(!kept("2026-11-13T15:00", "2026-11-16T15:01", &[]));
    // What becomes possible on a Saturday can wait until Monday is over.
    assert!(kept("2026-11-14T08:00", "2026-11-17T00:00", &[]));
    // Over the holiday in the middle of the week.
    assert!(kept("2026-11-10T16:00", "2026-11-12T16:00", &[]));
    assert!(!calendar().is_working(date(2026, 11, 11)));
}

#[test]
fn time_with_the_court_does_not_count() {
    let away = [("2026-11-09T12:00", "2026-11-10T12:00")];
    assert!(kept("2026-11-09T10:00", "2026-11-12T10:00", &away));
    assert!(!kept("2026-11-09T10:00", "2026-11-12T10:01", &away));
}

#[test]
fn a_year_without_known_holidays_is_told() {
    let calendar = calendar();
    let judged = calendar.judge(at("2027-01-04T01:00:00Z"), at("2027-01-04T02:00:00Z"), &[]);
    assert!(judged.kept);
    assert_eq!(judged.unknown.into_iter().collect::<Vec<_>>(), [2027]);
}
