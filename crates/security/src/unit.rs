//! The police's units.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};
use tuntas_domain::identity::InvalidIdentifier;

/// Code of a unit, such as `samapta-1`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UnitCode(String);

impl UnitCode {
    /// Checks the form.
    ///
    /// # Errors
    /// [`InvalidIdentifier`].
    pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
        let first = text.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
        let rest = text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if first && rest && (2..=30).contains(&text.len()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidIdentifier {
                code: "unit_code_form",
                rule: "a unit's code is 2 to 30 lower-case letters, digits and hyphens, beginning with a letter",
                mend: "use a code of the city's list, e.g. samapta-1",
            })
        }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for UnitCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for UnitCode {
    type Error = InvalidIdentifier;
    fn try_from(text: String) -> Result<Self, InvalidIdentifier> {
        Self::parse(&text)
    }
}

impl From<UnitCode> for String {
    fn from(code: UnitCode) -> Self {
        code.0
    }
}

/// How many officers, 1 to 500.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Strength(u16);

/// Nobody, or more than a city has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a number of officers is 1 to {}", Strength::MOST)]
pub struct InvalidStrength;

impl Strength {
    /// Most officers that can be asked for.
    pub const MOST: u16 = 500;

    /// Checks the range.
    ///
    /// # Errors
    /// [`InvalidStrength`].
    pub fn new(officers: u16) -> Result<Self, InvalidStrength> {
        if (1..=Self::MOST).contains(&officers) {
            Ok(Self(officers))
        } else {
            Err(InvalidStrength)
        }
    }

    /// The number.
    pub fn get(self) -> u16 {
        self.0
    }
}

impl TryFrom<u16> for Strength {
    type Error = InvalidStrength;
    fn try_from(officers: u16) -> Result<Self, InvalidStrength> {
        Self::new(officers)
    }
}

impl From<Strength> for u16 {
    fn from(strength: Strength) -> Self {
        strength.0
    }
}

/// A part of each day with the officers a unit has then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shift {
    /// Begins then.
    pub from: Time,
    /// Ends then; another shift may begin.
    pub to: Time,
    /// How many officers can be sent out during it, in all.
    pub strength: Strength,
}

/// A unit that can be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Its code.
    pub code: UnitCode,
    /// Its name as letters say it.
    pub name: String,
    /// Its day, in order, without overlaps.
    pub shifts: Vec<Shift>,
}
