//! The police's units.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

tuntas_domain::chosen_code!(
    /// Code of a unit, such as `samapta-1`.
    UnitCode,
    30,
    "unit_code_form",
    "a unit's code is 2 to 30 lower-case letters, digits and hyphens, beginning with a letter",
    "use a code of the city's list, e.g. samapta-1",
);

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
