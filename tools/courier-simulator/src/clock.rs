//! The one place where the simulator reads the wall clock.

use jiff::{Timestamp, tz::Offset};

/// Jakarta time, as the provider writes it.
const WIB: Offset = Offset::constant(7);

/// Now.
#[expect(
    clippy::disallowed_methods,
    reason = "the simulator stands for the outside world and has its own clock"
)]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// `2026-03-02T10:15:00+07:00`
pub(crate) fn with_seconds(at: Timestamp) -> String {
    WIB.to_datetime(at)
        .strftime("%Y-%m-%dT%H:%M:%S+07:00")
        .to_string()
}

/// `2026-03-02T10:15+07:00`: `delivery.datetime` comes without seconds.
pub(crate) fn without_seconds(at: Timestamp) -> String {
    WIB.to_datetime(at).strftime("%Y-%m-%dT%H:%M+07:00").to_string()
}
