//! Pages of the lists that the journal keeps.

use jiff::Timestamp;
use tuntas_tables::{Item, Table};

use crate::JournalError;

/// How the sort keys of a moment begin, in every list that is sorted by time.
pub(crate) fn moment(at: Timestamp) -> String {
    format!("{:020}", at.as_millisecond())
}

/// Items of one list after the cursor, and where the next page begins if this one is full.
pub(crate) async fn read(
    table: &Table,
    list: &str,
    cursor: Option<&str>,
    limit: u16,
) -> Result<(Vec<Item>, Option<String>), JournalError> {
    let items = table.page(list, cursor, limit).await?;
    let full = items.len() >= usize::from(limit);
    let next = match items.last() {
        Some(last) if full => Some(last.text("sk")?.to_owned()),
        _ => None,
    };
    Ok((items, next))
}
