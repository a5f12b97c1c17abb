//! Numbers of letters.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_domain::identity::InvalidIdentifier;

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

/// A place in a series: 1, 2, 3 ... in each office and year, without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LetterNumber(pub u32);

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

const ROMAN: [&str; 12] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
];

/// How an office writes its numbers, such as `{number}/KPA.W13-A00/HK2.6/{month}/{year}`. `{month}` is Roman.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LetterForm(String);

/// A form that cannot tell two letters apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a form of numbers has {{number}} and {{year}}, each once, and at most 60 visible characters")]
pub struct InvalidLetterForm;

impl LetterForm {
    /// Checks that number and year stand in it.
    ///
    /// # Errors
    /// [`InvalidLetterForm`].
    pub fn parse(text: &str) -> Result<Self, InvalidLetterForm> {
        let once = |part| text.matches(part).count() == 1;
        let visible = text.bytes().all(|b| b.is_ascii_graphic() || b == b' ');
        if once("{number}") && once("{year}") && visible && text.len() <= 60 {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidLetterForm)
        }
    }

    /// The number of a letter as it is written.
    pub fn write(&self, letter: &Letter) -> String {
        let month = usize::from(letter.issued_on.month().unsigned_abs())
            .checked_sub(1)
            .and_then(|month| ROMAN.get(month))
            .unwrap_or(&"");
        self.0
            .replace("{number}", &letter.number.0.to_string())
            .replace("{month}", month)
            .replace("{year}", &letter.issued_on.year().to_string())
    }
}

impl TryFrom<String> for LetterForm {
    type Error = InvalidLetterForm;
    fn try_from(text: String) -> Result<Self, InvalidLetterForm> {
        Self::parse(&text)
    }
}

impl From<LetterForm> for String {
    fn from(form: LetterForm) -> Self {
        form.0
    }
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
