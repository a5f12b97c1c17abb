//! The index of days: what each step means to a report, kept in the transaction that appends. So a day can be summed up
//! without reading a single case, and nothing can be in one of the two and not in the other.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tuntas_domain::identity::CaseId;
use tuntas_figures::{Step, each_day, facts};
use tuntas_tables::{Item, ItemError, Table, Write};

use crate::{JournalError, Story, page};

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

/// The step that the new entries are, with what it means; `None` if there are none.
pub(crate) fn step(before: &Story, after: &Story) -> Option<Step> {
    let first = after.entries.get(before.entries.len())?;
    let history = after.entries.iter().map(|entry| (entry.at, &entry.event));
    Some(Step {
        case: after.id,
        seq: first.seq,
        entries: after.version().saturating_sub(before.version()),
        at: first.at,
        facts: facts(history, before.entries.len()),
    })
}

/// The one write that tells of a step.
pub(crate) fn told(table: &str, step: &Step) -> Result<Write, serde_json::Error> {
    let item = Item::new(
        list(day(step.at), shard(step.case)),
        format!("{}#{}#{:010}", page::moment(step.at), step.case, step.seq),
    )
    .with("entity", "day-step")
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

fn read(item: &Item) -> Result<Step, JournalError> {
    let facts = serde_json::from_str(item.text("facts")?).map_err(|_| ItemError { attribute: "facts" })?;
    Ok(Step {
        case: item.parsed("case")?,
        seq: item.number("seq")?,
        entries: item.number("entries")?,
        at: item.parsed("at")?,
        facts,
    })
}
