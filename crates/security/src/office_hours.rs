//! Working hours of an office.

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::{SignedDuration, ToSpan as _};
use serde::{Deserialize, Serialize};

/// When an office works: Monday to Friday between two times, except on holidays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeHours {
    /// Opens then.
    pub from: Time,
    /// Closes then.
    pub to: Time,
}

impl OfficeHours {
    /// The moment at which so much working time has passed. A year ahead at most, so that a calendar without working days
    /// ends nowhere. Nobody works on a day that `is_holiday`.
    pub fn after(
        &self,
        start: DateTime,
        time: SignedDuration,
        is_holiday: impl Fn(Date) -> bool,
    ) -> DateTime {
        let mut left = time;
        let mut day = start.date();
        for _ in 0..366 {
            if !is_holiday(day)
                && let Some(opens) = self.opens(day, start)
            {
                let rest = self.to.duration_since(opens);
                if rest >= left && left.is_positive() {
                    let end = day.to_datetime(opens).checked_add(left);
                    return end.unwrap_or(day.to_datetime(self.to));
                }
                if rest.is_positive() {
                    left = left.saturating_sub(rest);
                }
            }
            let Ok(next) = day.checked_add(1.day()) else { break };
            day = next;
        }
        day.to_datetime(self.to)
    }

    /// How much working time passes between two moments; none if the second is not after the first. Nobody works on a day
    /// that `is_holiday`.
    pub fn between(
        &self,
        start: DateTime,
        end: DateTime,
        is_holiday: impl Fn(Date) -> bool,
    ) -> SignedDuration {
        let mut passed = SignedDuration::ZERO;
        let mut day = start.date();
        while day <= end.date() {
            if !is_holiday(day)
                && let Some(opens) = self.opens(day, start)
            {
                let closes = if day == end.date() {
                    self.to.min(end.time())
                } else {
                    self.to
                };
                if opens < closes {
                    passed = passed.saturating_add(closes.duration_since(opens));
                }
            }
            let Ok(next) = day.checked_add(1.day()) else { break };
            day = next;
        }
        passed
    }

    /// From when on the office works on a day; on the first day not before `start`.
    fn opens(&self, day: Date, start: DateTime) -> Option<Time> {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        if weekend {
            return None;
        }
        let opens = if day == start.date() {
            self.from.max(start.time())
        } else {
            self.from
        };
        (opens < self.to).then_some(opens)
    }
}
