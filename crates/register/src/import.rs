//! Taking over an existing register.

use jiff::civil::Date;
use tuntas_domain::household::{Breach, Household, check};
use tuntas_domain::identity::{HouseholdId, KecamatanCode, KkNumber};
use tuntas_tables::{CommitError, Expect, Item, Write, commit};
use uuid::Uuid;

use crate::extract::writes;
use crate::{ChangeError, Recorded, Register, RegisterError, Whereabouts, keys};

/// Members of a household that is imported, at most: the writes of one transaction, less those for the household itself.
pub const MEMBERS_AT_MOST: usize = 96;

/// How often a transaction is tried while others are at work on the same items.
const ATTEMPTS: u8 = 5;

/// What became of one imported thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imported {
    /// Stored now.
    New,
    /// Was there already; nothing was changed.
    Known,
}

/// What stands in the way of a household.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Conflict {
    /// It was imported before, with other data.
    #[error("it was imported before, with other data")]
    Differs,
    /// Its KK number belongs to another household.
    #[error("its KK number belongs to another household")]
    NumberTaken,
    /// A member stands on another household; position in its list of members.
    #[error("its member {0}, counted from 0, stands on another household")]
    PersonElsewhere(usize),
    /// A member has left the city; position in its list of members.
    #[error("its member {0}, counted from 0, has left the city")]
    PersonDeparted(usize),
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
    /// More members than one transaction can write.
    #[error("household {0} has more than {MEMBERS_AT_MOST} members")]
    TooLarge(HouseholdId),
    /// Something in the register is in the way; nothing was changed.
    #[error("household {household} contradicts the register: {conflict}")]
    Conflict {
        /// The household.
        household: HouseholdId,
        /// What is in the way.
        conflict: Conflict,
    },
    /// The number was not issued for this kecamatan: its first six digits are another's.
    #[error("a KK number was not issued for kecamatan {0}")]
    WrongKecamatan(KecamatanCode),
    /// An extract would put somebody on two cards.
    #[error("somebody on household {0} is on another card as well")]
    PersonTwice(HouseholdId),
    /// An extract would leave somebody on no card.
    #[error("somebody on household {0} would be on no card")]
    PersonLost(HouseholdId),
    /// The writes contradict each other.
    #[error(transparent)]
    Change(#[from] ChangeError),
    /// A household could not be written as text.
    #[error("a household could not be written: {0}")]
    Encode(#[from] serde_json::Error),
    /// What is in the way could not be read.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// Nothing was written.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

impl Register {
    /// What identifiers of imported people and households are derived from: always the same in one register, and known to
    /// nobody else. `fresh` becomes it if there is none yet.
    ///
    /// # Errors
    /// [`ImportError`].
    pub async fn import_namespace(&self, fresh: Uuid) -> Result<Uuid, ImportError> {
        let key = keys::namespace();
        let new = self
            .import(|| {
                let item = Item::new(key.pk.clone(), key.sk.clone()).with("namespace", fresh.to_string());
                Ok(vec![Write::create(self.table.name(), item)])
            })
            .await?;
        if new {
            return Ok(fresh);
        }
        let stored = self.table.get(&key).await.map_err(RegisterError::from)?;
        Ok(stored
            .unwrap_or_default()
            .parsed("namespace")
            .map_err(RegisterError::from)?)
    }

    /// Imports a household with its people and number, whole or not at all. Importing it again changes nothing, whatever
    /// cases have made of it since.
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
        if household.members.len() > MEMBERS_AT_MOST {
            return Err(ImportError::TooLarge(household.id));
        }
        let recorded = Recorded {
            before: &[],
            after: std::slice::from_ref(household),
        };
        if self.import(|| writes(self.table.name(), recorded, None)).await? {
            return Ok(Imported::New);
        }
        match self.in_the_way(household).await? {
            None => Ok(Imported::Known),
            Some(conflict) => Err(ImportError::Conflict {
                household: household.id,
                conflict,
            }),
        }
    }

    /// Why a household could not be written; `None` if it is there already, just as it would be written.
    async fn in_the_way(&self, household: &Household) -> Result<Option<Conflict>, ImportError> {
        if let Some(stored) = self.version(household.id, 1).await? {
            return Ok((stored != *household).then_some(Conflict::Differs));
        }
        if self.holder_item(&household.number).await?.is_some() {
            return Ok(Some(Conflict::NumberTaken));
        }
        for (position, member) in household.members.iter().enumerate() {
            match self.whereabouts(&member.person.nik).await? {
                Whereabouts::Nowhere => {}
                Whereabouts::At(_) => return Ok(Some(Conflict::PersonElsewhere(position))),
                Whereabouts::Departed => return Ok(Some(Conflict::PersonDeparted(position))),
            }
        }
        // Only the household's latest version can have failed: half a household is no household.
        Ok(Some(Conflict::Differs))
    }

    async fn holder_item(&self, number: &KkNumber) -> Result<Option<Item>, RegisterError> {
        Ok(self.table.get(&keys::number(number)).await?)
    }

    /// Puts one number into the pool without a record of its issue, as samples do; [`Register::import_issued`] records
    /// it. A number that is free already, taken or on record stays as it is.
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
        let absent = |key| Write::Check {
            table: table.to_owned(),
            key,
            expect: Expect::Absent,
        };
        let new = self
            .import(|| {
                let free = keys::free(number);
                Ok(vec![
                    Write::create(table, Item::new(free.pk, free.sk)),
                    absent(keys::number(number)),
                    absent(keys::issue(number)),
                ])
            })
            .await?;
        Ok(if new { Imported::New } else { Imported::Known })
    }

    /// Whether the writes were done; not if a condition failed.
    pub(crate) async fn import(
        &self,
        writes: impl Fn() -> Result<Vec<Write>, ImportError>,
    ) -> Result<bool, ImportError> {
        let mut attempt = 1;
        loop {
            match commit(self.table.database(), writes()?).await {
                Ok(()) => return Ok(true),
                Err(CommitError::Condition { .. }) => return Ok(false),
                Err(CommitError::Contended) if attempt < ATTEMPTS => attempt += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }
}
