//! Numbers of marriage certificates.

use serde::{Deserialize, Serialize};

use super::{InvalidIdentifier, string_identifier};

/// Number of a *kutipan akta nikah*, e.g. `0035/005/XII/2016`.
///
/// KUA offices have written it in many ways, so the form is not enforced; comparison ignores spaces, case
/// and leading zeros within each part.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MarriageCertificateNumber(String);

string_identifier!(MarriageCertificateNumber);

impl MarriageCertificateNumber {
    /// Accepts 3 to 40 characters with at least one digit: letters, digits, spaces and `/ . -`.
    ///
    /// # Errors
    /// Code `marriage_certificate_form`.
    pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
        let text = text.trim();
        let plausible = (3..=40).contains(&text.len())
            && text.bytes().any(|b| b.is_ascii_digit())
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b" /.-".contains(&b));
        if plausible {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidIdentifier {
                code: "marriage_certificate_form",
                rule: "a kutipan akta nikah number has 3 to 40 letters, digits, spaces and / . -",
                mend: "send the number as it stands on the marriage book, e.g. 0012/034/I/2001",
            })
        }
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn comparable(&self) -> String {
        self.0
            .split(['/', '.', '-'])
            .map(|part| {
                let bare: String = part.chars().filter(|c| !c.is_whitespace()).collect();
                bare.trim_start_matches('0').to_ascii_uppercase()
            })
            .collect::<Vec<_>>()
            .join("/")
    }
}

impl PartialEq for MarriageCertificateNumber {
    fn eq(&self, other: &Self) -> bool {
        self.comparable() == other.comparable()
    }
}
impl Eq for MarriageCertificateNumber {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_does_not_make_another_marriage() {
        let book = MarriageCertificateNumber::parse("0035/005/XII/2016").unwrap();
        assert_eq!(book, MarriageCertificateNumber::parse("35/5/xii/2016").unwrap());
        assert_eq!(
            book,
            MarriageCertificateNumber::parse("0035 / 005 / XII / 2016").unwrap()
        );
        assert_eq!(
            MarriageCertificateNumber::parse("B 12/3/2001").unwrap(),
            MarriageCertificateNumber::parse("B12/3/2001").unwrap()
        );
        assert_ne!(
            book,
            MarriageCertificateNumber::parse("0036/005/XII/2016").unwrap()
        );
        assert!(MarriageCertificateNumber::parse("??").is_err());
    }
}
