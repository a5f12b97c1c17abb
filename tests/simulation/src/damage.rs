//! Things broken on purpose, each of which some rule must notice.

use memory_tables::DirectTables;
use tuntas_tables::{Answer, Backend, CommitError, Database, Expect, Item, Key, Query, ReadError, Write};

use crate::ports::REGISTER;

/// What does not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// Everything works.
    None,
    /// The relay forgets one record in ten for good.
    RelayDrops,
    /// Nobody minds whether a case has changed since it was read.
    CaseLockIgnored,
    /// Nobody minds whether a number is still free.
    NumberLockIgnored,
    /// Nobody minds whether a household has changed since it was read.
    HouseholdLockIgnored,
    /// A transaction of more than three writes does its first half only.
    HalfWritten,
    /// Whoever proposed a decision may agree to it.
    FourEyesIgnored,
    /// A ruling is undone in the journal, and the register stays as it is.
    ReversalForgotten,
}

impl Damage {
    /// The tables as a database, with the damage done to it.
    pub(crate) fn of(self, tables: &DirectTables) -> Database {
        match self {
            Self::None | Self::RelayDrops | Self::FourEyesIgnored => tables.database(),
            damage => Database::new(Damaged {
                tables: tables.clone(),
                damage,
            }),
        }
    }

    /// Whether the condition of a write on a partition is not asked.
    fn ignores(self, pk: &str, sk: &str) -> bool {
        let kind = pk.split('#').next().unwrap_or_default();
        match self {
            Self::CaseLockIgnored => kind == "TIP" || (kind == "CASE" && sk.starts_with("EV#")),
            Self::NumberLockIgnored => matches!(kind, "POOL" | "KK" | "ISSUED"),
            Self::HouseholdLockIgnored => matches!(kind, "HH" | "NIK" | "PERSON"),
            Self::None
            | Self::RelayDrops
            | Self::HalfWritten
            | Self::FourEyesIgnored
            | Self::ReversalForgotten => false,
        }
    }
}

/// Tables with a damage.
#[derive(Debug)]
struct Damaged {
    tables: DirectTables,
    damage: Damage,
}

impl Backend for Damaged {
    fn get<'a>(
        &'a self,
        table: &'a str,
        key: &'a Key,
        attributes: &'a [&'a str],
    ) -> Answer<'a, Option<Item>, ReadError> {
        self.tables.get(table, key, attributes)
    }

    fn query<'a>(&'a self, table: &'a str, query: Query<'a>) -> Answer<'a, Vec<Item>, ReadError> {
        self.tables.query(table, query)
    }

    fn commit(&self, mut writes: Vec<Write>) -> Answer<'_, (), CommitError> {
        for write in &mut writes {
            let (pk, sk) = write.item_key();
            if self.damage.ignores(pk, sk) {
                match write {
                    Write::Put { expect, .. }
                    | Write::Update { expect, .. }
                    | Write::Delete { expect, .. }
                    | Write::Check { expect, .. } => *expect = Expect::Anything,
                }
            }
        }
        if self.damage == Damage::HalfWritten && writes.len() > 3 {
            writes.truncate(writes.len() / 2);
        }
        if self.damage == Damage::ReversalForgotten && writes.iter().any(undoes) {
            writes.retain(|write| write.table() != REGISTER);
        }
        self.tables.commit(writes)
    }
}

/// Whether a write is the entry of a reversal that was carried out.
fn undoes(write: &Write) -> bool {
    let Write::Put { item, .. } = write else {
        return false;
    };
    item.text_if_present("kind") == Some("register_amended")
        && item
            .text_if_present("body")
            .is_some_and(|body| body.contains(r#""kind":"reversal""#))
}
