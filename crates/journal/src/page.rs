//! Pages of the lists that the journal keeps.

use tuntas_tables::{Item, Table};

use crate::JournalError;

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
