//! Working days: Monday to Friday, without national holidays and collective leave.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tuntas_domain::case::{Away, counted};
use tuntas_domain::working_days::WorkingDays;
use tuntas_security::OfficeHours;

/// The promise: the register is changed within this much time of working days.
const PROMISED: SignedDuration = SignedDuration::from_hours(24);

/// A city's time zone, the days on which nobody works, and the hours in which its offices do.
#[derive(Debug, Clone)]
pub struct Calendar {
    zone: TimeZone,
    working: WorkingDays,
    years: BTreeSet<i16>,
    hours: OfficeHours,
}

/// How the promise was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Whether it was.
    pub kept: bool,
    /// Years that the time touched and whose holidays are not known: only weekends were left out there.
    pub unknown: BTreeSet<i16>,
}

impl Calendar {
    /// The calendar of a city. `years`: those of which all holidays are given; `hours`: those in which answers are counted.
    pub fn new(
        zone: TimeZone,
        holidays: impl IntoIterator<Item = Date>,
        years: impl IntoIterator<Item = i16>,
        hours: OfficeHours,
    ) -> Self {
        Self {
            zone,
            working: WorkingDays::without(holidays),
            years: years.into_iter().collect(),
            hours,
        }
    }

    /// The day of a moment.
    pub fn day(&self, at: Timestamp) -> Date {
        at.to_zoned_datetime(self.zone.clone()).date()
    }

    /// When a day begins. `None` at the end of all time.
    pub fn start(&self, day: Date) -> Option<Timestamp> {
        let start = day.to_zoned_datetime(self.zone.clone()).ok()?;
        Some(start.timestamp())
    }

    /// Whether people work that day.
    pub fn is_working(&self, day: Date) -> bool {
        self.working.is_working(day)
    }

    /// How many working days pass between two moments: the day of the first does not count, that of the second does.
    pub fn working_days(&self, from: Timestamp, to: Timestamp) -> u64 {
        self.working.between(self.day(from), self.day(to)).into()
    }

    /// How much working time of offices passes between two moments.
    pub fn working_time(&self, from: Timestamp, to: Timestamp) -> SignedDuration {
        let civil = |at: Timestamp| at.to_zoned_datetime(self.zone.clone()).datetime();
        self.hours
            .between(civil(from), civil(to), |day| !self.is_working(day))
    }

    /// Years that a time touches and whose holidays are not known.
    pub fn unknown_years(&self, from: Timestamp, to: Timestamp) -> impl Iterator<Item = i16> {
        (self.day(from).year()..=self.day(to).year()).filter(|year| !self.years.contains(year))
    }

    /// Whether something that could be done at `from` and was done at `to` kept the promise: no more than 24 hours of
    /// working days lie between, without the time spent with the court.
    pub fn judge(&self, from: Timestamp, to: Timestamp, away: &[Away]) -> Judged {
        let away = closed(away, to);
        let mut left = PROMISED;
        let mut unknown = BTreeSet::new();
        let mut day = self.day(from);
        let mut start = from;
        while start < to {
            if !self.years.contains(&day.year()) {
                unknown.insert(day.year());
            }
            let Some(next) = day
                .tomorrow()
                .ok()
                .and_then(|next| Some((next, self.start(next)?)))
            else {
                break;
            };
            let end = next.1.min(to);
            if self.is_working(day) {
                left = left.saturating_sub(counted(start, end, &away));
                if left.is_negative() {
                    // What comes after cannot mend it.
                    return Judged { kept: false, unknown };
                }
            }
            (day, start) = (next.0, next.1.max(start));
        }
        Judged { kept: true, unknown }
    }
}

/// Who is still away at the end was away until then, not until the end of the day looked at.
fn closed(away: &[Away], end: Timestamp) -> Vec<Away> {
    away.iter()
        .map(|(out, back)| (*out, Some(back.unwrap_or(end))))
        .collect()
}
