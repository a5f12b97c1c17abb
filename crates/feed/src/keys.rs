//! Keys of the table.

use tuntas_domain::identity::HouseholdId;
use tuntas_tables::Key;

use crate::FileNumber;

/// Partition of the files that are not acknowledged.
pub(crate) const OPEN: &str = "OPEN";
/// Partition of the entries that differ in SIAK.
pub(crate) const DIFFERENCES: &str = "DIFFERENCE";
/// Beginning of an answer's sort key.
pub(crate) const ANSWER: &str = "A#";

pub(crate) fn head() -> Key {
    Key::new("FEED", "HEAD")
}

pub(crate) fn file(number: FileNumber) -> Key {
    Key::new(format!("FILE#{number}"), "FILE")
}

pub(crate) fn stored(number: FileNumber) -> Key {
    Key::new(format!("FILE#{number}"), "STORED")
}

pub(crate) fn entry(household: HouseholdId, version: u32) -> Key {
    Key::new(format!("ENTRY#{household}#{version:010}"), "ENTRY")
}

pub(crate) fn open(number: FileNumber) -> Key {
    Key::new(OPEN, number.to_string())
}

pub(crate) fn answers(number: FileNumber) -> String {
    format!("ACK#{number}")
}

pub(crate) fn standing(number: FileNumber) -> Key {
    Key::new(answers(number), "STANDING")
}

/// Beginning of the sort keys of the answers about one entry. The latest is the last of them.
pub(crate) fn about(household: HouseholdId, version: u32) -> String {
    format!("{ANSWER}{household}#{version:010}#")
}

pub(crate) fn answer(number: FileNumber, household: HouseholdId, version: u32, revision: u32) -> Key {
    Key::new(
        answers(number),
        format!("{}{revision:06}", about(household, version)),
    )
}

pub(crate) fn difference(number: FileNumber, household: HouseholdId, version: u32) -> Key {
    Key::new(DIFFERENCES, format!("{number}#{household}#{version:010}"))
}
