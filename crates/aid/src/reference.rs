//! What a transfer says of itself.

use serde::{Deserialize, Serialize};
use tuntas_domain::identity::{CaseId, InvalidIdentifier};
use uuid::Uuid;

/// Crockford's base 32: no I, L, O and U, so that it can be read aloud and typed.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const PREFIX: &str = "TA";
const LENGTH: usize = 12;

/// The reference of one payment order, such as `TA7Q2M0X9K4RDE`: `TA` and twelve characters of Crockford's base 32. It stands
/// in the remark of the transfer and comes back in the bank's file. It tells nothing of the person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PaymentReference(String);

impl PaymentReference {
    /// The reference of a referral's payment order; orders count from 1. Derived, so that a repeated step names the same one.
    pub fn of(referral: CaseId, order: u32) -> Self {
        let name = Uuid::new_v5(&referral.0, format!("payment/{order}").as_bytes());
        let mut bits = name.as_u128() >> 8;
        let mut text = PREFIX.to_owned();
        for _ in 0..LENGTH {
            let digit = usize::from(bits.to_le_bytes()[0] & 31);
            text.push(char::from(ALPHABET.get(digit).copied().unwrap_or(b'0')));
            bits >>= 5;
        }
        Self(text)
    }

    /// Reads a reference, however it is spaced, hyphenated and written: `ta7q 2m0x-9k4rde`.
    ///
    /// # Errors
    /// Code `payment_reference_form`.
    pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
        let plain: String = text
            .chars()
            .filter(|c| !matches!(c, ' ' | '-'))
            .map(|c| match c.to_ascii_uppercase() {
                'I' | 'L' => '1',
                'O' => '0',
                other => other,
            })
            .collect();
        let digits = plain.strip_prefix(PREFIX);
        match digits {
            Some(digits) if digits.len() == LENGTH && digits.bytes().all(|b| ALPHABET.contains(&b)) => {
                Ok(Self(plain))
            }
            _ => Err(InvalidIdentifier {
                code: "payment_reference_form",
                rule: "a payment's reference is TA and twelve letters and digits",
                mend: "copy the reference from the payment order, e.g. TA7Q2M0X9K4RDE",
            }),
        }
    }

    /// The reference as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for PaymentReference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for PaymentReference {
    type Err = InvalidIdentifier;
    fn from_str(text: &str) -> Result<Self, InvalidIdentifier> {
        Self::parse(text)
    }
}

impl TryFrom<String> for PaymentReference {
    type Error = InvalidIdentifier;
    fn try_from(text: String) -> Result<Self, InvalidIdentifier> {
        Self::parse(&text)
    }
}

impl From<PaymentReference> for String {
    fn from(reference: PaymentReference) -> Self {
        reference.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_read_as_people_and_banks_write_it() {
        let referral = CaseId(Uuid::from_u128(7));
        let reference = PaymentReference::of(referral, 1);
        assert_ne!(reference, PaymentReference::of(referral, 2));
        assert_ne!(reference, PaymentReference::of(CaseId(Uuid::from_u128(8)), 1));
        let text = reference.as_str();
        assert_eq!(PaymentReference::parse(text), Ok(reference.clone()));
        let spaced = format!(" {}-{} ", text[..6].to_lowercase(), &text[6..]);
        assert_eq!(PaymentReference::parse(&spaced), Ok(reference));
        for wrong in [
            "",
            "TA",
            "TB7Q2M0X9K4RDE",
            "TA7Q2M0X9K4RD",
            "TA7Q2M0X9K4RDEX",
            "TA7Q2M0X9K4RDU",
        ] {
            assert!(PaymentReference::parse(wrong).is_err(), "{wrong}");
        }
    }
}
