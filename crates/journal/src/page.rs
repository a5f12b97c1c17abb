//! Pages of the lists that the journal keeps.

use jiff::Timestamp;
use tuntas_tables::{Item, ItemError, Table};

use crate::JournalError;

/// Rows read at once where somebody's place in a list is looked for.
const AT_ONCE: u16 = 100;

/// How the sort keys of a moment begin, in every list that is sorted by time.
pub(crate) fn moment(at: Timestamp) -> String {
    format!("{:020}", at.as_millisecond())
}

/// Rows of one list before a certain one, oldest first: those that count. No further page is read once there are `most`.
pub(crate) async fn before<T>(
    table: &Table,
    list: &str,
    most: usize,
    row: impl Fn(&Item) -> Result<T, ItemError>,
    is_it: impl Fn(&T) -> bool,
    counts: impl Fn(&T) -> bool,
) -> Result<Vec<T>, JournalError> {
    let (mut rows, mut cursor) = (Vec::new(), None::<String>);
    while rows.len() < most {
        let (items, next) = read(table, list, cursor.as_deref(), AT_ONCE).await?;
        for item in &items {
            let row = row(item)?;
            if is_it(&row) {
                return Ok(rows);
            }
            if counts(&row) {
                rows.push(row);
            }
        }
        match next {
            Some(next) => cursor = Some(next),
            None => break,
        }
    }
    Ok(rows)
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
