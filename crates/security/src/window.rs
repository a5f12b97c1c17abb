//! A span of time on one day.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Shortest span that can be asked for.
pub const SHORTEST: SignedDuration = SignedDuration::from_mins(15);
/// Longest span that can be asked for.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(12);

/// From one minute to another of the same day, in the city's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Window {
    date: Date,
    from: Time,
    to: Time,
    starts: Timestamp,
}

/// Why a span is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidWindow {
    /// Seconds are given.
    #[error("times are whole minutes")]
    Seconds,
    /// It ends before it begins, or passes midnight.
    #[error("it ends after it begins, on the same day")]
    Order,
    /// Shorter than a quarter of an hour or longer than twelve hours.
    #[error("it lasts from 15 minutes to 12 hours")]
    Length,
    /// The city's clocks do not show that time.
    #[error("the city's clocks do not show that time")]
    NoSuchTime,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    date: Date,
    from: Time,
    to: Time,
    starts: Timestamp,
}

impl Window {
    /// A span of that day.
    ///
    /// # Errors
    /// [`InvalidWindow`].
    pub fn new(date: Date, from: Time, to: Time, zone: &TimeZone) -> Result<Self, InvalidWindow> {
        let starts = zone
            .to_timestamp(date.to_datetime(from))
            .map_err(|_| InvalidWindow::NoSuchTime)?;
        Self::checked(date, from, to, starts)
    }

    fn checked(date: Date, from: Time, to: Time, starts: Timestamp) -> Result<Self, InvalidWindow> {
        let whole = |time: Time| time.second() == 0 && time.subsec_nanosecond() == 0;
        if !whole(from) || !whole(to) {
            return Err(InvalidWindow::Seconds);
        }
        if to <= from {
            return Err(InvalidWindow::Order);
        }
        if !(SHORTEST..=LONGEST).contains(&to.duration_since(from)) {
            return Err(InvalidWindow::Length);
        }
        Ok(Self {
            date,
            from,
            to,
            starts,
        })
    }

    /// The day.
    pub fn date(&self) -> Date {
        self.date
    }

    /// When it begins, in the city's time.
    pub fn from(&self) -> Time {
        self.from
    }

    /// When it ends, in the city's time.
    pub fn to(&self) -> Time {
        self.to
    }

    /// The instant at which it begins, so that nobody needs the city's time zone later.
    pub fn starts(&self) -> Timestamp {
        self.starts
    }

    /// Whether two spans share a minute. One that begins when the other ends does not.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.date == other.date && self.from < other.to && other.from < self.to
    }
}

impl TryFrom<Stored> for Window {
    type Error = InvalidWindow;
    fn try_from(stored: Stored) -> Result<Self, InvalidWindow> {
        Self::checked(stored.date, stored.from, stored.to, stored.starts)
    }
}

impl From<Window> for Stored {
    fn from(window: Window) -> Self {
        let Window {
            date,
            from,
            to,
            starts,
        } = window;
        Self {
            date,
            from,
            to,
            starts,
        }
    }
}
