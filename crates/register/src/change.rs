//! A change of the register as conditional writes.

use std::collections::BTreeMap;

use tuntas_domain::household::{Household, HouseholdState};
use tuntas_domain::identity::{HouseholdId, KecamatanCode, KkNumber, Nik, PersonId};
use tuntas_tables::{Expect, Item, Write};

use crate::{Register, keys};

/// What one case changes.
#[derive(Debug)]
pub struct Change<'a> {
    /// Household versions as they are now, for every household that gets a new version or loses a member.
    pub before: &'a [Household],
    /// New versions.
    pub after: &'a [Household],
    /// Numbers taken from the pool.
    pub taken: &'a [(KecamatanCode, KkNumber)],
    /// People who leave the city.
    pub departures: &'a [Nik],
    /// People whose identity card is issued anew.
    pub reissued: &'a [PersonId],
}

/// A change that must not be written.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// A household could not be written as text.
    #[error("a household could not be written: {0}")]
    Encode(#[from] serde_json::Error),
    /// Somebody appears who was on none of the households before.
    #[error("a person of household {0} comes from no known household")]
    UnknownOrigin(HouseholdId),
}

impl Register {
    /// The writes of a change. Each expects the state the plan was made from: if anybody else changed one of these
    /// households, took one of these numbers or moved one of these people, the whole transaction fails.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub fn change(&self, change: &Change<'_>) -> Result<Vec<Write>, ChangeError> {
        let table = self.table.name();
        let mut writes = Vec::new();
        let was_at: BTreeMap<&Nik, HouseholdId> = change
            .before
            .iter()
            .filter(|household| household.is_active())
            .flat_map(|household| {
                household
                    .members
                    .iter()
                    .map(|member| (&member.person.nik, household.id))
            })
            .collect();
        for household in change.after {
            writes.push(Write::create(table, version_item(household)?));
            writes.push(head(table, household));
            for member in &household.members {
                let nik = &member.person.nik;
                let origin = *was_at.get(nik).ok_or(ChangeError::UnknownOrigin(household.id))?;
                if origin != household.id {
                    writes.push(Write::Update {
                        table: table.to_owned(),
                        key: keys::person(nik),
                        set: Item::default().with("household", household.id.to_string()),
                        remove: Vec::new(),
                        add: None,
                        expect: Expect::Text("household", origin.to_string()),
                    });
                }
            }
        }
        for nik in change.departures {
            if let Some(origin) = was_at.get(nik) {
                writes.push(Write::Update {
                    table: table.to_owned(),
                    key: keys::person(nik),
                    set: Item::default().with("departed_from", origin.to_string()),
                    remove: vec!["household"],
                    add: None,
                    expect: Expect::Text("household", origin.to_string()),
                });
            }
        }
        for (kecamatan, number) in change.taken {
            writes.push(Write::Delete {
                table: table.to_owned(),
                key: tuntas_tables::Key::new(keys::pool(kecamatan), number.as_str()),
                expect: Expect::Present,
            });
        }
        for household in change.after.iter().filter(|household| household.version == 1) {
            writes.push(Write::create(table, number_item(household)));
        }
        for person in change.reissued {
            writes.push(Write::Update {
                table: table.to_owned(),
                key: keys::card(*person),
                set: Item::default(),
                remove: Vec::new(),
                add: Some(("issue", 1)),
                expect: Expect::Anything,
            });
        }
        Ok(writes)
    }
}

pub(crate) fn version_item(household: &Household) -> Result<Item, serde_json::Error> {
    let key = keys::version(household.id, household.version);
    Ok(Item::new(key.pk, key.sk)
        .with_number("version", household.version)
        .with("body", serde_json::to_string(household)?))
}

pub(crate) fn number_item(household: &Household) -> Item {
    let key = keys::number(&household.number);
    Item::new(key.pk, key.sk).with("household", household.id.to_string())
}

/// The latest version number goes up by exactly one.
pub(crate) fn head(table: &str, household: &Household) -> Write {
    let key = keys::latest(household.id);
    let state = match household.state {
        HouseholdState::Active => "active",
        HouseholdState::Closed => "closed",
    };
    if household.version == 1 {
        return Write::create(
            table,
            Item::new(key.pk, key.sk)
                .with_number("version", 1_u32)
                .with("state", state),
        );
    }
    Write::Update {
        table: table.to_owned(),
        key,
        set: Item::default()
            .with_number("version", household.version)
            .with("state", state),
        remove: Vec::new(),
        add: None,
        expect: Expect::Number("version", i64::from(household.version) - 1),
    }
}
