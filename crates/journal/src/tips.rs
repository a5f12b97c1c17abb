//! The tip of each chain: number and hash of a case's last entry, kept in the transaction that appends.
//!
//! A chain alone cannot tell that its last entries were taken away. The tip can, and the next entry is appended only
//! where the tip says the chain ends. Tips are spread over 256 lists, so that all cases can be gone through.

use tuntas_domain::identity::CaseId;
use tuntas_tables::{Expect, Item, Key, Table, Write};

use crate::{Divorce, JournalError, Story, Subject};

/// The last entry of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tip {
    /// The case, or whatever else the journal is of.
    pub case: CaseId,
    /// What it is: first part of its partition key, such as `CASE`.
    pub subject: String,
    /// Number of its last entry.
    pub seq: u32,
    /// Hash of its last entry, hex.
    pub hash: String,
}

/// A tip that says nothing of its subject is that of a case: the first tips did not.
const CASE: &str = Divorce::PARTITION;

fn list(shard: u8) -> String {
    format!("TIP#{shard:02x}")
}

/// The last byte of an id is random; the first ones are its time.
fn key(case: CaseId) -> Key {
    let [.., shard] = *case.0.as_bytes();
    Key::new(list(shard), case.to_string())
}

/// The write that moves the tip.
pub(crate) fn moved<S: Subject>(table: &str, before: &Story<S>, after: &Story<S>) -> Option<Write> {
    if after.version() == before.version() {
        return None;
    }
    let key = key(after.id);
    Some(Write::Put {
        table: table.to_owned(),
        item: Item::new(key.pk, key.sk)
            .with("entity", "tip")
            .with_some("subject", (S::PARTITION != CASE).then_some(S::PARTITION))
            .with("case", after.id.to_string())
            .with_number("seq", after.version())
            .with("hash", after.head()),
        expect: as_read(before),
    })
}

/// That the chain still ends where it did when a story was read.
fn as_read<S: Subject>(read: &Story<S>) -> Expect {
    if read.version() == 0 {
        Expect::Absent
    } else {
        Expect::Text("hash", read.head().to_owned())
    }
}

/// The write that holds only as long as nothing was appended to what was read.
pub(crate) fn unmoved<S: Subject>(table: &str, read: &Story<S>) -> Write {
    Write::Check {
        table: table.to_owned(),
        key: key(read.id),
        expect: as_read(read),
    }
}

pub(crate) async fn one(table: &Table, case: CaseId) -> Result<Option<Tip>, JournalError> {
    table.get(&key(case)).await?.map(|item| read(&item)).transpose()
}

pub(crate) async fn all(table: &Table, shard: u8) -> Result<Vec<Tip>, JournalError> {
    let items = table.all(&list(shard), "").await?;
    items.iter().map(read).collect()
}

fn read(item: &Item) -> Result<Tip, JournalError> {
    Ok(Tip {
        case: item.parsed("case")?,
        subject: item.text_if_present("subject").unwrap_or(CASE).to_owned(),
        seq: item.number("seq")?,
        hash: item.text("hash")?.to_owned(),
    })
}
