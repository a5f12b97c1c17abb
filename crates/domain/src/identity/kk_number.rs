//! The number of a family card.

use serde::{Deserialize, Serialize};

use super::{InvalidIdentifier, string_identifier};

/// Number of a *Kartu Keluarga*: `RRRRRR DDMMYY SSSS` (issuing kecamatan, date of recording, serial).
///
/// Only SIAK, the national population system, issues these numbers; Tuntas takes them from an imported
/// pool and never makes one. The number stays valid until the head of family changes
/// (UU 23/2006 art. 61(3)).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KkNumber(String);

string_identifier!(KkNumber);

impl KkNumber {
    /// Parses sixteen digits.
    ///
    /// # Errors
    /// Codes `kk_length`, `kk_digits`, `kk_date_digits`, `kk_serial`.
    pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
        let invalid = |code, rule, mend| InvalidIdentifier { code, rule, mend };
        if !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(invalid(
                "kk_digits",
                "a KK number has digits only",
                "send the 16 digits without spaces or dots",
            ));
        }
        if text.len() != 16 {
            return Err(invalid(
                "kk_length",
                "a KK number has exactly 16 digits",
                "send all 16 digits as printed on the KK",
            ));
        }
        let two = |at: usize| text[at..at + 2].parse::<u8>().unwrap_or(0);
        if !(1..=31).contains(&two(6)) || !(1..=12).contains(&two(8)) {
            return Err(invalid(
                "kk_date_digits",
                "digits 7 to 10 of a KK number are a day and a month",
                "check digits 7 to 10 against the KK",
            ));
        }
        if &text[12..] == "0000" {
            return Err(invalid(
                "kk_serial",
                "the last four digits of a KK number start at 0001",
                "check the last four digits against the KK",
            ));
        }
        Ok(Self(text.to_owned()))
    }

    /// The sixteen digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for KkNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KkNumber(…{})", &self.0[12..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixteen_digits_with_a_date_inside() {
        assert!(KkNumber::parse("3575011209210007").is_ok());
        for (text, code) in [
            ("357501120921000", "kk_length"),
            ("3575.1120921.007", "kk_digits"),
            ("3575013209210007", "kk_date_digits"),
            ("3575011213210007", "kk_date_digits"),
            ("3575011209210000", "kk_serial"),
        ] {
            assert_eq!(KkNumber::parse(text).unwrap_err().code, code, "{text}");
        }
    }
}
