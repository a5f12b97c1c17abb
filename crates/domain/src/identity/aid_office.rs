//! Codes of aid offices.

use serde::{Deserialize, Serialize};

use super::{InvalidIdentifier, string_identifier};

/// Code of an office that helps after a divorce, such as `dp3akb`. Which there are, the city configures.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AidOfficeCode(String);

string_identifier!(AidOfficeCode);

impl AidOfficeCode {
    /// Parses 2 to 30 lower-case letters, digits and hyphens, beginning with a letter.
    ///
    /// # Errors
    /// Code `aid_office_form`.
    pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
        let first = text.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
        let rest = text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if first && rest && (2..=30).contains(&text.len()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidIdentifier {
                code: "aid_office_form",
                rule: "an aid office's code is 2 to 30 lower-case letters, digits and hyphens, beginning with a letter",
                mend: "use a code the city configured, e.g. dp3akb",
            })
        }
    }

    /// The code as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_short_and_plain() {
        for text in ["dp3akb", "uptd-ppa", "ab"] {
            assert_eq!(AidOfficeCode::parse(text).unwrap().as_str(), text);
        }
        for text in ["", "a", "3dp", "DP3AKB", "uptd ppa", "uptd_ppa", &"a".repeat(31)] {
            assert_eq!(
                AidOfficeCode::parse(text).unwrap_err().code,
                "aid_office_form",
                "{text}"
            );
        }
    }
}
