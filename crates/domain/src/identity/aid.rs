//! Codes of aid.

use serde::{Deserialize, Serialize};

crate::chosen_code!(
    /// Code of an office that gives aid, such as `dp3akb`, as the city's configuration names it.
    AidOfficeCode,
    30,
    "aid_office_code_form",
    "an aid office's code is 2 to 30 lower-case letters, digits and hyphens, beginning with a letter",
    "use a code of the city's list, e.g. dp3akb",
);

/// What a former spouse may be offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AidKind {
    /// *Pendampingan*: counselling, legal, psychological, for children, for a business.
    Mentoring,
    /// *Bantuan modal*: money to begin or keep a business, with mentoring.
    Capital,
}

impl AidKind {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Mentoring, Self::Capital];

    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mentoring => "mentoring",
            Self::Capital => "capital",
        }
    }

    /// As citizens and officers read it.
    pub fn in_letters(self) -> &'static str {
        match self {
            Self::Mentoring => "pendampingan",
            Self::Capital => "bantuan modal",
        }
    }
}

impl std::fmt::Display for AidKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
