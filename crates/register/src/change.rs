//! A change of the register as conditional writes.

use std::collections::{BTreeMap, BTreeSet};

use tuntas_domain::household::{Household, HouseholdState};
use tuntas_domain::identity::{HouseholdId, KecamatanCode, KkNumber, Nik, PersonId};
use tuntas_tables::{Expect, Item, Write};

use crate::pool::issue;
use crate::{Register, Shape, keys};

/// Writes of one change at most. A transaction takes 100, and the journal adds its own to them: three entries where two
/// riders are called back, the tip, the step of the day, a hold in two lists, two print jobs and a letter.
const WRITES_AT_MOST: usize = 90;

/// What one case changes.
#[derive(Debug)]
pub struct Change<'a> {
    /// Household versions as they are now, for every household that gets a new version or loses a member.
    pub before: &'a [Household],
    /// New versions. People who stay where they are may have changed data.
    pub after: &'a [Household],
    /// Numbers taken from the pool, for the households founded now.
    pub taken: &'a [(KecamatanCode, KkNumber)],
    /// Numbers that SIAK issued by hand, for the households founded now. One that lies in the pool too leaves it.
    pub by_hand: &'a [KkNumber],
    /// People who leave the city.
    pub departures: &'a [Nik],
    /// People who left the city and stand on one of the new versions now.
    pub arrivals: &'a [Arrival],
    /// People whose identity card is issued anew, with the number of its last issue as
    /// [`Register::card_issue`] read it: zero if there was none. The new issue has the next number.
    pub reissued: &'a [(PersonId, u32)],
}

/// A person who comes back to the city.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Who.
    pub nik: Nik,
    /// The household they left, as [`Register::departed_from`] read it.
    pub departed_from: HouseholdId,
}

/// A change that must not be written.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// A household could not be written as text.
    #[error("a household could not be written: {0}")]
    Encode(#[from] serde_json::Error),
    /// Somebody appears who was on none of the households before, and who does not come back to the city either.
    #[error("a person of household {0} comes from no known household")]
    UnknownOrigin(HouseholdId),
    /// A household gets a new version, but what it was before is not known.
    #[error("household {0} gets a new version, and its former one is not among those before")]
    UnknownBefore(HouseholdId),
    /// A closed household would be in use again. Its number is retired for ever.
    #[error("household {0} is closed and stays closed")]
    Reopened(HouseholdId),
    /// A household would change its number. It keeps the number for its whole life: another number is another
    /// household.
    #[error("household {0} would change its number")]
    NumberChanged(HouseholdId),
    /// A household is founded with a number that is neither taken from the pool nor issued by hand, or a number is given
    /// that no household gets.
    #[error("the numbers taken are not those of the households founded")]
    NumberNotTaken,
    /// More writes than fit into one transaction beside the journal's.
    #[error("the change takes {0} writes, and {WRITES_AT_MOST} fit into one transaction")]
    TooLarge(usize),
}

impl Register {
    /// The writes of a change. Each expects the state the plan was made from: if anybody else changed one of these
    /// households, took one of these numbers, moved one of these people or issued one of these cards, the whole
    /// transaction fails.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub fn change(&self, change: &Change<'_>) -> Result<Vec<Write>, ChangeError> {
        let table = self.table.name();
        let mut writes = households(table, change)?;
        writes.extend(departures(table, change));
        writes.extend(numbers(table, change)?);
        writes.extend(
            change
                .reissued
                .iter()
                .map(|(person, before)| card(table, *person, *before)),
        );
        if writes.len() > WRITES_AT_MOST {
            return Err(ChangeError::TooLarge(writes.len()));
        }
        Ok(writes)
    }
}

/// New versions, and who moves onto them.
fn households(table: &str, change: &Change<'_>) -> Result<Vec<Write>, ChangeError> {
    let mut writes = Vec::new();
    let was_at = homes(change.before);
    let returns: BTreeMap<&Nik, HouseholdId> = change
        .arrivals
        .iter()
        .map(|arrival| (&arrival.nik, arrival.departed_from))
        .collect();
    for household in change.after {
        if household.version > 1 {
            follows(household, change.before)?;
        }
        writes.push(Write::create(table, version_item(household)?));
        writes.push(head(table, household));
        for member in &household.members {
            let nik = &member.person.nik;
            let (remove, expect) = match (was_at.get(nik), returns.get(nik)) {
                (Some(origin), _) if *origin == household.id => continue,
                (Some(origin), _) => (Vec::new(), Expect::Text("household", origin.to_string())),
                (None, Some(left)) => (
                    vec!["departed_from"],
                    Expect::Text("departed_from", left.to_string()),
                ),
                (None, None) => return Err(ChangeError::UnknownOrigin(household.id)),
            };
            writes.push(Write::Update {
                table: table.to_owned(),
                key: keys::person(nik),
                set: Item::default().with("household", household.id.to_string()),
                remove,
                add: None,
                expect,
            });
        }
    }
    Ok(writes)
}

/// Where everybody stands.
pub(crate) fn homes(before: &[Household]) -> BTreeMap<&Nik, HouseholdId> {
    before
        .iter()
        .filter(|household| household.is_active())
        .flat_map(|household| {
            household
                .members
                .iter()
                .map(|member| (&member.person.nik, household.id))
        })
        .collect()
}

/// Whether a version may come after the one before it.
pub(crate) fn follows(household: &Household, before: &[Household]) -> Result<(), ChangeError> {
    let id = household.id;
    let before = before
        .iter()
        .find(|before| before.id == id)
        .ok_or(ChangeError::UnknownBefore(id))?;
    if !before.is_active() && household.is_active() {
        return Err(ChangeError::Reopened(id));
    }
    if before.number != household.number {
        return Err(ChangeError::NumberChanged(id));
    }
    Ok(())
}

fn departures(table: &str, change: &Change<'_>) -> Vec<Write> {
    let was_at = homes(change.before);
    change
        .departures
        .iter()
        .filter_map(|nik| Some((nik, was_at.get(nik)?)))
        .map(|(nik, origin)| Write::Update {
            table: table.to_owned(),
            key: keys::person(nik),
            set: Item::default().with("departed_from", origin.to_string()),
            remove: vec!["household"],
            add: None,
            expect: Expect::Text("household", origin.to_string()),
        })
        .collect()
}

/// A number leaves the pool, belongs to its household from now on, and its issue says so.
fn numbers(table: &str, change: &Change<'_>) -> Result<Vec<Write>, ChangeError> {
    let founded = || change.after.iter().filter(|household| household.version == 1);
    let wanted: BTreeSet<&KkNumber> = founded().map(|household| &household.number).collect();
    let pooled = change.taken.iter().map(|(_, number)| (number, Expect::Present));
    let by_hand = change.by_hand.iter().map(|number| (number, Expect::Anything));
    let given: Vec<(&KkNumber, Expect)> = pooled.chain(by_hand).collect();
    let numbers: BTreeSet<&KkNumber> = given.iter().map(|(number, _)| *number).collect();
    if wanted != numbers || founded().count() != given.len() {
        return Err(ChangeError::NumberNotTaken);
    }
    let mut writes = Vec::new();
    for (number, expect) in given {
        writes.push(Write::Delete {
            table: table.to_owned(),
            key: keys::free(number),
            expect,
        });
    }
    for household in founded() {
        writes.push(Write::create(table, number_item(household)));
        writes.push(issue::used(
            table,
            household,
            change.by_hand.contains(&household.number),
        ));
    }
    Ok(writes)
}

/// The issue after the one that was read.
fn card(table: &str, person: PersonId, before: u32) -> Write {
    Write::Update {
        table: table.to_owned(),
        key: keys::card(person),
        set: Item::default().with_number("issue", i64::from(before) + 1),
        remove: Vec::new(),
        add: None,
        expect: match before {
            0 => Expect::Absent,
            issued => Expect::Number("issue", i64::from(issued)),
        },
    }
}

pub(crate) fn version_item(household: &Household) -> Result<Item, serde_json::Error> {
    let key = keys::version(household.id, household.version);
    Ok(Item::new(key.pk, key.sk)
        .with_number("version", household.version)
        .with("shape", serde_json::to_string(&Shape::of(household))?)
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
