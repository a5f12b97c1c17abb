//! Numbers of letters.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_domain::identity::{InvalidIdentifier, LetterNumber};

/// What a letter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterKind {
    /// What the court writes: request, change, cancellation.
    Request,
    /// What the police answer.
    Reply,
    /// What the police report afterwards.
    Report,
}

impl LetterKind {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Request, Self::Reply, Self::Report];

    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Reply => "reply",
            Self::Report => "report",
        }
    }
}

/// A letter that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// What it is.
    pub kind: LetterKind,
    /// Its place in it.
    pub number: LetterNumber,
    /// Its date; the year of the series.
    pub issued_on: Date,
}

/// Number of the police's *surat perintah* (sprin), such as `Sprin/412/XI/PAM.3.3./2026`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WarrantNumber(String);

impl WarrantNumber {
    /// Checks the form: it begins with `Sprin/` and has a number and a year.
    ///
    /// # Errors
    /// [`InvalidIdentifier`].
    pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
        let parts: Vec<&str> = text.split('/').collect();
        let digits = |part: &str, least: usize, most: usize| {
            (least..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
        };
        let prefixed = parts
            .first()
            .is_some_and(|first| first.eq_ignore_ascii_case("sprin"));
        let numbered = parts.get(1).is_some_and(|number| digits(number, 1, 6));
        let dated = parts.iter().skip(2).any(|part| digits(part, 4, 4));
        let visible = text.bytes().all(|b| b.is_ascii_graphic());
        if prefixed && numbered && dated && visible && text.len() <= 60 {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidIdentifier {
                code: "warrant_number_form",
                rule: "a warrant number reads Sprin/number/.../year, without spaces",
                mend: "send the number of the surat perintah, e.g. Sprin/412/XI/PAM.3.3./2026",
            })
        }
    }

    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for WarrantNumber {
    type Error = InvalidIdentifier;
    fn try_from(text: String) -> Result<Self, InvalidIdentifier> {
        Self::parse(&text)
    }
}

impl From<WarrantNumber> for String {
    fn from(number: WarrantNumber) -> Self {
        number.0
    }
}
