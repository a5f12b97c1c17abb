//! Series of letters without gaps: the number is taken in the transaction of the event that needs it.

use tuntas_domain::identity::LetterNumber;
use tuntas_tables::{Expect, Item, Key, Table, Write};

use crate::JournalError;

/// The series of offices, `NUMBER#<series>#<year>`.
#[derive(Clone, Debug)]
pub struct Numbers {
    table: Table,
}

fn key(series: &str, year: i16) -> Key {
    Key::new(format!("NUMBER#{series}#{year}"), "LAST")
}

impl Numbers {
    /// Opens the table `cases`.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    /// The next number of a series in a year, and the write that takes it: it fails in its transaction if somebody else has
    /// taken it meanwhile. Two papers that must not bear the same number are of one series.
    ///
    /// # Errors
    /// [`JournalError`].
    pub async fn next(&self, series: &str, year: i16) -> Result<(LetterNumber, Write), JournalError> {
        let key = key(series, year);
        let last: Option<u32> = match self.table.get(&key).await? {
            Some(item) => Some(item.number("last")?),
            None => None,
        };
        let number = last.unwrap_or(0).saturating_add(1);
        let write = Write::Put {
            table: self.table.name().to_owned(),
            item: Item::new(key.pk, key.sk)
                .with("entity", "letter-number")
                .with_number("last", number),
            expect: last.map_or(Expect::Absent, |last| Expect::Number("last", i64::from(last))),
        };
        Ok((LetterNumber(number), write))
    }
}
