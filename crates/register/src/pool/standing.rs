//! What became of one number.

use tuntas_domain::identity::KkNumber;

use super::issue::Record;
use crate::{Register, RegisterError, keys};

/// What the register knows of a KK number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    Unknown,
    /// It is in the pool.
    Free,
    /// A household has it, or had it once.
    InUse,
    /// It was written off.
    Spoiled,
}

impl Register {
    /// What the register knows of a number.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub async fn standing(&self, number: &KkNumber) -> Result<Standing, RegisterError> {
        if self.is_in_use(number).await? {
            return Ok(Standing::InUse);
        }
        if self.table.get(&keys::free(number)).await?.is_some() {
            return Ok(Standing::Free);
        }
        Ok(if self.is_spoiled(number).await? {
            Standing::Spoiled
        } else {
            Standing::Unknown
        })
    }

    /// Whether a number that SIAK issued by hand may still be given to a household: nobody has it or had it, and it was
    /// not written off.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub async fn may_be_given(&self, number: &KkNumber) -> Result<bool, RegisterError> {
        Ok(!self.is_in_use(number).await? && !self.is_spoiled(number).await?)
    }

    async fn is_in_use(&self, number: &KkNumber) -> Result<bool, RegisterError> {
        Ok(self.table.get(&keys::number(number)).await?.is_some())
    }

    async fn is_spoiled(&self, number: &KkNumber) -> Result<bool, RegisterError> {
        let item = self.table.get(&keys::issue(number)).await?;
        let record = item.map(|item| Record::read(&item)).transpose()?;
        Ok(record.is_some_and(|record| record.spoiled.is_some()))
    }
}
