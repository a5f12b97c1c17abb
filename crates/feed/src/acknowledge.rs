//! Taking the operator's answers.

use jiff::Timestamp;
use tuntas_domain::identity::{HouseholdId, OfficerCode};
use tuntas_tables::{CommitError, Expect, Item, Key, Write, commit};

use crate::feed::{json, number, open_item};
use crate::standing::{Latest, standing};
use crate::{Answer, EntryRef, Feed, FeedError, FileNumber, Outcome, Recipe, Stage, keys};

/// Tries when other officers answer about the same file at the same time.
const TRIES: usize = 6;

/// What came of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acknowledged {
    /// Answers kept now.
    pub kept: usize,
    /// Answers that say what the latest one about their entry said; nothing was written for them.
    pub repeated: usize,
    /// How far the file is acknowledged now.
    pub stage: Stage,
}

/// Why answers were not taken. None of them was.
#[derive(Debug, thiserror::Error)]
pub enum AcknowledgeError {
    /// There is no file of this number.
    #[error("there is no file of this number")]
    NoSuchFile,
    /// The file does not tell of this household version, or two answers are about the same one.
    #[error("answer {0} is about no entry of the file, or about one that was answered before it")]
    NoSuchEntry(usize),
    /// The entry has fewer members.
    #[error("answer {0} names a row that the entry does not have")]
    NoSuchRow(usize),
    /// Others were faster, time and again. Trying again is safe.
    #[error("other answers about the same file came in at the same time")]
    Busy,
    /// The feed could not be read or written.
    #[error(transparent)]
    Feed(#[from] FeedError),
}

/// One answer as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The household of the entry.
    pub household: HouseholdId,
    /// The version of the entry.
    pub version: u32,
    /// Counts the answers about this entry, from 1.
    pub revision: u32,
    /// What it says.
    pub outcome: Outcome,
    /// Who answered.
    pub officer: OfficerCode,
    /// When.
    pub at: Timestamp,
}

/// What a file's table items say, read for one try.
struct Known {
    /// Counts the transactions that took answers; 0 before the first.
    revision: i64,
    latest: Vec<Option<Latest>>,
}

impl Feed {
    /// Takes answers about entries of a file, all or none. An answer that says the same as the latest one about its
    /// entry changes nothing; another answer is kept beside the earlier ones, which stay.
    ///
    /// # Errors
    /// [`AcknowledgeError`].
    pub async fn acknowledge(
        &self,
        number: FileNumber,
        answers: &[Answer],
        officer: &OfficerCode,
        at: Timestamp,
    ) -> Result<Acknowledged, AcknowledgeError> {
        let file = self.recipe(number).await?.ok_or(AcknowledgeError::NoSuchFile)?;
        let places = places(&file.entries, answers)?;
        for _ in 0..TRIES {
            let known = self.known(&file).await?;
            let mut latest = known.latest.clone();
            let mut writes = Vec::new();
            let mut kept = 0;
            for (answer, place) in answers.iter().zip(&places) {
                let Some(slot) = latest.get_mut(*place) else {
                    continue;
                };
                if slot.as_ref().is_some_and(|slot| slot.outcome == answer.outcome) {
                    continue;
                }
                let new = Latest {
                    revision: slot.as_ref().map_or(0, |slot| slot.revision) + 1,
                    outcome: answer.outcome.clone(),
                };
                writes.extend(self.answer_writes(number, answer, new.revision, officer, at)?);
                *slot = Some(new);
                kept += 1;
            }
            let (stage, counts) = standing(&latest);
            let done = Acknowledged {
                kept,
                repeated: answers.len() - kept,
                stage,
            };
            if kept == 0 {
                return Ok(done);
            }
            writes.push(self.standing_write(number, known.revision, &latest)?);
            writes.push(match stage {
                Stage::Acknowledged => self.delete(keys::open(number)),
                Stage::Open | Stage::Partly | Stage::Differs => {
                    self.put(open_item(number, file.made_at, stage, counts))
                }
            });
            match commit(self.table.database(), writes).await {
                Ok(()) => return Ok(done),
                Err(CommitError::Condition { .. } | CommitError::Contended) => {}
                Err(error) => return Err(FeedError::from(error).into()),
            }
        }
        Err(AcknowledgeError::Busy)
    }

    /// Every answer about a file's entries, also those that later ones replaced: by household, version and revision.
    ///
    /// # Errors
    /// [`FeedError`].
    pub async fn answers(&self, number: FileNumber) -> Result<Vec<Given>, FeedError> {
        let items = self.table.all(&keys::answers(number), keys::ANSWER).await?;
        items
            .iter()
            .map(|item| {
                Ok(Given {
                    household: item.parsed("household")?,
                    version: item.number("version")?,
                    revision: item.number("revision")?,
                    outcome: json(item, "outcome")?,
                    officer: item.parsed("officer")?,
                    at: item.parsed("at")?,
                })
            })
            .collect()
    }

    /// How far a file is acknowledged; `None` if there is no such file.
    ///
    /// # Errors
    /// [`FeedError`].
    pub async fn stage(&self, number: FileNumber) -> Result<Option<Stage>, FeedError> {
        let Some(file) = self.recipe(number).await? else {
            return Ok(None);
        };
        Ok(Some(standing(&self.known(&file).await?.latest).0))
    }

    /// When SIAK's operators answered that SIAK holds a household version; `None` as long as the latest answer says anything
    /// else, or nobody answered, or no file tells of it.
    ///
    /// # Errors
    /// [`FeedError`].
    pub async fn entered(
        &self,
        household: HouseholdId,
        version: u32,
    ) -> Result<Option<Timestamp>, FeedError> {
        let Some(entry) = self.table.get(&keys::entry(household, version)).await? else {
            return Ok(None);
        };
        let answers = keys::answers(number(&entry, "number")?);
        let latest = self
            .table
            .last(&answers, &keys::about(household, version))
            .await?;
        let Some(latest) = latest else {
            return Ok(None);
        };
        Ok(match json(&latest, "outcome")? {
            Outcome::Entered => Some(latest.parsed("at")?),
            Outcome::Differs { .. } => None,
        })
    }

    async fn known(&self, file: &Recipe) -> Result<Known, FeedError> {
        match self.table.get(&keys::standing(file.number)).await? {
            Some(item) => Ok(Known {
                revision: item.number("revision")?,
                latest: json(&item, "latest")?,
            }),
            None => Ok(Known {
                revision: 0,
                latest: vec![None; file.entries.len()],
            }),
        }
    }

    /// The answer itself, and the entry's place among the differences.
    fn answer_writes(
        &self,
        number: FileNumber,
        answer: &Answer,
        revision: u32,
        officer: &OfficerCode,
        at: Timestamp,
    ) -> Result<[Write; 2], FeedError> {
        let (household, version) = (answer.household, answer.version);
        let given = |key: Key| -> Result<Item, FeedError> {
            Ok(Item::new(key.pk, key.sk)
                .with_number("number", i64::from(number))
                .with("household", household.to_string())
                .with_number("version", version)
                .with_number("revision", revision)
                .with(
                    "outcome",
                    serde_json::to_string(&answer.outcome).map_err(FeedError::from)?,
                )
                .with("officer", officer.as_str())
                .with("at", at.to_string()))
        };
        let kept = Write::create(
            self.table.name(),
            given(keys::answer(number, household, version, revision))?,
        );
        let key = keys::difference(number, household, version);
        let shown = match &answer.outcome {
            Outcome::Differs { .. } => self.put(given(key)?),
            Outcome::Entered => self.delete(key),
        };
        Ok([kept, shown])
    }

    /// The latest answers; expects that nobody else has answered since they were read.
    fn standing_write(
        &self,
        number: FileNumber,
        revision: i64,
        latest: &[Option<Latest>],
    ) -> Result<Write, FeedError> {
        let key = keys::standing(number);
        Ok(Write::Put {
            table: self.table.name().to_owned(),
            item: Item::new(key.pk, key.sk)
                .with_number("revision", revision + 1)
                .with("latest", serde_json::to_string(latest)?),
            expect: if revision == 0 {
                Expect::Absent
            } else {
                Expect::Number("revision", revision)
            },
        })
    }

    fn put(&self, item: Item) -> Write {
        Write::Put {
            table: self.table.name().to_owned(),
            item,
            expect: Expect::Anything,
        }
    }

    fn delete(&self, key: Key) -> Write {
        Write::Delete {
            table: self.table.name().to_owned(),
            key,
            expect: Expect::Anything,
        }
    }
}

/// The places of the answered entries in the file.
fn places(entries: &[EntryRef], answers: &[Answer]) -> Result<Vec<usize>, AcknowledgeError> {
    let mut places = Vec::with_capacity(answers.len());
    for (asked, answer) in answers.iter().enumerate() {
        let place = entries
            .iter()
            .position(|entry| (entry.household, entry.version) == (answer.household, answer.version))
            .filter(|place| !places.contains(place))
            .ok_or(AcknowledgeError::NoSuchEntry(asked))?;
        let members = entries.get(place).map_or(0, |entry| entry.members);
        if let Outcome::Differs { columns } = &answer.outcome
            && columns
                .iter()
                .filter_map(|differing| differing.row)
                .any(|row| usize::from(row) > members)
        {
            return Err(AcknowledgeError::NoSuchRow(asked));
        }
        places.push(place);
    }
    Ok(places)
}
