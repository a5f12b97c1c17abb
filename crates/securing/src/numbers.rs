//! Series of letters without gaps: the number is taken in the transaction of the event that needs it.

use tuntas_security::{Letter, LetterKind, LetterNumber};
use tuntas_tables::{Expect, Item, Key, Table, Write};

use crate::KeptError;
use jiff::civil::Date;

/// The series.
#[derive(Clone, Debug)]
pub struct Numbers {
    table: Table,
}

/// One series for all kinds: an office writes its numbers in one form, and no two of its letters may bear the same.
fn key(office: &str, year: i16) -> Key {
    Key::new(format!("NUMBER#{office}#{year}"), "LAST")
}

impl Numbers {
    /// Opens the table `cases`.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    /// The next letter of an office, and the write that takes its number: it fails in its transaction if somebody else has
    /// taken it meanwhile.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn next(
        &self,
        office: &str,
        kind: LetterKind,
        issued_on: Date,
    ) -> Result<(Letter, Write), KeptError> {
        let key = key(office, issued_on.year());
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
        let letter = Letter {
            kind,
            number: LetterNumber(number),
            issued_on,
        };
        Ok((letter, write))
    }
}
