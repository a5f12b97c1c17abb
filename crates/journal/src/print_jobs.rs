//! The print desk's list: one item per open job, kept in the transaction that opens or closes it.

use tuntas_domain::case::{Event, JobId};
use tuntas_domain::decree::Role;
use tuntas_tables::{Expect, Item, ItemError, Key, Table, Write};

use crate::{JournalError, Story, page};

const OPEN: &str = "PRINT#open";

/// An open job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenJob {
    /// Which.
    pub id: JobId,
    /// Whether its documents are at the printer, or have been.
    pub taken: bool,
}

/// A page of open jobs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobPage {
    /// Oldest first.
    pub jobs: Vec<OpenJob>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// The row of a party's job while there are documents that have not reached their addressee. It is as old as the
/// documents are.
fn open(story: &Story, role: Role) -> Option<(Key, OpenJob)> {
    let track = &story.case.tracks[role];
    if track.documents.is_empty() || track.is_finished() {
        return None;
    }
    let rendered = story
        .entries
        .iter()
        .rev()
        .find(|entry| matches!(&entry.event, Event::DocumentsRendered { role: of, .. } if *of == role))?;
    let id = JobId { case: story.id, role };
    let taken = track.printing || track.printed;
    let key = Key::new(OPEN, format!("{}#{id}", page::moment(rendered.at)));
    Some((key, OpenJob { id, taken }))
}

/// The writes between how a case stood and how it stands.
pub(crate) fn changed(table: &str, before: &Story, after: &Story) -> Vec<Write> {
    let mut writes = Vec::new();
    for role in Role::BOTH {
        let (old, new) = (open(before, role), open(after, role));
        if old == new {
            continue;
        }
        let moved = old.filter(|(old, _)| new.as_ref().is_none_or(|(new, _)| new != old));
        writes.extend(moved.map(|(key, _)| Write::Delete {
            table: table.to_owned(),
            key,
            expect: Expect::Anything,
        }));
        writes.extend(new.map(|(key, job)| {
            Write::Put {
                table: table.to_owned(),
                item: Item::new(key.pk, key.sk)
                    .with("entity", "print-job")
                    .with("job", job.id.to_string())
                    .with_some("taken", job.taken.then_some("yes")),
                expect: Expect::Anything,
            }
        }));
    }
    writes
}

pub(crate) async fn page(table: &Table, cursor: Option<&str>, limit: u16) -> Result<JobPage, JournalError> {
    let (items, next) = page::read(table, OPEN, cursor, limit).await?;
    let jobs = items.iter().map(row).collect::<Result<_, _>>()?;
    Ok(JobPage { jobs, next })
}

/// Jobs of other cases before this one that nobody has taken.
pub(crate) async fn free_before(table: &Table, id: JobId, most: usize) -> Result<Vec<OpenJob>, JournalError> {
    let free = |job: &OpenJob| !job.taken && job.id.case != id.case;
    page::before(table, OPEN, most, row, |job| job.id == id, free).await
}

fn row(item: &Item) -> Result<OpenJob, ItemError> {
    Ok(OpenJob {
        id: item.parsed("job")?,
        taken: item.has("taken"),
    })
}
