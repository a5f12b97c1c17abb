//! Exact distributions of times, to the minute or to the day.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// How many took how many whole minutes, or whatever else is measured: each says it. As text: `minutes`, or `minutes*how many`, with blanks between, shortest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Histogram(BTreeMap<u64, u64>);

/// The text is no distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a distribution is `minutes` or `minutes*count`, with blanks between")]
pub struct MalformedHistogram;

impl Histogram {
    /// Counts one that took so long. Less than nothing counts as nothing.
    pub fn add(&mut self, took: SignedDuration) {
        self.put(u64::try_from(took.as_mins()).unwrap_or(0));
    }

    /// Counts one that took so many minutes, or days where days are measured.
    pub fn put(&mut self, took: u64) {
        *self.0.entry(took).or_default() += 1;
    }

    /// Adds another.
    pub fn merge(&mut self, other: &Self) {
        for (minutes, count) in &other.0 {
            *self.0.entry(*minutes).or_default() += count;
        }
    }

    /// How many.
    pub fn count(&self) -> u64 {
        self.0.values().sum()
    }

    /// The minutes, or days, that so many of 100 took at most (nearest rank); `None` if there are none.
    pub fn percentile(&self, of_100: u64) -> Option<u64> {
        let rank = (self.count() * of_100).div_ceil(100).max(1);
        let mut seen = 0;
        self.0.iter().find_map(|(minutes, count)| {
            seen += count;
            (seen >= rank).then_some(*minutes)
        })
    }
}

impl From<Histogram> for String {
    fn from(histogram: Histogram) -> Self {
        histogram
            .0
            .iter()
            .fold(Self::new(), |mut text, (minutes, count)| {
                let gap = if text.is_empty() { "" } else { " " };
                // Writing into a String cannot fail.
                let _ = match count {
                    1 => write!(text, "{gap}{minutes}"),
                    count => write!(text, "{gap}{minutes}*{count}"),
                };
                text
            })
    }
}

impl TryFrom<String> for Histogram {
    type Error = MalformedHistogram;

    fn try_from(text: String) -> Result<Self, MalformedHistogram> {
        let mut histogram = Self::default();
        for word in text.split_ascii_whitespace() {
            let (minutes, count) = word.split_once('*').unwrap_or((word, "1"));
            let number = |digits: &str| digits.parse::<u64>().map_err(|_| MalformedHistogram);
            *histogram.0.entry(number(minutes)?).or_default() += number(count)?;
        }
        Ok(histogram)
    }
}
