//! Identifiers of imported households and people.
//!
//! They are derived, so that importing again names the same ones; and from a namespace that the register keeps to
//! itself, because a NIK has few enough digits to be found from anything that is derived from it alone.

use tuntas_domain::identity::{HouseholdId, KkNumber, Nik, PersonId};
use uuid::Uuid;

/// The household of a KK number.
pub fn household(namespace: Uuid, number: &KkNumber) -> HouseholdId {
    HouseholdId(Uuid::new_v5(&namespace, format!("household/{number}").as_bytes()))
}

/// The person of a NIK.
pub fn person(namespace: Uuid, nik: &Nik) -> PersonId {
    PersonId(Uuid::new_v5(&namespace, format!("person/{nik}").as_bytes()))
}
