//! Things broken on purpose: each is noticed within a few worlds.

use tuntas_simulation::{Damage, live_with};

/// Worlds within which a damage must show.
const WITHIN: u64 = 1_500;

fn noticed(damage: Damage) {
    let seed = (1..=WITHIN).find(|seed| live_with(*seed, damage).is_err());
    assert!(
        seed.is_some(),
        "{damage:?} was not noticed within {WITHIN} worlds"
    );
}

#[test]
fn a_relay_that_forgets_records_is_noticed() {
    noticed(Damage::RelayDrops);
}

#[test]
fn writers_who_do_not_mind_each_others_entries_are_noticed() {
    noticed(Damage::CaseLockIgnored);
}

#[test]
fn a_number_that_can_be_taken_twice_is_noticed() {
    noticed(Damage::NumberLockIgnored);
}

#[test]
fn a_household_written_over_is_noticed() {
    noticed(Damage::HouseholdLockIgnored);
}

#[test]
fn half_a_transaction_is_noticed() {
    noticed(Damage::HalfWritten);
}

#[test]
fn an_officer_who_agrees_with_themselves_is_noticed() {
    noticed(Damage::FourEyesIgnored);
}

#[test]
fn a_reversal_that_the_register_never_hears_of_is_noticed() {
    noticed(Damage::ReversalForgotten);
}
