//! What an extract of SIAK says of households, as their first versions or as their next ones.

use std::collections::BTreeSet;

use jiff::civil::Date;
use tuntas_domain::household::{Household, check_recorded};
use tuntas_domain::identity::{HouseholdId, Nik};
use tuntas_tables::{Expect, Item, Write};

use crate::change::{follows, head, homes, number_item, version_item};
use crate::{ImportError, Register, RegisterError, keys};

/// Which extract of SIAK a household version was taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extract {
    /// The day whose state it shows, as the operator says.
    pub as_of: Date,
    /// What tells its file from others.
    pub fingerprint: String,
}

/// Where the register has a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereabouts {
    /// On no card, and never was.
    Nowhere,
    /// On the card of this household.
    At(HouseholdId),
    /// On none any more: they left the city, or a case took them off a card because they had died.
    Departed,
}

/// Households as an extract has them.
#[derive(Debug, Clone, Copy)]
pub struct Recorded<'a> {
    /// Present versions of those that are in the register.
    pub before: &'a [Household],
    /// Their next versions, and the first ones of those that are not. Everybody of the present versions is on one of them.
    pub after: &'a [Household],
}

impl Register {
    /// Notes that an extract of this day is taken over. No older one is after that: `Some` is the day of the one that is newer.
    ///
    /// # Errors
    /// [`ImportError`].
    pub async fn begin_extract(&self, as_of: Date) -> Result<Option<Date>, ImportError> {
        let key = keys::extract();
        loop {
            let stored = self.table.get(&key).await.map_err(RegisterError::from)?;
            let newest: Option<Date> = stored
                .map(|item| item.parsed("as_of"))
                .transpose()
                .map_err(RegisterError::from)?;
            if newest.is_some_and(|newest| newest >= as_of) {
                return Ok(newest.filter(|newest| *newest > as_of));
            }
            let expect = newest.map_or(Expect::Absent, |newest| Expect::Text("as_of", newest.to_string()));
            let write = || Write::Put {
                table: self.table.name().to_owned(),
                item: Item::new(key.pk.clone(), key.sk.clone()).with("as_of", as_of.to_string()),
                expect: expect.clone(),
            };
            if self.import(|| Ok(vec![write()])).await? {
                return Ok(None);
            }
        }
    }

    /// The extract a household version was taken from; `None` for a version of a case, and for one whose extract nobody
    /// wrote down.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub async fn extract_of(&self, id: HouseholdId, version: u32) -> Result<Option<Extract>, RegisterError> {
        let key = keys::version(id, version);
        let item = self.table.get_attributes(&key, &["as_of", "extract"]).await?;
        let Some(item) = item.filter(|item| item.has("as_of")) else {
            return Ok(None);
        };
        Ok(Some(Extract {
            as_of: item.parsed("as_of")?,
            fingerprint: item.text("extract")?.to_owned(),
        }))
    }

    /// Where a person is.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub async fn whereabouts(&self, nik: &Nik) -> Result<Whereabouts, RegisterError> {
        let Some(item) = self.table.get(&keys::person(nik)).await? else {
            return Ok(Whereabouts::Nowhere);
        };
        if item.has("household") {
            Ok(Whereabouts::At(item.parsed("household")?))
        } else {
            Ok(Whereabouts::Departed)
        }
    }

    /// Writes what an extract says, whole or not at all. False if anything is by now other than `before` says: nothing was
    /// written then. A version is never written over.
    ///
    /// # Errors
    /// [`ImportError`].
    pub async fn record(
        &self,
        recorded: Recorded<'_>,
        extract: &Extract,
        today: Date,
    ) -> Result<bool, ImportError> {
        for household in recorded.after {
            check_recorded(household, today).map_err(|breach| ImportError::Breach {
                household: household.id,
                breach,
            })?;
        }
        nobody_is_lost(recorded)?;
        self.import(|| writes(self.table.name(), recorded, Some(extract)))
            .await
    }
}

/// Everybody stands on one of the new versions, and on one only.
fn nobody_is_lost(recorded: Recorded<'_>) -> Result<(), ImportError> {
    let mut standing = BTreeSet::new();
    for household in recorded.after {
        for member in &household.members {
            if !standing.insert(&member.person.nik) {
                return Err(ImportError::PersonTwice(household.id));
            }
        }
    }
    for household in recorded.before {
        let lost = |member: &tuntas_domain::household::Member| !standing.contains(&member.person.nik);
        if household.members.iter().any(lost) {
            return Err(ImportError::PersonLost(household.id));
        }
    }
    Ok(())
}

/// Versions, with the extract they come from if one is told, and who stands on them.
pub(crate) fn writes(
    table: &str,
    recorded: Recorded<'_>,
    extract: Option<&Extract>,
) -> Result<Vec<Write>, ImportError> {
    let was_at = homes(recorded.before);
    let mut writes = Vec::new();
    for household in recorded.after {
        if household.version > 1 {
            follows(household, recorded.before)?;
        } else {
            writes.push(Write::create(table, number_item(household)));
            // A number in use is not free, in whatever order the files come: left in the pool, it would stop every
            // case that comes upon it.
            writes.push(Write::Delete {
                table: table.to_owned(),
                key: keys::free(&household.number),
                expect: Expect::Anything,
            });
        }
        let mut version = version_item(household)?;
        if let Some(extract) = extract {
            version = version
                .with("as_of", extract.as_of.to_string())
                .with("extract", extract.fingerprint.as_str());
        }
        writes.push(Write::create(table, version));
        writes.push(head(table, household));
        for member in &household.members {
            let nik = &member.person.nik;
            match was_at.get(nik) {
                Some(origin) if *origin == household.id => {}
                Some(origin) => writes.push(Write::Update {
                    table: table.to_owned(),
                    key: keys::person(nik),
                    set: Item::default().with("household", household.id.to_string()),
                    remove: Vec::new(),
                    add: None,
                    expect: Expect::Text("household", origin.to_string()),
                }),
                None => {
                    let key = keys::person(nik);
                    let pointer = Item::new(key.pk, key.sk)
                        .with("household", household.id.to_string())
                        .with("person", member.person.id.to_string());
                    writes.push(Write::create(table, pointer));
                }
            }
        }
    }
    Ok(writes)
}
