//! Putting numbers that SIAK issued into the pool.

use tuntas_domain::identity::KkNumber;
use tuntas_tables::{CommitError, Expect, Item, ItemError, Key, ReadError, Write, commit};

use super::issue::{self, Issue, Record};
use crate::{Register, keys};

/// Numbers put in by one transaction: three writes each.
const AT_ONCE: usize = 30;

/// How often a number is looked at again because somebody else was at work on it.
const ATTEMPTS: u8 = 5;

/// What became of imported numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Intake {
    /// Free now.
    pub new: u32,
    /// In the pool or in use already, but their issue was on nobody's record before.
    pub recorded: u32,
    /// On record already, whatever became of them; nothing was changed.
    pub known: u32,
}

/// The pool could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum PoolError {
    /// Could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A stored item is damaged.
    #[error(transparent)]
    Item(#[from] ItemError),
    /// Nothing was written.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

/// What an import makes of one number.
#[derive(Clone, Copy)]
enum Made {
    New,
    Recorded,
}

impl Register {
    /// Puts issued numbers into the pool and records their issue. Numbers that are on record stay as they are: one that
    /// is used, or spoiled, does not become free again. Importing again changes nothing.
    ///
    /// # Errors
    /// [`PoolError`]. Some of the numbers may be stored then; import all of them again.
    pub async fn import_issued(&self, numbers: &[KkNumber], issue: &Issue) -> Result<Intake, PoolError> {
        let mut intake = Intake::default();
        for some in numbers.chunks(AT_ONCE) {
            let writes = some
                .iter()
                .flat_map(|number| self.put_in(number, issue))
                .collect();
            match commit(self.table.database(), writes).await {
                Ok(()) => intake.new += u32::try_from(some.len()).unwrap_or(u32::MAX),
                // At least one of them is known, or stands in the list twice: each by itself.
                Err(CommitError::Condition { .. } | CommitError::SameItemTwice | CommitError::Contended) => {
                    for number in some {
                        match self.import_one(number, issue).await? {
                            Some(Made::New) => intake.new += 1,
                            Some(Made::Recorded) => intake.recorded += 1,
                            None => intake.known += 1,
                        }
                    }
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(intake)
    }

    fn put_in(&self, number: &KkNumber, issue: &Issue) -> [Write; 3] {
        let table = self.table.name();
        let free = keys::free(number);
        [
            issue::recorded(table, number, issue),
            Write::create(table, Item::new(free.pk, free.sk)),
            self.check(keys::number(number), Expect::Absent),
        ]
    }

    fn check(&self, key: Key, expect: Expect) -> Write {
        Write::Check {
            table: self.table.name().to_owned(),
            key,
            expect,
        }
    }

    /// Imports one number by what is known of it; `None` if it is on record already.
    async fn import_one(&self, number: &KkNumber, issue: &Issue) -> Result<Option<Made>, PoolError> {
        let mut attempt = 1;
        loop {
            let Some((made, writes)) = self.by_what_is_known(number, issue).await? else {
                return Ok(None);
            };
            match commit(self.table.database(), writes).await {
                Ok(()) => return Ok(Some(made)),
                Err(CommitError::Condition { .. } | CommitError::Contended) if attempt < ATTEMPTS => {
                    attempt += 1;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    async fn by_what_is_known(
        &self,
        number: &KkNumber,
        issue: &Issue,
    ) -> Result<Option<(Made, Vec<Write>)>, PoolError> {
        let table = self.table.name();
        if let Some(item) = self.table.get(&keys::issue(number)).await? {
            let known = Record::read(&item)?.listed;
            return Ok((!known).then(|| (Made::Recorded, vec![issue::recorded_late(table, number, issue)])));
        }
        for somewhere in [keys::free(number), keys::number(number)] {
            if self.table.get(&somewhere).await?.is_some() {
                let writes = vec![
                    issue::recorded(table, number, issue),
                    self.check(somewhere, Expect::Present),
                ];
                return Ok(Some((Made::Recorded, writes)));
            }
        }
        Ok(Some((Made::New, self.put_in(number, issue).to_vec())))
    }
}
