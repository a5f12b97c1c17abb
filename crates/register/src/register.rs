//! Reading the register.

use tuntas_domain::household::Household;
use tuntas_domain::identity::{HouseholdId, KecamatanCode, KkNumber, Nik, PersonId};
use tuntas_domain::people::Person;
use tuntas_tables::{CommitError, Item, ItemError, ReadError, Table};

use crate::keys;

/// The table `register`.
#[derive(Clone, Debug)]
pub struct Register {
    pub(crate) table: Table,
}

/// The register could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// Could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A stored item is damaged.
    #[error(transparent)]
    Item(#[from] ItemError),
    /// A household version is stored in a form this version does not know.
    #[error("version {version} of household {household} is stored in an unknown form")]
    UnknownForm {
        /// The household.
        household: HouseholdId,
        /// The version.
        version: u32,
    },
    /// A household could not be written as text.
    #[error("a household could not be written: {0}")]
    Encode(#[from] serde_json::Error),
    /// Nothing was written.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

impl Register {
    /// Opens the register.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    /// The active household of a person, by NIK.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub async fn home_of(&self, nik: &Nik) -> Result<Option<Household>, RegisterError> {
        self.behind(self.table.get(&keys::person(nik)).await?).await
    }

    /// The household that has a KK number.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub async fn by_number(&self, number: &KkNumber) -> Result<Option<Household>, RegisterError> {
        self.behind(self.table.get(&keys::number(number)).await?).await
    }

    /// One version of a household.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub async fn version(&self, id: HouseholdId, version: u32) -> Result<Option<Household>, RegisterError> {
        let item = self.table.get(&keys::version(id, version)).await?;
        item.map(|item| household(id, &item)).transpose()
    }

    /// The latest version of a household.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub async fn latest(&self, id: HouseholdId) -> Result<Option<Household>, RegisterError> {
        let item = self.table.last(&keys::household(id), "V#").await?;
        item.map(|item| household(id, &item)).transpose()
    }

    /// The latest version number of a household. Reads nothing else, so that the public document check needs no
    /// access to anybody's data.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub async fn latest_version(&self, id: HouseholdId) -> Result<Option<u32>, RegisterError> {
        let item = self.table.get_attributes(&keys::latest(id), &["version"]).await?;
        Ok(item.map(|item| item.number("version")).transpose()?)
    }

    /// How often a person's identity card was issued; zero if never here.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub async fn card_issue(&self, person: PersonId) -> Result<u32, RegisterError> {
        let item = self.table.get_attributes(&keys::card(person), &["issue"]).await?;
        Ok(item.map(|item| item.number("issue")).transpose()?.unwrap_or(0))
    }

    /// The household a person left when they left the city; `None` for everybody else.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub async fn departed_from(&self, nik: &Nik) -> Result<Option<HouseholdId>, RegisterError> {
        let item = self.table.get(&keys::person(nik)).await?;
        let left = item
            .as_ref()
            .and_then(|item| item.text_if_present("departed_from"));
        left.map(|id| {
            id.parse().map_err(|_| {
                ItemError {
                    attribute: "departed_from",
                }
                .into()
            })
        })
        .transpose()
    }

    /// The record of a person who left the city, as they left; `None` for everybody else.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub async fn departed(&self, nik: &Nik) -> Result<Option<Person>, RegisterError> {
        let Some(id) = self.departed_from(nik).await? else {
            return Ok(None);
        };
        let latest = self.latest_version(id).await?.unwrap_or(0);
        for version in (1..=latest).rev() {
            let Some(card) = self.version(id, version).await? else {
                continue;
            };
            let left = card.departed.iter().map(|departure| &departure.member);
            let found = left.chain(&card.members).find(|member| member.person.nik == *nik);
            if let Some(member) = found {
                return Ok(Some(member.person.clone()));
            }
        }
        Ok(None)
    }

    /// Free KK numbers of a kecamatan in the order SIAK issued them, at most `limit`.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub async fn free_numbers(
        &self,
        kecamatan: &KecamatanCode,
        limit: u16,
    ) -> Result<Vec<KkNumber>, RegisterError> {
        let items = self.table.page(&keys::pool(kecamatan), None, limit).await?;
        Ok(items
            .iter()
            .map(|item| item.parsed("sk"))
            .collect::<Result<_, _>>()?)
    }

    async fn behind(&self, pointer: Option<Item>) -> Result<Option<Household>, RegisterError> {
        let Some(id) = pointer
            .as_ref()
            .and_then(|item| item.text_if_present("household"))
        else {
            return Ok(None);
        };
        let id = id.parse().map_err(|_| ItemError {
            attribute: "household",
        })?;
        self.latest(id).await
    }
}

fn household(id: HouseholdId, item: &Item) -> Result<Household, RegisterError> {
    serde_json::from_str(item.text("body")?).map_err(|_| RegisterError::UnknownForm {
        household: id,
        version: item.number("version").unwrap_or(0),
    })
}
