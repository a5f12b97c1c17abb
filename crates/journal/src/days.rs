//! The index of days: what each step means to a report, kept in the transaction that appends. So a day can be summed up
//! without reading a single case, and nothing can be in one of the two and not in the other.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tuntas_domain::identity::CaseId;
use tuntas_figures::{Matter, Step, each_day};
use tuntas_tables::{Item, ItemError, Table, Write};

use crate::{Journal, JournalError, Story, Subject, page};

/// Lists that a day is spread over, so that no day is written to one place alone.
pub const SHARDS: u8 = 16;

/// Items read at once.
const PAGE: u16 = 500;

fn list(day: Date, shard: u8) -> String {
    format!("DAY#{day}#{shard:x}")
}

/// Lists are of days of UTC: they say where to look, and nothing of the city's day.
fn day(at: Timestamp) -> Date {
    at.to_zoned_datetime(TimeZone::UTC).date()
}

/// The last digit of an id is random; the first ones are its time.
fn shard(case: CaseId) -> u8 {
    let [.., last] = *case.0.as_bytes();
    last % SHARDS
}

/// What some entries of a story mean: those from number `known` on, up to number `until`. `None` if there are none.
fn step_of<S: Subject>(story: &Story<S>, known: usize, until: usize) -> Option<Step> {
    let entries = story.entries.get(..until)?;
    let first = entries.get(known)?;
    let history = entries.iter().map(|entry| (entry.at, &entry.event));
    Some(Step {
        matter: S::MATTER?,
        case: story.id,
        seq: first.seq,
        entries: u32::try_from(until - known).unwrap_or(u32::MAX),
        at: first.at,
        facts: S::facts(history, known),
    })
}

/// The step that the new entries are, with what it means; `None` if there are none, or no report counts them.
pub(crate) fn step<S: Subject>(before: &Story<S>, after: &Story<S>) -> Option<Step> {
    step_of(after, before.entries.len(), after.entries.len())
}

/// All steps of a story, oldest first, as the index of days has to have them. A step is what one command appended at one
/// moment.
pub fn steps_of<S: Subject>(story: &Story<S>) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut known = 0;
    for together in story
        .entries
        .chunk_by(|one, next| (&one.command, one.at) == (&next.command, next.at))
    {
        let until = known + together.len();
        steps.extend(step_of(story, known, until));
        known = until;
    }
    steps
}

/// Where the index keeps a step.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The day of UTC.
    pub day: Date,
    /// Which of its lists.
    pub shard: u8,
    /// Place in the list.
    pub key: String,
}

impl Place {
    /// Where a step has to stand.
    pub fn of(step: &Step) -> Self {
        Self {
            day: day(step.at),
            shard: shard(step.case),
            key: format!("{}#{}#{:010}", page::moment(step.at), step.case, step.seq),
        }
    }
}

/// An item of the index as it stands there.
#[derive(Debug)]
pub struct Told {
    /// Where it stands.
    pub place: Place,
    /// What it says; `None` if that cannot be read.
    pub step: Option<Step>,
}

/// The one write that tells of a step.
pub(crate) fn told(table: &str, step: &Step) -> Result<Write, serde_json::Error> {
    let place = Place::of(step);
    let item = Item::new(list(place.day, place.shard), place.key)
        .with("entity", "day-step")
        .with_some(
            "matter",
            (step.matter != Matter::Case).then_some(step.matter.as_str()),
        )
        .with("case", step.case.to_string())
        .with_number("seq", step.seq)
        .with_number("entries", step.entries)
        .with("at", step.at.to_string())
        .with("facts", serde_json::to_string(&step.facts)?);
    Ok(Write::create(table, item))
}

/// Steps of one shard between two moments, the first included and the second not, page by page.
#[derive(Debug)]
pub struct Steps<'a> {
    table: &'a Table,
    shard: u8,
    /// Days of UTC still to be read, last first.
    days: Vec<Date>,
    after: String,
    until: String,
}

impl<'a> Steps<'a> {
    pub(crate) fn new(table: &'a Table, shard: u8, from: Timestamp, until: Timestamp) -> Self {
        let mut days: Vec<Date> = each_day(day(from), day(until)).collect();
        days.reverse();
        Self {
            table,
            shard,
            days,
            after: page::moment(from),
            until: page::moment(until),
        }
    }

    /// The next steps, oldest first; `None` when there are no more. An empty page is not the last one.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn next(&mut self) -> Result<Option<Vec<Step>>, JournalError> {
        let Some(day) = self.days.last() else {
            return Ok(None);
        };
        let list = list(*day, self.shard);
        let items = self.table.page(&list, Some(&self.after), PAGE).await?;
        let mut steps = Vec::new();
        for item in &items {
            let sk = item.text("sk")?;
            if sk >= self.until.as_str() {
                self.days.clear();
                return Ok(Some(steps));
            }
            sk.clone_into(&mut self.after);
            steps.push(read(item)?);
        }
        if items.len() < usize::from(PAGE) {
            self.days.pop();
        }
        Ok(Some(steps))
    }
}

impl Journal {
    /// One list of the index of a day of UTC, as it stands there; what cannot be read is told in its place.
    ///
    /// # Errors
    /// [`JournalError`]; never one that is about what is stored of a single step.
    pub async fn told(&self, day: Date, shard: u8) -> Result<Vec<Told>, JournalError> {
        let items = self.table.all(&list(day, shard), "").await?;
        let told = items.iter().map(|item| {
            Ok(Told {
                place: Place {
                    day,
                    shard,
                    key: item.text("sk")?.to_owned(),
                },
                step: read(item).ok(),
            })
        });
        told.collect()
    }
}

/// The first steps were those of cases and did not say so.
fn matter(item: &Item) -> Result<Matter, ItemError> {
    if item.has("matter") {
        item.parsed("matter")
    } else {
        Ok(Matter::Case)
    }
}

fn read(item: &Item) -> Result<Step, JournalError> {
    let facts = serde_json::from_str(item.text("facts")?).map_err(|_| ItemError { attribute: "facts" })?;
    Ok(Step {
        matter: matter(item)?,
        case: item.parsed("case")?,
        seq: item.number("seq")?,
        entries: item.number("entries")?,
        at: item.parsed("at")?,
        facts,
    })
}
