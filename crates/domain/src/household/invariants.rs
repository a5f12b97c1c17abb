//! What must hold for every family card and for the register as a whole.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Household, HouseholdState};
use crate::people::{Relationship, Vital};

/// A broken invariant. Carries no personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Breach {
    /// An active card without members.
    #[error("an active family card has no members")]
    Empty,
    /// No head, or more than one.
    #[error("an active family card has {0} heads instead of one")]
    Heads(usize),
    /// The head is under 17 and never married, or not alive.
    #[error("the head of a family card is under 17 and never married, or not alive")]
    HeadNotEligible,
    /// Nobody of age on the card.
    #[error("children under 17 stand alone on a family card")]
    ChildrenAlone,
    /// A closed card that still has members.
    #[error("a closed family card has members")]
    ClosedWithMembers,
    /// The same person twice on one card or on two active cards.
    #[error("a person stands on a family card twice")]
    PersonTwice,
    /// The same number on two active cards.
    #[error("a family card number is used by two households")]
    NumberTwice,
}

/// Checks one family card as of a day.
///
/// # Errors
/// The first [`Breach`] found.
pub fn check(household: &Household, day: Date) -> Result<(), Breach> {
    if household.state == HouseholdState::Closed {
        return if household.members.is_empty() {
            Ok(())
        } else {
            Err(Breach::ClosedWithMembers)
        };
    }
    if household.members.is_empty() {
        return Err(Breach::Empty);
    }
    let heads = household
        .members
        .iter()
        .filter(|m| m.relationship == Relationship::Head)
        .count();
    if heads != 1 {
        return Err(Breach::Heads(heads));
    }
    if !household.members.iter().any(|m| m.person.may_head(day)) {
        return Err(Breach::ChildrenAlone);
    }
    if !household.head().is_some_and(|head| head.person.may_head(day)) {
        return Err(Breach::HeadNotEligible);
    }
    let people: BTreeSet<_> = household.members.iter().map(|m| &m.person.nik).collect();
    if people.len() == household.members.len() {
        Ok(())
    } else {
        Err(Breach::PersonTwice)
    }
}

/// Checks one family card as SIAK has it. A death makes no card wrong: until the family asks for another card, whoever died
/// stands on it as they did, also as its head.
///
/// # Errors
/// The first [`Breach`] found.
pub fn check_recorded(household: &Household, day: Date) -> Result<(), Breach> {
    let mut before_any_death = household.clone();
    for member in &mut before_any_death.members {
        member.person.vital = Vital::Alive;
    }
    check(&before_any_death, day)
}

/// Checks a whole register: each card by itself, every person on one active card, every number once.
///
/// # Errors
/// The first [`Breach`] found.
pub fn check_register<'a>(
    households: impl IntoIterator<Item = &'a Household>,
    day: Date,
) -> Result<(), Breach> {
    let mut people = BTreeSet::new();
    let mut numbers = BTreeMap::new();
    for household in households {
        check(household, day)?;
        if numbers
            .insert(household.number.clone(), household.id)
            .is_some_and(|other| other != household.id)
        {
            return Err(Breach::NumberTwice);
        }
        for member in &household.members {
            if !people.insert(member.person.nik.clone()) {
                return Err(Breach::PersonTwice);
            }
        }
    }
    Ok(())
}
