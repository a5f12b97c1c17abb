//! The one place that reads the clock. Everything else gets the time as an argument.

use jiff::{SignedDuration, Timestamp};
use std::time::Duration;

use crate::settings;

/// The present instant, in UTC.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that may read the clock"
)]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// The present instant, or, in a development build told so by `TUNTAS_HOURS_AHEAD`, that many hours later: a demo shows what
/// comes of a day that has not ended. A release build knows no such setting.
pub fn now_or_ahead() -> Timestamp {
    let told = settings::in_development("HOURS_AHEAD");
    let hours = told.and_then(|hours| hours.parse().ok()).unwrap_or(0);
    let ahead = SignedDuration::from_hours(hours);
    now().checked_add(ahead).unwrap_or_else(|_| now())
}

/// The time from `now` until `deadline`, given in milliseconds since 1970 as Lambda gives it. `None` when the
/// deadline is unset or already past, which cannot be a real one.
pub(crate) fn until(deadline: u64, now: Timestamp) -> Option<Duration> {
    let now = u64::try_from(now.as_millisecond()).ok()?;
    deadline
        .checked_sub(now)
        .filter(|&left| left > 0)
        .map(Duration::from_millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unset_or_past_deadline_is_none() {
        let now = Timestamp::from_millisecond(1_000_000).unwrap();
        assert_eq!(until(0, now), None);
        assert_eq!(until(999_999, now), None);
        assert_eq!(until(1_000_000, now), None);
        assert_eq!(until(1_003_000, now), Some(Duration::from_secs(3)));
    }
}
