//! Numbers of letters, and how an office writes them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A place in a series: 1, 2, 3 ... in each office and year, without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LetterNumber(pub u32);

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
    pub fn write(&self, number: LetterNumber, issued_on: Date) -> String {
        let month = usize::from(issued_on.month().unsigned_abs())
            .checked_sub(1)
            .and_then(|month| ROMAN.get(month))
            .unwrap_or(&"");
        self.0
            .replace("{number}", &number.0.to_string())
            .replace("{month}", month)
            .replace("{year}", &issued_on.year().to_string())
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
