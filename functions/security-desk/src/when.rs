//! Days and deadlines in the city's time.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use tuntas_contract::security::Asking;
use tuntas_domain::identity::KelurahanCode;

use crate::SecurityDesk;

impl SecurityDesk {
    /// The day of an instant.
    pub(crate) fn day(&self, at: Timestamp) -> Date {
        at.to_zoned_datetime(self.city.time_zone()).date()
    }

    /// Until when something that arrives now is to be answered: so many working hours later.
    pub(crate) fn answer_by(&self, at: Timestamp) -> Timestamp {
        let security = &self.city.security;
        let zone = self.city.time_zone();
        let hours = SignedDuration::from_hours(i64::from(security.answer_within_hours));
        let now = at.to_zoned_datetime(zone.clone());
        let until = security
            .office_hours
            .after(now.datetime(), hours, |day| self.city.is_holiday(day));
        // A local time that the clocks skip is none of an Indonesian city.
        zone.to_timestamp(until).unwrap_or(at)
    }

    /// What has to be known of the city to read a request that arrives now.
    pub(crate) fn reading(&self, at: Timestamp) -> Reading<'_> {
        Reading {
            desk: self,
            today: self.day(at),
        }
    }
}

/// The city on a day.
pub(crate) struct Reading<'a> {
    desk: &'a SecurityDesk,
    today: Date,
}

impl Asking for Reading<'_> {
    fn is_kelurahan(&self, code: &KelurahanCode) -> bool {
        self.desk.city.kelurahan(code.as_str()).is_some()
    }

    fn zone(&self) -> jiff::tz::TimeZone {
        self.desk.city.time_zone()
    }

    fn today(&self) -> Date {
        self.today
    }
}
