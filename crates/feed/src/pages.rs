//! Lists for the officers.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use tuntas_domain::identity::{HouseholdId, OfficerCode};
use tuntas_tables::ItemError;

use crate::answer::Differing;
use crate::feed::{json, number};
use crate::{Feed, FeedError, FileNumber, Outcome, Stage, keys};

/// A file that is not acknowledged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenFile {
    /// Its number.
    pub number: FileNumber,
    /// When it was made.
    pub made_at: Timestamp,
    /// How far it is acknowledged; never [`Stage::Acknowledged`].
    pub stage: Stage,
    /// Its entries.
    pub entries: usize,
    /// Entries whose latest answer is `entered`.
    pub entered: usize,
    /// Entries whose latest answer is `differs`.
    pub differing: usize,
}

/// A page of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenPage {
    /// Oldest first.
    pub files: Vec<OpenFile>,
    /// Where the next page begins.
    pub next: Option<FileNumber>,
}

/// Names an entry, in the order of the feed's files. Written `<number>#<household>#<version>`; free of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryId {
    /// The file.
    pub number: FileNumber,
    /// The household.
    pub household: HouseholdId,
    /// The version.
    pub version: u32,
}

/// Not the name of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an entry is named by file number, household and version")]
pub struct InvalidEntryId;

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&keys::difference(self.number, self.household, self.version).sk)
    }
}

impl FromStr for EntryId {
    type Err = InvalidEntryId;
    fn from_str(text: &str) -> Result<Self, InvalidEntryId> {
        let mut parts = text.split('#');
        let mut part = || parts.next().ok_or(InvalidEntryId);
        let id = Self {
            number: part()?.parse().map_err(|_| InvalidEntryId)?,
            household: part()?.parse().map_err(|_| InvalidEntryId)?,
            version: part()?.parse().map_err(|_| InvalidEntryId)?,
        };
        // A second spelling would be another place in the list.
        if id.to_string() == text {
            Ok(id)
        } else {
            Err(InvalidEntryId)
        }
    }
}

/// An entry that SIAK differs from, by the latest answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenDifference {
    /// The entry.
    pub entry: EntryId,
    /// The columns that differ.
    pub columns: Vec<Differing>,
    /// Who said so.
    pub officer: OfficerCode,
    /// When.
    pub at: Timestamp,
}

/// A page of entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferencePage {
    /// Those of the oldest file first.
    pub differences: Vec<OpenDifference>,
    /// Where the next page begins.
    pub next: Option<EntryId>,
}

impl Feed {
    /// Files that are not acknowledged, oldest first, after `cursor`.
    ///
    /// # Errors
    /// [`FeedError`].
    pub async fn open(&self, cursor: Option<FileNumber>, limit: u16) -> Result<OpenPage, FeedError> {
        let cursor = cursor.map(|number| number.to_string());
        let items = self.table.page(keys::OPEN, cursor.as_deref(), limit).await?;
        let files = items
            .iter()
            .map(|item| {
                Ok(OpenFile {
                    number: item.parsed("sk")?,
                    made_at: item.parsed("made_at")?,
                    stage: item.parsed("stage")?,
                    entries: item.number("entries")?,
                    entered: item.number("entered")?,
                    differing: item.number("differing")?,
                })
            })
            .collect::<Result<Vec<_>, ItemError>>()?;
        let full = files.len() >= usize::from(limit);
        let next = files.last().filter(|_| full).map(|file| file.number);
        Ok(OpenPage { files, next })
    }

    /// Entries that SIAK differs from and that nobody has called entered since, after `cursor`.
    ///
    /// # Errors
    /// [`FeedError`].
    pub async fn differences(
        &self,
        cursor: Option<EntryId>,
        limit: u16,
    ) -> Result<DifferencePage, FeedError> {
        let cursor = cursor.map(|entry| entry.to_string());
        let items = self
            .table
            .page(keys::DIFFERENCES, cursor.as_deref(), limit)
            .await?;
        let differences = items
            .iter()
            .map(|item| {
                let Outcome::Differs { columns } = json(item, "outcome")? else {
                    return Err(ItemError { attribute: "outcome" });
                };
                Ok(OpenDifference {
                    entry: EntryId {
                        number: number(item, "number")?,
                        household: item.parsed("household")?,
                        version: item.number("version")?,
                    },
                    columns,
                    officer: item.parsed("officer")?,
                    at: item.parsed("at")?,
                })
            })
            .collect::<Result<Vec<_>, ItemError>>()?;
        let full = differences.len() >= usize::from(limit);
        let next = differences
            .last()
            .filter(|_| full)
            .map(|difference| difference.entry);
        Ok(DifferencePage { differences, next })
    }
}
