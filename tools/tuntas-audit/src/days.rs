//! Whether the index of days says what the journal says.
//!
//! Reports are made of the index and never look at the journal, so whoever changes an item of the index changes reports.
//! Every item follows from entries, though, and can be made again from them. First both sides are only added up, list by
//! list, which needs no memory for the steps; what they say is laid side by side where the sums differ.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use aws_lc_rs::digest::{SHA256, digest};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use serde::Serialize;
use tuntas_domain::identity::CaseId;
use tuntas_figures::{Matter, Step, each_day};
use tuntas_journal::{Journal, Place, SHARDS, Tip};

use crate::{Failure, subjects};

/// Steps younger than this are left out: they may be written while this runs. A function runs for a quarter of an hour at
/// most.
pub const LEFT_OUT: SignedDuration = SignedDuration::from_mins(20);

/// Days around those of the journal that are looked at: reports look no further back for their first day.
const AROUND: i64 = 40;

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Steps of the journal.
    pub steps: u64,
    /// Items of the index.
    pub items: u64,
    /// What does not agree; empty if all is well.
    pub faults: Vec<Fault>,
}

/// Something that does not agree.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Entries that the index does not tell of.
    Missing {
        /// Whose entries.
        case: CaseId,
        /// The first of them.
        seq: u32,
        /// The day of UTC.
        day: Date,
    },
    /// The index says something else of entries than they mean.
    Altered {
        /// Whose entries.
        case: CaseId,
        /// The first of them.
        seq: u32,
        /// The day of UTC.
        day: Date,
    },
    /// The index tells of entries once more, elsewhere than it has to.
    Doubled {
        /// Whose entries.
        case: CaseId,
        /// The first of them.
        seq: u32,
        /// The day of UTC that the second item stands in.
        day: Date,
    },
    /// The index tells of entries that there are not.
    Unfounded {
        /// Whose entries they would be.
        case: CaseId,
        /// The first of them.
        seq: u32,
        /// The day of UTC.
        day: Date,
    },
    /// An item of the index cannot be read.
    Unreadable {
        /// The day of UTC.
        day: Date,
        /// Its place in the list.
        key: String,
    },
    /// The entries themselves cannot be read: `verify` says more.
    Journal {
        /// Whose entries.
        case: CaseId,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { case, seq, day } => {
                write!(f, "case {case}: the day {day} does not tell of entry {seq}")
            }
            Self::Altered { case, seq, day } => {
                write!(f, "case {case}: the day {day} says something else of entry {seq}")
            }
            Self::Doubled { case, seq, day } => {
                write!(f, "case {case}: the day {day} tells of entry {seq} once more")
            }
            Self::Unfounded { case, seq, day } => {
                write!(
                    f,
                    "case {case}: the day {day} tells of entry {seq}, which there is not"
                )
            }
            Self::Unreadable { day, key } => write!(f, "the day {day}: item {key} cannot be read"),
            Self::Journal { case } => {
                write!(f, "case {case}: its entries do not hold, see verify")
            }
        }
    }
}

/// Checks every day until some minutes before `now`. `progress` is told how many of how many cases are done.
///
/// # Errors
/// [`Failure`] where something could not be read at all; what does not agree is in the [`Report`].
pub async fn check(
    journal: &Journal,
    now: Timestamp,
    mut progress: impl FnMut(usize, usize),
) -> Result<Report, Failure> {
    let until = now - LEFT_OUT;
    let tips = subjects::tips(journal).await?;
    let mut report = Report::default();
    let mut expected: BTreeMap<List, Sum> = BTreeMap::new();
    for (tip, done) in tips.iter().zip(1..) {
        match subjects::steps(journal, tip).await? {
            Some(steps) => {
                for step in steps.iter().filter(|step| step.at < until) {
                    let place = Place::of(step);
                    expected
                        .entry(list(&place))
                        .or_default()
                        .add(&place, Some(step))?;
                    report.steps += 1;
                }
            }
            None => report.faults.push(Fault::Journal { case: tip.case }),
        }
        progress(done, tips.len());
    }
    let mut differing = BTreeSet::new();
    for list in lists(&expected, until) {
        let mut sum = Sum::default();
        for told in told(journal, list, until).await? {
            sum.add(&told.place, told.step.as_ref())?;
        }
        report.items += sum.count;
        if sum != expected.remove(&list).unwrap_or_default() {
            differing.insert(list);
        }
    }
    if !differing.is_empty() {
        let found = laid_side_by_side(journal, &tips, &differing, until).await?;
        report.faults.extend(found);
    }
    Ok(report)
}

/// A list of the index: its day of UTC and its shard.
type List = (Date, u8);

fn list(place: &Place) -> List {
    (place.day, place.shard)
}

/// The lists that can hold an item that a report would read.
fn lists(expected: &BTreeMap<List, Sum>, until: Timestamp) -> Vec<List> {
    let today = until.to_zoned_datetime(TimeZone::UTC).date();
    let first = expected.keys().next().map_or(today, |(day, _)| *day);
    let last = expected
        .keys()
        .next_back()
        .map_or(today, |(day, _)| today.max(*day));
    each_day(first.saturating_sub(AROUND.days()), last)
        .flat_map(|day| (0..SHARDS).map(move |shard| (day, shard)))
        .collect()
}

/// Some steps, added up in any order.
#[derive(Default, PartialEq, Eq)]
struct Sum {
    count: u64,
    digests: [u128; 2],
}

#[derive(Serialize)]
struct Said<'a> {
    key: &'a str,
    step: Option<&'a Step>,
}

impl Sum {
    fn add(&mut self, place: &Place, step: Option<&Step>) -> Result<(), Failure> {
        let said = Said {
            key: &place.key,
            step,
        };
        let digest = digest(&SHA256, &serde_json::to_vec(&said)?);
        self.count += 1;
        for (sum, half) in self.digests.iter_mut().zip(digest.as_ref().chunks_exact(16)) {
            let half = half.try_into().map_or(0, u128::from_be_bytes);
            *sum = sum.wrapping_add(half);
        }
        Ok(())
    }
}

/// What a list tells of the time that is looked at; what cannot be read is of any time.
async fn told(
    journal: &Journal,
    (day, shard): List,
    until: Timestamp,
) -> Result<Vec<tuntas_journal::Told>, Failure> {
    let mut told = journal.told(day, shard).await?;
    told.retain(|told| told.step.as_ref().is_none_or(|step| step.at < until));
    Ok(told)
}

/// What names a step wherever it is told of.
type Name = (Matter, CaseId, u32);

fn name(step: &Step) -> Name {
    (step.matter, step.case, step.seq)
}

async fn laid_side_by_side(
    journal: &Journal,
    tips: &[Tip],
    differing: &BTreeSet<List>,
    until: Timestamp,
) -> Result<BTreeSet<Fault>, Failure> {
    let mut items: BTreeMap<Place, Step> = BTreeMap::new();
    let mut faults = BTreeSet::new();
    for list in differing {
        for told in told(journal, *list, until).await? {
            match told.step {
                Some(step) => {
                    items.insert(told.place, step);
                }
                None => {
                    faults.insert(Fault::Unreadable {
                        day: told.place.day,
                        key: told.place.key,
                    });
                }
            }
        }
    }
    let mut known: BTreeSet<Name> = BTreeSet::new();
    let named: BTreeSet<Name> = items.values().map(name).collect();
    for tip in tips {
        for step in subjects::steps(journal, tip).await?.unwrap_or_default() {
            if named.contains(&name(&step)) {
                known.insert(name(&step));
            }
            let place = Place::of(&step);
            if step.at >= until || !differing.contains(&list(&place)) {
                continue;
            }
            let (case, seq, day) = (step.case, step.seq, place.day);
            match items.remove(&place) {
                Some(item) if item == step => {}
                Some(_) => {
                    faults.insert(Fault::Altered { case, seq, day });
                }
                None => {
                    faults.insert(Fault::Missing { case, seq, day });
                }
            }
        }
    }
    for (place, step) in items {
        let (case, seq, day) = (step.case, step.seq, place.day);
        faults.insert(if known.contains(&name(&step)) {
            Fault::Doubled { case, seq, day }
        } else {
            Fault::Unfounded { case, seq, day }
        });
    }
    Ok(faults)
}
