//! The print desk's list: one item per open job, kept in the transaction that opens or closes it.

use tuntas_domain::case::{Case, Event, JobId};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::CaseId;
use tuntas_tables::{Expect, Item, Key, Table, Write};

use crate::{Entry, JournalError};

const OPEN: &str = "PRINT#open";

/// A page of open jobs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobPage {
    /// Oldest first.
    pub jobs: Vec<JobId>,
    /// Where the next page begins.
    pub next: Option<String>,
}

fn key(history: &[Entry], job: JobId) -> Option<Key> {
    let rendered = history
        .iter()
        .rev()
        .find(|entry| matches!(&entry.event, Event::DocumentsRendered { role, .. } if *role == job.role))?;
    Some(Key::new(
        OPEN,
        format!("{:020}#{job}", rendered.at.as_millisecond()),
    ))
}

pub(crate) fn changed_by(
    table: &str,
    case: CaseId,
    before: &Case,
    after: &Case,
    history: &[Entry],
    entry: &Entry,
) -> Vec<Write> {
    let mut writes = Vec::new();
    for role in Role::BOTH {
        let job = JobId { case, role };
        let rendered = matches!(&entry.event, Event::DocumentsRendered { role: of, .. } if *of == role);
        let finished = after.tracks[role].is_finished() && !before.tracks[role].is_finished();
        if rendered {
            let earlier = history.split_last().and_then(|(_, earlier)| key(earlier, job));
            writes.extend(
                earlier
                    .filter(|old| key(history, job).as_ref() != Some(old))
                    .map(|old| close(table, old)),
            );
        }
        if let Some(key) = key(history, job) {
            if rendered && !after.tracks[role].is_finished() {
                let item = Item::new(key.pk, key.sk)
                    .with("entity", "print-job")
                    .with("job", job.to_string());
                writes.push(Write::Put {
                    table: table.to_owned(),
                    item,
                    expect: Expect::Anything,
                });
            } else if finished {
                writes.push(close(table, key));
            }
        }
    }
    writes
}

fn close(table: &str, key: Key) -> Write {
    Write::Delete {
        table: table.to_owned(),
        key,
        expect: Expect::Anything,
    }
}

pub(crate) async fn page(table: &Table, cursor: Option<&str>, limit: u16) -> Result<JobPage, JournalError> {
    let items = table.page(OPEN, cursor, limit).await?;
    let jobs = items
        .iter()
        .map(|item| item.parsed("job"))
        .collect::<Result<Vec<JobId>, _>>()?;
    let full = items.len() >= usize::from(limit);
    let next = match items.last() {
        Some(last) if full => Some(last.text("sk")?.to_owned()),
        _ => None,
    };
    Ok(JobPage { jobs, next })
}
