//! Letters to the registries that recorded a marriage: one item per letter that waits to be sent.

use tuntas_domain::case::EventKind;
use tuntas_domain::identity::CaseId;
use tuntas_tables::{Expect, Item, Key, Table, Write};

use crate::{JournalError, Story, page};

const OPEN: &str = "PRINT#marriage";

/// A page of cases whose letter waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterPage {
    /// Oldest letter first.
    pub cases: Vec<CaseId>,
    /// Where the next page begins.
    pub next: Option<String>,
}

fn open(story: &Story) -> Option<Key> {
    let notice = story.case.marriage_notice.as_ref()?;
    if notice.document.is_none() || notice.sent {
        return None;
    }
    let written = story
        .entries
        .iter()
        .rev()
        .find(|entry| entry.event.kind() == EventKind::MarriageNoticeRendered)?;
    Some(Key::new(
        OPEN,
        format!("{}#{}", page::moment(written.at), story.id),
    ))
}

/// The writes between how a case stood and how it stands.
pub(crate) fn changed(table: &str, before: &Story, after: &Story) -> Vec<Write> {
    let (old, new) = (open(before), open(after));
    if old == new {
        return Vec::new();
    }
    let closed = old.map(|key| Write::Delete {
        table: table.to_owned(),
        key,
        expect: Expect::Anything,
    });
    let opened = new.map(|key| Write::Put {
        table: table.to_owned(),
        item: Item::new(key.pk, key.sk)
            .with("entity", "marriage-letter")
            .with("case", after.id.to_string()),
        expect: Expect::Anything,
    });
    closed.into_iter().chain(opened).collect()
}

pub(crate) async fn page(
    table: &Table,
    cursor: Option<&str>,
    limit: u16,
) -> Result<LetterPage, JournalError> {
    let (items, next) = page::read(table, OPEN, cursor, limit).await?;
    let cases = items
        .iter()
        .map(|item| item.parsed("case"))
        .collect::<Result<Vec<CaseId>, _>>()?;
    Ok(LetterPage { cases, next })
}
