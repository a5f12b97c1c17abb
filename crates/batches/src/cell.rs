//! One cell, as it was read.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;
use serde::{Deserialize, Serialize};

/// One cell, as it was read. There is no `Debug`: cells hold what people are.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    /// A text, without blanks around it.
    Text(String),
    /// A number of a workbook, as the workbook writes it.
    Number {
        /// Its digits.
        #[serde(rename = "#")]
        number: String,
    },
}

impl Cell {
    /// A text without the blanks around it.
    pub fn text(text: &str) -> Self {
        Self::Text(text.trim_matches(is_blank).to_owned())
    }

    pub(crate) fn number(number: &str) -> Self {
        Self::Number {
            number: number.trim().to_owned(),
        }
    }

    /// What stands there, whatever it is.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Number { number } => number,
        }
    }

    /// Whether nothing stands there. Databases and clerks write that in several ways.
    pub fn is_empty(&self) -> bool {
        matches!(
            self.as_str(),
            "" | "-" | "--" | "NULL" | "null" | "\\N" | "0000-00-00" | "0000-00-00 00:00:00"
        )
    }

    /// Whether a spreadsheet would take it for a formula. A telephone number and a coordinate begin with a sign, too.
    pub(crate) fn is_formula(&self) -> bool {
        let Self::Text(text) = self else { return false };
        match text.as_bytes() {
            [b'=' | b'@', ..] => true,
            [b'+' | b'-', rest @ ..] => !rest
                .iter()
                .all(|byte| byte.is_ascii_digit() || b" .,-()/E+".contains(byte)),
            _ => false,
        }
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{a0}' || c == '\u{feff}'
}

/// Text in UTF-8, or else in Windows-1252, which takes every byte.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_programs_write_windows_1252() {
        assert_eq!(decode(b"Jos\xe9 \x96 contoh"), "Jos\u{e9} \u{2013} contoh");
        assert_eq!(decode("Jos\u{e9}".as_bytes()), "Jos\u{e9}");
    }

    #[test]
    fn nothing_is_written_in_many_ways() {
        for nothing in ["", "  ", "-", "NULL", "\\N", "0000-00-00", "\u{a0}"] {
            assert!(Cell::text(nothing).is_empty(), "{nothing:?}");
        }
        assert!(!Cell::text("0").is_empty());
    }

    #[test]
    fn a_formula_is_told_from_a_number_with_a_sign() {
        for formula in [
            "=1+1",
            "@SUM(A1)",
            "+cmd|' /C calc'!A0",
            "-2+3+cmd|x",
            "=HYPERLINK(\"x\")",
        ] {
            assert!(Cell::text(formula).is_formula(), "{formula}");
        }
        for value in [
            "+62 812-0000-0001",
            "-7,64",
            "-",
            "Contoh =",
            "1E+5",
            "+62(343)421717",
        ] {
            assert!(!Cell::text(value).is_formula(), "{value}");
        }
    }
}
