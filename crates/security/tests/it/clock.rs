//! Working hours, and how long an answer takes.

use jiff::civil::{date, datetime, time};
use jiff::{SignedDuration, ToSpan as _};
use proptest::prelude::*;
use tuntas_security::{AnswerTime, Command, OfficeHours, answer_time, decide, evolve};

use crate::fixtures::{accept, hours_before, propose, request, window};

fn hours() -> OfficeHours {
    OfficeHours {
        from: time(8, 0, 0, 0),
        to: time(16, 0, 0, 0),
    }
}

#[test]
fn working_time_passes_while_the_office_works() {
    let after = |start, working| {
        hours().after(start, SignedDuration::from_hours(working), |day| {
            day == date(2026, 12, 25)
        })
    };
    // A Tuesday.
    assert_eq!(
        after(datetime(2026, 12, 1, 9, 30, 0, 0), 2),
        datetime(2026, 12, 1, 11, 30, 0, 0)
    );
    assert_eq!(
        after(datetime(2026, 12, 1, 15, 0, 0, 0), 8),
        datetime(2026, 12, 2, 15, 0, 0, 0)
    );
    assert_eq!(
        after(datetime(2026, 12, 1, 6, 0, 0, 0), 1),
        datetime(2026, 12, 1, 9, 0, 0, 0)
    );
    assert_eq!(
        after(datetime(2026, 12, 1, 20, 0, 0, 0), 8),
        datetime(2026, 12, 2, 16, 0, 0, 0)
    );
    // Thursday afternoon, Christmas on Friday, a weekend.
    assert_eq!(
        after(datetime(2026, 12, 24, 15, 0, 0, 0), 2),
        datetime(2026, 12, 28, 9, 0, 0, 0)
    );
}

#[test]
fn working_time_between_two_moments_is_that_of_the_days_between() {
    let between = |start, end| hours().between(start, end, |day| day == date(2026, 12, 25));
    let hours_and_minutes = |hours: i64, minutes: i64| SignedDuration::from_mins(hours * 60 + minutes);
    // A Tuesday, within and around its hours.
    let tuesday = |hour, minute| datetime(2026, 12, 1, hour, minute, 0, 0);
    assert_eq!(between(tuesday(9, 30), tuesday(11, 0)), hours_and_minutes(1, 30));
    assert_eq!(between(tuesday(5, 0), tuesday(23, 0)), hours_and_minutes(8, 0));
    assert_eq!(between(tuesday(17, 0), tuesday(23, 0)), SignedDuration::ZERO);
    assert_eq!(between(tuesday(11, 0), tuesday(9, 0)), SignedDuration::ZERO);
    // Thursday afternoon to Monday morning, with Christmas on Friday.
    assert_eq!(
        between(
            datetime(2026, 12, 24, 15, 0, 0, 0),
            datetime(2026, 12, 28, 9, 30, 0, 0)
        ),
        hours_and_minutes(2, 30)
    );
}

proptest! {
    #[test]
    fn as_much_time_passes_as_was_given(
        day in 0..60_i32, minute in 0..1440_i32, working in 1..2000_i64,
    ) {
        let start = date(2026, 11, 20).at(0, 0, 0, 0).checked_add(day.days().minutes(minute)).unwrap();
        let holiday = |day| day == date(2026, 12, 25);
        let working = SignedDuration::from_mins(working);
        let end = hours().after(start, working, holiday);
        prop_assert_eq!(hours().between(start, end, holiday), working);
    }
}

#[test]
fn the_clock_stands_still_while_the_court_thinks_about_another_time() {
    let agree = Command::AnswerProposal {
        agreed: true,
        evidence: "a".repeat(64),
        answer_by: hours_before(90),
    };
    let mut standing = tuntas_security::SecurityRequest::default();
    let mut entries = Vec::new();
    for (hours, wish) in [
        (168, request()),
        (165, propose(window(14, 16))),
        (120, agree),
        (118, accept()),
    ] {
        for event in decide(&standing, wish).unwrap() {
            standing = evolve(standing, &event);
            entries.push((hours_before(hours), event));
        }
    }
    let took = answer_time(entries.iter().map(|(at, event)| (*at, event)), hours_before(0));
    assert_eq!(took, Some(AnswerTime::Took(SignedDuration::from_hours(5))));
    let still = answer_time(
        entries.iter().take(2).map(|(at, event)| (*at, event)),
        hours_before(0),
    );
    assert_eq!(still, Some(AnswerTime::Waiting(SignedDuration::from_hours(3))));
}
