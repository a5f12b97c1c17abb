//! Codes of aid.

use serde::{Deserialize, Serialize};

use super::{InvalidIdentifier, string_identifier};

/// Code of an office that gives aid, such as `dp3akb`, as the city's configuration names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AidOfficeCode(String);

string_identifier!(AidOfficeCode);

impl AidOfficeCode {
    /// Parses 2 to 30 lower-case letters, digits and hyphens, beginning with a letter.
    ///
    /// # Errors
    /// Code `aid_office_code_form`.
    pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
        let first = text.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
        let rest = text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if first && rest && (2..=30).contains(&text.len()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidIdentifier {
                code: "aid_office_code_form",
                rule: "an aid office's code is 2 to 30 lower-case letters, digits and hyphens, beginning with a letter",
                mend: "use a code of the city's list, e.g. dp3akb",
            })
        }
    }

    /// The code as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

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
