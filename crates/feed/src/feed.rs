//! The table `feed`: which file is the last, what each holds, and whether it lies in the bucket.

use jiff::Timestamp;
use tuntas_domain::identity::{CityCode, HouseholdId};
use tuntas_tables::{CommitError, Expect, Item, ItemError, ReadError, Table, Write, commit};

use crate::{EntryRef, FeedFile, FileNumber, Stage, keys};

/// The table `feed`.
#[derive(Clone, Debug)]
pub struct Feed {
    pub(crate) table: Table,
}

/// The feed could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// Could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A stored item is damaged.
    #[error(transparent)]
    Item(#[from] ItemError),
    /// Nothing was written.
    #[error(transparent)]
    Commit(#[from] CommitError),
    /// Something could not be written as JSON.
    #[error("something could not be written as JSON: {0}")]
    Encode(#[from] serde_json::Error),
}

/// The last file of the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Last {
    /// Its number.
    pub number: FileNumber,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// What a file was made of: enough to make it again, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// Its number.
    pub number: FileNumber,
    /// SHA-256 of the file before; none for the first.
    pub previous: Option<String>,
    /// The city whose register it is.
    pub city: CityCode,
    /// When it was made.
    pub made_at: Timestamp,
    /// The household versions it tells of, in their order.
    pub entries: Vec<EntryRef>,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// What came of taking the next number for a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    /// The file has its number.
    Done,
    /// Something else was faster, or what the file relies on is not there: look again.
    Overtaken,
}

impl Feed {
    /// Opens the feed.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    /// The last file; `None` before the first.
    ///
    /// # Errors
    /// [`FeedError`].
    pub async fn last(&self) -> Result<Option<Last>, FeedError> {
        let Some(item) = self.table.get(&keys::head()).await? else {
            return Ok(None);
        };
        Ok(Some(Last {
            number: number(&item, "number")?,
            sha256: item.text("sha256")?.to_owned(),
        }))
    }

    /// Whether a household version is in the feed.
    ///
    /// # Errors
    /// [`FeedError`].
    pub async fn holds(&self, household: HouseholdId, version: u32) -> Result<bool, FeedError> {
        Ok(self.table.get(&keys::entry(household, version)).await?.is_some())
    }

    /// What a file was made of.
    ///
    /// # Errors
    /// [`FeedError`].
    pub async fn recipe(&self, of: FileNumber) -> Result<Option<Recipe>, FeedError> {
        let Some(item) = self.table.get(&keys::file(of)).await? else {
            return Ok(None);
        };
        Ok(Some(Recipe {
            number: of,
            previous: item.text_if_present("previous").map(str::to_owned),
            city: item.parsed("city")?,
            made_at: item.parsed("made_at")?,
            entries: json(&item, "entries")?,
            sha256: item.text("sha256")?.to_owned(),
        }))
    }

    /// Gives a file its number: one transaction for the head, the file, its entries and its place among those to be
    /// acknowledged.
    ///
    /// It expects that the file follows the last one, that the last one lies in the bucket (so there is never a hole
    /// in the bucket), that no entry is in the feed yet, and that each household's version before is.
    ///
    /// # Errors
    /// [`FeedError`].
    pub async fn append(&self, last: Option<&Last>, file: &FeedFile) -> Result<Appended, FeedError> {
        let due = last.map_or(FileNumber::FIRST, |last| last.number.next());
        if file.number != due || file.previous.as_ref() != last.map(|last| &last.sha256) {
            return Ok(Appended::Overtaken);
        }
        let table = self.table.name();
        let key = keys::head();
        let mut writes = vec![
            Write::Put {
                table: table.to_owned(),
                item: Item::new(key.pk, key.sk)
                    .with_number("number", i64::from(file.number))
                    .with("sha256", file.sha256()),
                expect: match last {
                    Some(last) => Expect::Number("number", last.number.into()),
                    None => Expect::Absent,
                },
            },
            Write::create(table, file_item(file)?),
            Write::create(
                table,
                open_item(file.number, file.made_at, Stage::Open, Counts::of_new(file.len())),
            ),
        ];
        if let Some(last) = last {
            writes.push(Write::Check {
                table: table.to_owned(),
                key: keys::stored(last.number),
                expect: Expect::Present,
            });
        }
        for entry in &file.entries {
            let key = keys::entry(entry.household, entry.version);
            writes.push(Write::create(
                table,
                Item::new(key.pk, key.sk).with_number("number", i64::from(file.number)),
            ));
        }
        for (household, version) in &file.after {
            writes.push(Write::Check {
                table: table.to_owned(),
                key: keys::entry(*household, *version),
                expect: Expect::Present,
            });
        }
        match commit(self.table.database(), writes).await {
            Ok(()) => Ok(Appended::Done),
            Err(CommitError::Condition { .. } | CommitError::Contended) => Ok(Appended::Overtaken),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether a file and its signature lie in the bucket.
    ///
    /// # Errors
    /// [`FeedError`].
    pub async fn is_stored(&self, number: FileNumber) -> Result<bool, FeedError> {
        Ok(self.table.get(&keys::stored(number)).await?.is_some())
    }

    /// Notes that a file and its signature lie in the bucket. Noting it again changes nothing.
    ///
    /// # Errors
    /// [`FeedError`].
    pub async fn note_stored(&self, number: FileNumber, at: Timestamp) -> Result<(), FeedError> {
        let key = keys::stored(number);
        let item = Item::new(key.pk, key.sk).with("at", at.to_string());
        let write = Write::create(self.table.name(), item);
        match commit(self.table.database(), vec![write]).await {
            Ok(()) | Err(CommitError::Condition { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// How far the entries of a file are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) entries: usize,
    pub(crate) entered: usize,
    pub(crate) differing: usize,
}

impl Counts {
    fn of_new(entries: usize) -> Self {
        Self {
            entries,
            entered: 0,
            differing: 0,
        }
    }
}

pub(crate) fn open_item(of: FileNumber, made_at: Timestamp, stage: Stage, counts: Counts) -> Item {
    let key = keys::open(of);
    Item::new(key.pk, key.sk)
        .with("made_at", made_at.to_string())
        .with("stage", stage.as_str())
        .with_number("entries", whole(counts.entries))
        .with_number("entered", whole(counts.entered))
        .with_number("differing", whole(counts.differing))
}

/// A file has at most [`crate::ENTRIES_AT_MOST`] entries.
fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn file_item(file: &FeedFile) -> Result<Item, serde_json::Error> {
    let key = keys::file(file.number);
    Ok(Item::new(key.pk, key.sk)
        .with_some("previous", file.previous.as_deref())
        .with("city", file.city.as_str())
        .with("made_at", file.made_at.to_string())
        .with("entries", serde_json::to_string(&file.entries)?)
        .with("sha256", file.sha256()))
}

pub(crate) fn number(item: &Item, attribute: &'static str) -> Result<FileNumber, ItemError> {
    let number: i64 = item.number(attribute)?;
    FileNumber::try_from(number).map_err(|_| ItemError { attribute })
}

pub(crate) fn json<T: serde::de::DeserializeOwned>(
    item: &Item,
    attribute: &'static str,
) -> Result<T, ItemError> {
    serde_json::from_str(item.text(attribute)?).map_err(|_| ItemError { attribute })
}
