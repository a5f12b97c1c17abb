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
        if self.table.get(&keys::number(number)).await?.is_some() {
            return Ok(Standing::InUse);
        }
        if self.table.get(&keys::free(number)).await?.is_some() {
            return Ok(Standing::Free);
        }
        let item = self.table.get(&keys::issue(number)).await?;
        let record = item.map(|item| Record::read(&item)).transpose()?;
        Ok(match record.and_then(|record| record.spoiled) {
            Some(_) => Standing::Spoiled,
            None => Standing::Unknown,
        })
    }
}
