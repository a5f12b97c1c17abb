//! Codes of officers.

use serde::{Deserialize, Serialize};

use super::{InvalidIdentifier, string_identifier};

/// Code of an officer of the civil registry, such as `petugas-01`. It stands in the journal and in the OAuth scope
/// `officer/<code>`; who it is, the office keeps to itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OfficerCode(String);

string_identifier!(OfficerCode);

impl OfficerCode {
    /// Parses 2 to 30 lower-case letters, digits and hyphens, beginning with a letter.
    ///
    /// # Errors
    /// Code `officer_code_form`.
    pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
        let first = text.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
        let rest = text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if first && rest && (2..=30).contains(&text.len()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidIdentifier {
                code: "officer_code_form",
                rule: "an officer's code is 2 to 30 lower-case letters, digits and hyphens, beginning with a letter",
                mend: "use the code the office configured, e.g. petugas-01",
            })
        }
    }

    /// The code as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
