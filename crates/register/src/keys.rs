//! Keys of the table.

use tuntas_domain::identity::{HouseholdId, KecamatanCode, KkNumber, Nik, PersonId};
use tuntas_tables::Key;

pub(crate) fn household(id: HouseholdId) -> String {
    format!("HH#{id}")
}

pub(crate) fn version(id: HouseholdId, version: u32) -> Key {
    Key::new(household(id), format!("V#{version:010}"))
}

pub(crate) fn latest(id: HouseholdId) -> Key {
    Key::new(household(id), "HEAD")
}

pub(crate) fn person(nik: &Nik) -> Key {
    Key::new(format!("NIK#{nik}"), "HEAD")
}

pub(crate) fn card(id: PersonId) -> Key {
    Key::new(format!("PERSON#{id}"), "CARD")
}

pub(crate) fn number(number: &KkNumber) -> Key {
    Key::new(format!("KK#{number}"), "HEAD")
}

pub(crate) fn issue(number: &KkNumber) -> Key {
    Key::new(issues(&KecamatanCode::issuing(number)), number.as_str())
}

pub(crate) fn issues(kecamatan: &KecamatanCode) -> String {
    format!("ISSUED#{kecamatan}")
}

pub(crate) fn free(number: &KkNumber) -> Key {
    Key::new(pool(&KecamatanCode::issuing(number)), number.as_str())
}

pub(crate) fn pool(kecamatan: &KecamatanCode) -> String {
    format!("POOL#{kecamatan}")
}

pub(crate) fn namespace() -> Key {
    Key::new("IMPORT", "NAMESPACE")
}

pub(crate) fn extract() -> Key {
    Key::new("IMPORT", "EXTRACT")
}
