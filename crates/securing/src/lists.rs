//! Lists that people and schedules work from, kept in the transaction that changes a request.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use tuntas_domain::identity::CaseId;
use tuntas_security::{Due, Event, SecurityRequest, Stage, due};
use tuntas_tables::{Expect, Item, Key, Table, Write};

use crate::{KeptError, Request};

/// A list of the police.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// Requests without an answer, the most urgent first.
    Waiting,
    /// Requests that are accepted and not reported yet.
    Accepted,
}

impl List {
    fn partition(self) -> &'static str {
        match self {
            Self::Waiting => "SECLIST#waiting",
            Self::Accepted => "SECLIST#accepted",
        }
    }

    fn of(stage: Stage) -> Option<Self> {
        match stage {
            Stage::Waiting | Stage::WithCourt | Stage::Questioned => Some(Self::Waiting),
            Stage::Accepted => Some(Self::Accepted),
            Stage::New | Stage::Declined | Stage::Cancelled | Stage::Reported => None,
        }
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuePage {
    /// By urgency, then by time.
    pub requests: Vec<CaseId>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// Something in an office's calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalendarRow {
    /// The request.
    pub request: CaseId,
}

/// Something that falls due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueRow {
    /// The request.
    pub request: CaseId,
    /// What.
    pub due: Due,
    /// When.
    pub at: Timestamp,
    key: Key,
}

/// The partition of a court's calendar, and that of the police.
fn calendar(office: &str) -> String {
    format!("CAL#{office}")
}

/// Name of the police's calendar. No court has this code.
const POLICE: &str = "police";

fn hour(at: Timestamp) -> String {
    let text = at.to_string();
    let hour = text.get(..13).unwrap_or_default();
    format!("DUE#{hour}")
}

fn queue_key(id: CaseId, request: &SecurityRequest) -> Option<Key> {
    let list = List::of(request.stage)?;
    let terms = request.terms.as_ref()?;
    let window = terms.window;
    let sk = format!(
        "{}#{}T{:02}:{:02}#{id}",
        terms.urgency.rank(),
        window.date(),
        window.from().hour(),
        window.from().minute()
    );
    Some(Key::new(list.partition(), sk))
}

fn calendar_keys(id: CaseId, request: &SecurityRequest) -> Vec<Key> {
    let (Some(terms), Some(court)) = (&request.terms, &request.court) else {
        return Vec::new();
    };
    let sk = format!("{}#{id}", terms.window.date());
    [court.as_str(), POLICE]
        .into_iter()
        .map(|office| Key::new(calendar(office), sk.clone()))
        .collect()
}

/// The writes between how a request stood and how it stands.
pub(crate) fn changed(table: &str, before: &Request, after: &Request) -> Vec<Write> {
    let (mut old, mut new) = (rows(&before.case, after.id), rows(&after.case, after.id));
    let last = after.entries.last();
    // Something that was told stays on the list of what is due until it has gone out: who sends it takes it off.
    let told =
        last.is_some_and(|entry| matches!(entry.event, Event::OfficesReminded { .. } | Event::AnswerOverdue));
    if !told {
        let known: Vec<Item> = dues(&before.case, after.id).map(|(_, item)| item).collect();
        // What fell due before it was known is not made up for. What was known stays until it has gone out: somebody who
        // looks at a request between the hour and the message about it takes nothing off the list.
        let now = last.map_or(Timestamp::MIN, |entry| entry.at);
        new.extend(
            dues(&after.case, after.id)
                .filter(|(at, item)| *at > now || known.contains(item))
                .map(|(_, item)| item),
        );
        old.extend(known);
    }
    let gone = old
        .iter()
        .filter(|item| !new.contains(item))
        .map(|item| Write::Delete {
            table: table.to_owned(),
            key: key_of(item),
            expect: Expect::Anything,
        });
    let come = new
        .iter()
        .filter(|item| !old.contains(item))
        .map(|item| Write::Put {
            table: table.to_owned(),
            item: item.clone(),
            expect: Expect::Anything,
        });
    gone.chain(come).collect()
}

fn key_of(item: &Item) -> Key {
    let part = |name| item.text_if_present(name).unwrap_or_default();
    Key::new(part("pk"), part("sk"))
}

fn row(key: Key, entity: &str, request: CaseId) -> Item {
    Item::new(key.pk, key.sk)
        .with("entity", entity)
        .with("request", request.to_string())
}

/// Rows of the queue and of both calendars.
fn rows(request: &SecurityRequest, id: CaseId) -> Vec<Item> {
    let queue = queue_key(id, request).map(|key| row(key, "security-queue", id));
    let calendars = calendar_keys(id, request)
        .into_iter()
        .map(|key| row(key, "security-calendar", id));
    queue.into_iter().chain(calendars).collect()
}

/// Rows of what falls due, with their moments.
fn dues(request: &SecurityRequest, id: CaseId) -> impl Iterator<Item = (Timestamp, Item)> {
    due(request).into_iter().map(move |(at, due)| {
        let key = Key::new(hour(at), format!("{at}#{}#{id}", due.as_str()));
        let item = row(key, "security-due", id)
            .with("due", due.as_str())
            .with("at", at.to_string());
        (at, item)
    })
}

/// Reads the lists.
#[derive(Clone, Debug)]
pub struct Lists {
    table: Table,
}

impl Lists {
    /// Opens the table `cases`.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    /// A page of the police's queue.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn queue(&self, list: List, cursor: Option<&str>, limit: u16) -> Result<QueuePage, KeptError> {
        let items = self.table.page(list.partition(), cursor, limit).await?;
        let next = match items.last() {
            Some(last) if items.len() >= usize::from(limit) => Some(last.text("sk")?.to_owned()),
            _ => None,
        };
        let requests = items.iter().map(|item| item.parsed("request"));
        Ok(QueuePage {
            requests: requests.collect::<Result<_, _>>()?,
            next,
        })
    }

    /// What stands in a court's calendar from a day on, at most `limit` rows.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn court_calendar(
        &self,
        court: &str,
        from: Date,
        limit: u16,
    ) -> Result<Vec<CalendarRow>, KeptError> {
        self.calendar(court, from, limit).await
    }

    /// What stands in the police's calendar from a day on, at most `limit` rows.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn police_calendar(&self, from: Date, limit: u16) -> Result<Vec<CalendarRow>, KeptError> {
        self.calendar(POLICE, from, limit).await
    }

    async fn calendar(&self, office: &str, from: Date, limit: u16) -> Result<Vec<CalendarRow>, KeptError> {
        let after = from.to_string();
        let items = self.table.page(&calendar(office), Some(&after), limit).await?;
        items
            .iter()
            .map(|item| {
                Ok(CalendarRow {
                    request: item.parsed("request")?,
                })
            })
            .collect()
    }

    /// Everything that fell due until now and has not been told, from the hour before the mark on.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn due(&self, now: Timestamp) -> Result<Vec<DueRow>, KeptError> {
        let mark = self.table.get(&mark()).await?;
        let since: Timestamp = match mark {
            Some(item) => item.parsed("at")?,
            None => now - LOOK_BACK,
        };
        // An entry is stamped a moment before it is stored: the hour before the mark is looked at again.
        let mut at = since - SignedDuration::from_hours(1);
        let mut rows = Vec::new();
        while hour(at) <= hour(now) {
            for item in self.table.all(&hour(at), "").await? {
                let due = Due::parse(item.text("due")?).ok_or(KeptError::UnknownForm)?;
                let row = DueRow {
                    request: item.parsed("request")?,
                    due,
                    at: item.parsed("at")?,
                    key: Key::new(item.text("pk")?, item.text("sk")?),
                };
                if row.at <= now {
                    rows.push(row);
                }
            }
            at += SignedDuration::from_hours(1);
        }
        rows.sort_by_key(|row| (row.at, row.request));
        Ok(rows)
    }

    /// The write that takes something off the list once it was told.
    pub fn told(&self, row: &DueRow) -> Write {
        Write::Delete {
            table: self.table.name().to_owned(),
            key: row.key.clone(),
            expect: Expect::Anything,
        }
    }

    /// The write that remembers that everything until then was told.
    pub fn told_until(&self, now: Timestamp) -> Write {
        let key = mark();
        Write::Put {
            table: self.table.name().to_owned(),
            item: Item::new(key.pk, key.sk)
                .with("entity", "security-due-mark")
                .with("at", now.to_string()),
            expect: Expect::Anything,
        }
    }

    /// Commits such writes.
    ///
    /// # Errors
    /// [`tuntas_tables::CommitError`].
    pub async fn commit(&self, writes: Vec<Write>) -> Result<(), tuntas_tables::CommitError> {
        tuntas_tables::commit(self.table.database(), writes).await
    }
}

/// How far back the very first look goes.
const LOOK_BACK: SignedDuration = SignedDuration::from_hours(24);

fn mark() -> Key {
    Key::new("DUE#mark", "MARK")
}
