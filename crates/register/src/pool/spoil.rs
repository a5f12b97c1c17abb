//! Writing numbers off.

use jiff::civil::Date;
use tuntas_domain::identity::KkNumber;
use tuntas_tables::{CommitError, Expect, ItemError, ReadError, Write, commit};

use super::issue::{self, Record};
use crate::{Register, keys};

/// Why a number is written off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpoilReason {
    /// It was printed on a card that could not be used.
    Misprinted,
    /// SIAK's operator took it back.
    WithdrawnBySiak,
    /// The office gave it to a household directly in SIAK.
    UsedOutside,
}

impl SpoilReason {
    /// Every reason.
    pub const ALL: &'static [Self] = &[Self::Misprinted, Self::WithdrawnBySiak, Self::UsedOutside];

    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Misprinted => "misprinted",
            Self::WithdrawnBySiak => "withdrawn_by_siak",
            Self::UsedOutside => "used_outside",
        }
    }

    /// Finds a reason by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|reason| reason.code() == code)
    }
}

/// What became of a number that was to be written off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoiled {
    /// Written off now.
    New,
    /// Written off before, with this reason; nothing was changed.
    Known(SpoilReason),
}

/// Why a number was not written off.
#[derive(Debug, thiserror::Error)]
pub enum SpoilError {
    /// A household has it.
    #[error("the number belongs to a household")]
    InUse,
    /// It is not in the pool.
    #[error("the number is not among the free ones")]
    NotFree,
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

impl Register {
    /// Takes a free number out of the pool for ever. A number in use is never written off.
    ///
    /// # Errors
    /// [`SpoilError`].
    pub async fn spoil(
        &self,
        number: &KkNumber,
        reason: SpoilReason,
        at: Date,
    ) -> Result<Spoiled, SpoilError> {
        let table = self.table.name();
        let writes = vec![
            Write::Delete {
                table: table.to_owned(),
                key: keys::free(number),
                expect: Expect::Present,
            },
            Write::Check {
                table: table.to_owned(),
                key: keys::number(number),
                expect: Expect::Absent,
            },
            issue::spoiled(table, number, reason, at),
        ];
        match commit(self.table.database(), writes).await {
            Ok(()) => return Ok(Spoiled::New),
            Err(CommitError::Condition { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        if self.table.get(&keys::number(number)).await?.is_some() {
            return Err(SpoilError::InUse);
        }
        let item = self.table.get(&keys::issue(number)).await?;
        let spoiled = item.map(|item| Record::read(&item)).transpose()?;
        match spoiled.and_then(|record| record.spoiled) {
            Some(reason) => Ok(Spoiled::Known(reason)),
            None => Err(SpoilError::NotFree),
        }
    }
}
