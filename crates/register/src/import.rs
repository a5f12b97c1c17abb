//! Taking over an existing register and numbers issued by SIAK.

use jiff::civil::Date;
use tuntas_domain::household::{Breach, Household, check};
use tuntas_domain::identity::{HouseholdId, KecamatanCode, KkNumber};
use tuntas_tables::{CommitError, Expect, Item, Key, Write, commit};

use crate::{Register, change, keys};

/// What became of one imported thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imported {
    /// Stored now.
    New,
    /// Was there already, or something it needs belongs to somebody else; nothing was changed.
    Known,
}

/// Why something was not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The household breaks a rule of the register.
    #[error("household {household}: {breach}")]
    Breach {
        /// The household.
        household: HouseholdId,
        /// The rule.
        breach: Breach,
    },
    /// Only the first version of a household can be imported.
    #[error("household {0} is not at version 1")]
    NotTheFirst(HouseholdId),
    /// The number was not issued for this kecamatan: its first six digits are another's.
    #[error("a KK number was not issued for kecamatan {0}")]
    WrongKecamatan(KecamatanCode),
    /// A household could not be written as text.
    #[error("a household could not be written: {0}")]
    Encode(#[from] serde_json::Error),
    /// Nothing was written.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

impl Register {
    /// Imports a household with its people and number, whole or not at all. Importing it again changes nothing.
    ///
    /// # Errors
    /// [`ImportError`].
    pub async fn import_household(
        &self,
        household: &Household,
        today: Date,
    ) -> Result<Imported, ImportError> {
        check(household, today).map_err(|breach| ImportError::Breach {
            household: household.id,
            breach,
        })?;
        if household.version != 1 {
            return Err(ImportError::NotTheFirst(household.id));
        }
        let table = self.table.name();
        let number = &household.number;
        let mut writes = vec![
            Write::create(table, change::version_item(household)?),
            change::head(table, household),
            Write::create(table, change::number_item(household)),
            // A number in use is not free, in whatever order the files come: left in the pool, it would stop every
            // case that comes upon it.
            Write::Delete {
                table: table.to_owned(),
                key: Key::new(keys::pool(&KecamatanCode::issuing(number)), number.as_str()),
                expect: Expect::Anything,
            },
        ];
        for member in &household.members {
            let key = keys::person(&member.person.nik);
            let pointer = Item::new(key.pk, key.sk)
                .with("household", household.id.to_string())
                .with("person", member.person.id.to_string());
            writes.push(Write::create(table, pointer));
        }
        self.import(writes).await
    }

    /// Imports one free KK number. A number that is free already, or taken, stays as it is.
    ///
    /// # Errors
    /// [`ImportError`].
    pub async fn import_number(
        &self,
        kecamatan: &KecamatanCode,
        number: &KkNumber,
    ) -> Result<Imported, ImportError> {
        if KecamatanCode::issuing(number) != *kecamatan {
            return Err(ImportError::WrongKecamatan(kecamatan.clone()));
        }
        let table = self.table.name();
        self.import(vec![
            Write::create(table, Item::new(keys::pool(kecamatan), number.as_str())),
            Write::Check {
                table: table.to_owned(),
                key: keys::number(number),
                expect: Expect::Absent,
            },
        ])
        .await
    }

    async fn import(&self, writes: Vec<Write>) -> Result<Imported, ImportError> {
        match commit(self.table.database(), writes).await {
            Ok(()) => Ok(Imported::New),
            Err(CommitError::Condition { .. }) => Ok(Imported::Known),
            Err(error) => Err(error.into()),
        }
    }
}
