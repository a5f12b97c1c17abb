//! Telephone numbers.

use serde::{Deserialize, Serialize};

use super::{InvalidIdentifier, string_identifier};

/// An Indonesian telephone number in international form, e.g. `+6281234567890`. `08…`, `62…` and `+62…` are
/// accepted, with spaces and hyphens.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

string_identifier!(Phone);

impl Phone {
    /// Parses and normalises.
    ///
    /// # Errors
    /// Code `phone_form`.
    pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
        let compact: String = text
            .chars()
            .filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')'))
            .collect();
        let national = compact
            .strip_prefix("+62")
            .or_else(|| compact.strip_prefix("62"))
            .or_else(|| compact.strip_prefix('0'));
        match national {
            Some(rest)
                if (8..=12).contains(&rest.len())
                    && rest.bytes().all(|b| b.is_ascii_digit())
                    && !rest.starts_with('0') =>
            {
                Ok(Self(format!("+62{rest}")))
            }
            _ => Err(InvalidIdentifier {
                code: "phone_form",
                rule: "a telephone number is Indonesian: 08… or +62…, 9 to 13 digits",
                mend: "send a number that reaches the addressee in Indonesia, e.g. 081234567890",
            }),
        }
    }

    /// International form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Phone(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_has_one_spelling() {
        for text in [
            "081234567890",
            "+6281234567890",
            "62 812-3456-7890",
            "(0812) 3456 7890",
        ] {
            assert_eq!(Phone::parse(text).unwrap().as_str(), "+6281234567890", "{text}");
        }
        for text in [
            "",
            "12345",
            "+4912345678",
            "0812345678901234",
            "0012345678",
            "08123abc890",
        ] {
            assert!(Phone::parse(text).is_err(), "{text}");
        }
    }
}
