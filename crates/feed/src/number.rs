//! Numbers of feed files.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Number of a feed file, from 1, written with twelve digits. The numbers have no gaps, and their order is the order
/// of all changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct FileNumber(i64);

/// Not a number of a feed file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a feed file's number has twelve digits and is not zero")]
pub struct InvalidFileNumber;

impl FileNumber {
    /// The first file.
    pub const FIRST: Self = Self(1);
    const LAST: i64 = 999_999_999_999;

    /// The number of the file that follows.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl TryFrom<i64> for FileNumber {
    type Error = InvalidFileNumber;
    fn try_from(number: i64) -> Result<Self, InvalidFileNumber> {
        if (1..=Self::LAST).contains(&number) {
            Ok(Self(number))
        } else {
            Err(InvalidFileNumber)
        }
    }
}

impl From<FileNumber> for i64 {
    fn from(number: FileNumber) -> Self {
        number.0
    }
}

impl fmt::Display for FileNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:012}", self.0)
    }
}

impl FromStr for FileNumber {
    type Err = InvalidFileNumber;
    fn from_str(text: &str) -> Result<Self, InvalidFileNumber> {
        if text.len() != 12 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(InvalidFileNumber);
        }
        text.parse::<i64>().map_err(|_| InvalidFileNumber)?.try_into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_with_twelve_digits() {
        let number = FileNumber::FIRST.next();
        assert_eq!(number.to_string(), "000000000002");
        assert_eq!("000000000002".parse(), Ok(number));
        for wrong in [
            "2",
            "000000000000",
            "0000000000002",
            "+00000000002",
            "../000000002",
        ] {
            assert_eq!(wrong.parse::<FileNumber>(), Err(InvalidFileNumber), "{wrong}");
        }
    }
}
