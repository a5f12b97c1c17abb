//! Working days: Monday to Friday, without a city's holidays.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::{Date, Weekday};

/// The days on which a city's offices work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkingDays {
    holidays: Arc<BTreeSet<Date>>,
}

impl WorkingDays {
    /// Monday to Friday, without these days: national holidays and days of collective leave.
    pub fn without(holidays: impl IntoIterator<Item = Date>) -> Self {
        Self {
            holidays: Arc::new(holidays.into_iter().collect()),
        }
    }

    /// Whether people work that day.
    pub fn is_working(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !self.holidays.contains(&day)
    }

    /// The working day that is so many working days later. Nought is the day itself, whatever day it is; at the end of all
    /// time it stops.
    pub fn after(&self, day: Date, count: u16) -> Date {
        let mut left = count;
        let mut last = day;
        for next in day.series(jiff::Span::new().days(1)).skip(1) {
            if left == 0 {
                break;
            }
            if self.is_working(next) {
                left = left.saturating_sub(1);
            }
            last = next;
        }
        last
    }

    /// How many working days come after one day, up to and with another one.
    pub fn between(&self, from: Date, until: Date) -> u16 {
        let later = from.series(jiff::Span::new().days(1)).skip(1);
        let working = later
            .take_while(|day| *day <= until)
            .filter(|day| self.is_working(*day));
        u16::try_from(working.count()).unwrap_or(u16::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    /// Christmas of 2026 is a Friday, and the day before is collective leave.
    fn pasuruan() -> WorkingDays {
        WorkingDays::without([date(2026, 12, 24), date(2026, 12, 25)])
    }

    #[test]
    fn weekends_and_holidays_do_not_count() {
        let days = pasuruan();
        assert!(days.is_working(date(2026, 12, 23)));
        assert!(!days.is_working(date(2026, 12, 24)));
        assert!(!days.is_working(date(2026, 12, 26)));
        assert_eq!(days.after(date(2026, 12, 22), 1), date(2026, 12, 23));
        assert_eq!(days.after(date(2026, 12, 23), 1), date(2026, 12, 28));
        assert_eq!(days.after(date(2026, 12, 26), 3), date(2026, 12, 30));
        assert_eq!(days.after(date(2026, 12, 26), 0), date(2026, 12, 26));
        assert_eq!(days.between(date(2026, 12, 22), date(2026, 12, 28)), 2);
        assert_eq!(days.between(date(2026, 12, 28), date(2026, 12, 22)), 0);
    }

    #[test]
    fn the_end_of_time_is_reached_and_not_passed() {
        assert_eq!(pasuruan().after(Date::MAX, 5), Date::MAX);
    }

    proptest! {
        #[test]
        fn as_many_lie_between_as_were_counted(from in 0..800_i64, count in 0..120_u16) {
            let from = date(2026, 1, 1).saturating_add(jiff::Span::new().days(from));
            let days = pasuruan();
            let until = days.after(from, count);
            prop_assert_eq!(days.between(from, until), count);
            prop_assert!(count == 0 || days.is_working(until));
        }
    }
}
