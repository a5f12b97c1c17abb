//! The print desk's list: one item per open job, kept in the transaction that opens or closes it.

use tuntas_domain::case::{Event, JobId};
use tuntas_domain::decree::Role;
use tuntas_tables::{Expect, Item, Key, Table, Write};

use crate::{JournalError, Story, page};

const OPEN: &str = "PRINT#open";

/// A page of open jobs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobPage {
    /// Oldest first.
    pub jobs: Vec<JobId>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// The item of a party's job while there are documents that have not reached their addressee. It is as old as the
/// documents are.
fn open(story: &Story, role: Role) -> Option<Key> {
    let track = &story.case.tracks[role];
    if track.documents.is_empty() || track.is_finished() {
        return None;
    }
    let rendered = story
        .entries
        .iter()
        .rev()
        .find(|entry| matches!(&entry.event, Event::DocumentsRendered { role: of, .. } if *of == role))?;
    let job = JobId { case: story.id, role };
    Some(Key::new(OPEN, format!("{}#{job}", page::moment(rendered.at))))
}

/// The writes between how a case stood and how it stands.
pub(crate) fn changed(table: &str, before: &Story, after: &Story) -> Vec<Write> {
    let mut writes = Vec::new();
    for role in Role::BOTH {
        let (old, new) = (open(before, role), open(after, role));
        if old == new {
            continue;
        }
        writes.extend(old.map(|key| Write::Delete {
            table: table.to_owned(),
            key,
            expect: Expect::Anything,
        }));
        writes.extend(new.map(|key| {
            let job = JobId { case: after.id, role };
            Write::Put {
                table: table.to_owned(),
                item: Item::new(key.pk, key.sk)
                    .with("entity", "print-job")
                    .with("job", job.to_string()),
                expect: Expect::Anything,
            }
        }));
    }
    writes
}

pub(crate) async fn page(table: &Table, cursor: Option<&str>, limit: u16) -> Result<JobPage, JournalError> {
    let (items, next) = page::read(table, OPEN, cursor, limit).await?;
    let jobs = items
        .iter()
        .map(|item| item.parsed("job"))
        .collect::<Result<Vec<JobId>, _>>()?;
    Ok(JobPage { jobs, next })
}
