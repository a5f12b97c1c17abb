//! Days of units, as they are kept.

use jiff::civil::Date;
use tuntas_security::{UnitCode, UnitDay};
use tuntas_tables::{Expect, Item, Key, Table, Write};

use crate::{KeptError, decode, encode};

/// The days of all units.
#[derive(Clone, Debug)]
pub struct Units {
    table: Table,
}

/// A unit's day as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptDay {
    /// What is promised.
    pub day: UnitDay,
    /// Goes up with each change; 0 if nothing was ever promised.
    revision: u32,
    unit: UnitCode,
    date: Date,
}

fn key(unit: &UnitCode, date: Date) -> Key {
    Key::new(format!("UNIT#{unit}#{date}"), "DAY")
}

impl Units {
    /// Opens the table `cases`.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    /// What a unit has promised on a day.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn day(&self, unit: &UnitCode, date: Date) -> Result<KeptDay, KeptError> {
        let (day, revision) = match self.table.get(&key(unit, date)).await? {
            Some(item) => (decode(item.text("day")?)?, item.number("revision")?),
            None => (UnitDay::default(), 0),
        };
        Ok(KeptDay {
            day,
            revision,
            unit: unit.clone(),
            date,
        })
    }

    /// The write that changes a day from what was read: it fails in its transaction if somebody else has changed it.
    ///
    /// # Errors
    /// [`KeptError::Encode`].
    pub fn change(&self, read: &KeptDay, day: &UnitDay) -> Result<Write, KeptError> {
        let key = key(&read.unit, read.date);
        Ok(Write::Put {
            table: self.table.name().to_owned(),
            item: Item::new(key.pk, key.sk)
                .with("entity", "unit-day")
                .with("day", encode(day)?)
                .with_number("revision", read.revision.saturating_add(1)),
            expect: match read.revision {
                0 => Expect::Absent,
                revision => Expect::Number("revision", i64::from(revision)),
            },
        })
    }
}
