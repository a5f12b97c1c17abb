//! Progress on the terminal. It tells figures, never what is in the rows.

use std::io::{IsTerminal as _, Write as _, stderr};

use jiff::{Timestamp, Unit};
use tuntas_platform::clock;

use crate::import::Figures;

/// Shown again after this many milliseconds.
const EVERY: i64 = 500;

/// A line on the terminal that is written over and over; silent where there is none.
#[derive(Debug)]
pub struct Meter {
    began: Timestamp,
    told: Option<Timestamp>,
    /// Where reading began: what an earlier run did says nothing of how fast this one is.
    from: Option<(u64, u64)>,
}

impl Meter {
    /// Begins now.
    pub fn start() -> Self {
        Self {
            began: clock::now(),
            told: None,
            from: None,
        }
    }

    /// Tells how far it is, not too often.
    pub fn tell(&mut self, place: Option<u64>, size: u64, figures: &Figures) {
        let place = place.unwrap_or_default();
        let (from, rows_before) = *self.from.get_or_insert((place, figures.rows));
        if !stderr().is_terminal() {
            return;
        }
        let now = clock::now();
        let since = |then: Timestamp| now.as_millisecond() - then.as_millisecond();
        if self.told.is_some_and(|told| since(told) < EVERY) {
            return;
        }
        self.told = Some(now);
        let line = line(
            since(self.began),
            figures.rows - rows_before,
            (from, place, size),
            figures,
        );
        // A line that cannot be shown must not stop the work.
        let _ = write!(stderr(), "\r\x1b[2K{line}");
    }

    /// Clears the line.
    pub fn end(&self) {
        if self.told.is_some() {
            let _ = write!(stderr(), "\r\x1b[2K");
        }
    }

    /// Seconds since the beginning.
    pub fn seconds(&self) -> f64 {
        clock::now()
            .since(self.began)
            .and_then(|span| span.total(Unit::Second))
            .unwrap_or_default()
    }
}

fn line(milliseconds: i64, rows: u64, (from, place, size): (u64, u64, u64), figures: &Figures) -> String {
    let seconds = u64::try_from(milliseconds / 1_000).unwrap_or_default().max(1);
    let percent = place.saturating_mul(100).checked_div(size).unwrap_or(100);
    let left = size
        .saturating_sub(place)
        .saturating_mul(seconds)
        .checked_div(place.saturating_sub(from))
        .map_or_else(String::new, |left| {
            format!(", {}:{:02} left", left / 60, left % 60)
        });
    format!(
        "{percent} %, {} rows/s{left}; {} households, {} rejected",
        rows / seconds,
        figures.households(),
        figures.rejected
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_how_fast_and_how_long() {
        let figures = Figures {
            new: 1_000,
            rejected: 2,
            ..Figures::default()
        };
        assert_eq!(
            line(10_000, 3_000, (0, 250, 1_000), &figures),
            "25 %, 300 rows/s, 0:30 left; 1002 households, 2 rejected"
        );
        // What an earlier run read is not counted as this run's speed.
        assert_eq!(
            line(10_000, 3_000, (500, 600, 1_000), &figures),
            "60 %, 300 rows/s, 0:40 left; 1002 households, 2 rejected"
        );
        assert_eq!(
            line(0, 0, (0, 0, 1_000), &figures),
            "0 %, 0 rows/s; 1002 households, 2 rejected"
        );
    }
}
