//! A closed day: what happened in it, and how things stood at its end.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_domain::identity::{AidKind, AidOfficeCode};

use crate::{Flow, Setting};

/// How things stand at the end of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Level {
    /// Unended cases.
    pub unended: i64,
    /// Held cases by reason and by the day since when.
    pub held: BTreeMap<String, BTreeMap<Date, i64>>,
    /// Numbers that can be given, by kecamatan, as they were counted when the day was closed.
    pub free: BTreeMap<String, u64>,
    /// Referrals that go on, by office and kind of aid.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub aid: BTreeMap<AidOfficeCode, BTreeMap<AidKind, i64>>,
}

impl Level {
    /// How things stand after these things have happened. Free numbers are counted, not reckoned.
    pub fn moved(&mut self, flow: &Flow) {
        self.shift(flow, 1);
    }

    /// How things stood before these things happened.
    pub fn unmoved(&mut self, flow: &Flow) {
        self.shift(flow, -1);
    }

    fn shift(&mut self, flow: &Flow, sign: i64) {
        let moved = signed(flow.begun()) - signed(flow.ended());
        self.unended = self.unended.saturating_add(sign * moved);
        for (reason, holds) in &flow.holds {
            let held = self.held.entry(reason.clone()).or_default();
            for (day, by) in &holds.since {
                *held.entry(*day).or_default() += sign * by;
            }
            held.retain(|_, count| *count != 0);
        }
        self.held.retain(|_, days| !days.is_empty());
        for (office, of) in &flow.aid.offices {
            let kinds = self.aid.entry(office.clone()).or_default();
            for (kind, referrals) in &of.referrals {
                *kinds.entry(*kind).or_default() += sign * referrals.begun();
            }
            kinds.retain(|_, count| *count != 0);
        }
        self.aid.retain(|_, kinds| !kinds.is_empty());
    }

    /// Held with one reason.
    pub fn held(&self, reason: &str) -> i64 {
        self.held.get(reason).map_or(0, |days| days.values().sum())
    }
}

pub(crate) fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A closed day, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DaySum {
    /// `tuntas/day-sum/1`.
    pub format: String,
    /// The day, in the city's time zone.
    pub day: Date,
    /// What happened in it.
    pub flow: Flow,
    /// How things stood at its end, late entries of the days before included.
    pub level: Level,
    /// The city's settings when it was closed; a report goes by those of its last day.
    pub setting: Setting,
}

impl DaySum {
    /// The format this version writes.
    pub const FORMAT: &str = "tuntas/day-sum/1";
}

/// What closing a day found of the days before it: entries that had come late.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Corrections {
    /// `tuntas/corrections/1`.
    pub format: String,
    /// The day that was closed.
    pub closed: Date,
    /// Earlier days as they are now, where they are not as they were.
    pub days: BTreeMap<Date, Flow>,
}

impl Corrections {
    /// The format this version writes.
    pub const FORMAT: &str = "tuntas/corrections/1";
}

/// The days of a period, both included, first to last.
pub fn each_day(from: Date, to: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(move |day| *day <= to)
}

/// How many days before it are looked at again when a day is closed. Whoever writes an entry does so within minutes of its
/// time: a function runs for a quarter of an hour at most.
const LOOKED_AT_AGAIN: usize = 3;

/// The days that closing a day looks at again, last first.
pub fn looked_at_again(closed: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(closed.yesterday().ok(), |day| day.yesterday().ok()).take(LOOKED_AT_AGAIN)
}

/// The days whose closing looks at a day again, first to last.
pub fn looked_at_again_from(day: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(day.tomorrow().ok(), |day| day.tomorrow().ok()).take(LOOKED_AT_AGAIN)
}
