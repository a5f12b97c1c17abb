//! The two former spouses.

use std::ops::{Index, IndexMut};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Choice;
use crate::identity::{CityCode, KelurahanCode, Nik, Phone};
use crate::people::{PersonName, Text};

/// Which side of the case a former spouse stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// *Penggugat* or *Pemohon*.
    Petitioner,
    /// *Tergugat* or *Termohon*.
    Respondent,
}

impl Role {
    /// Both, petitioner first.
    pub const BOTH: [Self; 2] = [Self::Petitioner, Self::Respondent];

    /// The other side.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Petitioner => Self::Respondent,
            Self::Respondent => Self::Petitioner,
        }
    }

    /// `petitioner` or `respondent`, as it stands in keys and messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Petitioner => "petitioner",
            Self::Respondent => "respondent",
        }
    }

    /// The one with this word; `None` for any other.
    pub fn named(word: &str) -> Option<Self> {
        Self::BOTH.into_iter().find(|role| role.as_str() == word)
    }
}

impl std::fmt::Display for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One value for each former spouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Parties<T> {
    /// The petitioner's.
    pub petitioner: T,
    /// The respondent's.
    pub respondent: T,
}

impl<T> Parties<T> {
    /// Builds a value for each side.
    pub fn from_fn(mut make: impl FnMut(Role) -> T) -> Self {
        Self {
            petitioner: make(Role::Petitioner),
            respondent: make(Role::Respondent),
        }
    }

    /// Builds a value for each side, or stops at the first failure.
    ///
    /// # Errors
    /// What `make` returned.
    pub fn try_from_fn<E>(mut make: impl FnMut(Role) -> Result<T, E>) -> Result<Self, E> {
        Ok(Self {
            petitioner: make(Role::Petitioner)?,
            respondent: make(Role::Respondent)?,
        })
    }

    /// Both values with their side.
    pub fn iter(&self) -> impl Iterator<Item = (Role, &T)> {
        [
            (Role::Petitioner, &self.petitioner),
            (Role::Respondent, &self.respondent),
        ]
        .into_iter()
    }
}

impl<T> Index<Role> for Parties<T> {
    type Output = T;
    fn index(&self, role: Role) -> &T {
        match role {
            Role::Petitioner => &self.petitioner,
            Role::Respondent => &self.respondent,
        }
    }
}

impl<T> IndexMut<Role> for Parties<T> {
    fn index_mut(&mut self, role: Role) -> &mut T {
        match role {
            Role::Petitioner => &mut self.petitioner,
            Role::Respondent => &mut self.respondent,
        }
    }
}

/// A former spouse as the court names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// NIK; decides who is meant. Only a foreigner may lack one.
    pub nik: Option<Nik>,
    /// Passport of a foreigner without a NIK.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passport: Option<Text<20>>,
    /// Name as the court writes it; compared, never taken over.
    pub name: PersonName,
    /// Birth date; compared, never taken over.
    pub birth_date: Date,
    /// Where the court believes the person lives. The register decides about residents.
    pub domicile: Domicile,
    /// Where documents go. Unknown for a party who could not be found (*ghoib*).
    pub contact: Option<Contact>,
    /// What the person wishes for their family card, if anything was said.
    pub choice: Option<Choice>,
}

impl Party {
    /// Whether the party has this NIK.
    pub fn is(&self, nik: &Nik) -> bool {
        self.nik.as_ref() == Some(nik)
    }
}

/// Where a person lives according to the court.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Domicile {
    /// In the city that runs this service.
    City,
    /// In another city or regency, whose registry must be told.
    Elsewhere {
        /// Code of that city or regency.
        region: CityCode,
        /// Its name, for the letter.
        name: Text<60>,
    },
}

/// How the courier reaches the addressee. Each party has their own; the other never sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Telephone.
    pub phone: Phone,
    /// Delivery address in one line.
    pub address: Text<200>,
    /// Kelurahan of the delivery address, where known.
    pub kelurahan: Option<KelurahanCode>,
    /// Five digits, where known.
    pub postcode: Option<Text<5>>,
    /// Latitude and longitude in millionths of a degree; instant couriers need them.
    pub coordinates: Option<(i32, i32)>,
    /// Hint for the rider, e.g. a landmark.
    pub note: Option<Text<120>>,
}
