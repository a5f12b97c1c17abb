//! The code a citizen follows a case with.

use crate::{KeyRing, base32, handover::role_byte, key_ring::mac, sha256_hex};
use std::{fmt, str::FromStr};
use tuntas_domain::decree::Role;
use uuid::Uuid;

/// 128 bits that cannot be guessed, one per case and party: it opens that party's own tracking page and
/// nothing of the other's. Written as 26 lower-case characters of Crockford's base 32.
#[derive(Clone, PartialEq, Eq)]
pub struct TrackingCode([u8; 16]);

/// The text is not a tracking code.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[error("not a tracking code: expected 26 letters and digits")]
pub struct MalformedTrackingCode;

impl KeyRing {
    /// The tracking code of one party of a case. Always the same for the same party.
    pub fn tracking_code(&self, case: Uuid, role: Role) -> TrackingCode {
        let mut message = case.as_bytes().to_vec();
        message.push(role_byte(role));
        TrackingCode(mac(&self.keys().tracking, &message))
    }
}

impl TrackingCode {
    /// The code itself, 26 characters, for a link or a letter. Never for a log.
    pub fn expose(&self) -> String {
        base32::encode(self.0)
    }

    /// The code in groups that are easier to copy by hand: `xxxxxx-xxxxx-xxxxx-xxxxx-xxxxx`.
    pub fn grouped(&self) -> String {
        let code = self.expose();
        let mut grouped = String::with_capacity(code.len() + 4);
        for (position, character) in code.chars().enumerate() {
            if position > 5 && (position - 6) % 5 == 0 {
                grouped.push('-');
            }
            grouped.push(character);
        }
        grouped
    }

    /// What is stored instead of the code: SHA-256 of its 26 characters, in hexadecimal. A stolen table then
    /// opens no tracking page.
    pub fn lookup_hash(&self) -> String {
        sha256_hex(self.expose().as_bytes())
    }
}

impl FromStr for TrackingCode {
    type Err = MalformedTrackingCode;

    /// Reads what people write: capitals, hyphens and spaces do not matter, `O` is `0`, `I` and `L` are `1`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        base32::decode(text).map(Self).ok_or(MalformedTrackingCode)
    }
}

impl fmt::Debug for TrackingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TrackingCode(<redacted>)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: Uuid = Uuid::from_u128(0x0190_a5c8_0000_7000_8000_0000_0000_0001);

    fn keys() -> KeyRing {
        KeyRing::from_secret(&"k".repeat(64)).unwrap()
    }

    #[test]
    fn each_party_has_its_own_code_and_a_rerun_gives_the_same() {
        let keys = keys();
        let hers = keys.tracking_code(CASE, Role::Petitioner);
        let his = keys.tracking_code(CASE, Role::Respondent);
        assert_ne!(hers, his);
        assert_eq!(hers, keys.tracking_code(CASE, Role::Petitioner));
        assert_ne!(hers, keys.tracking_code(Uuid::from_u128(2), Role::Petitioner));
        let other_deployment = KeyRing::from_secret(&"j".repeat(64)).unwrap();
        assert_ne!(hers, other_deployment.tracking_code(CASE, Role::Petitioner));
    }

    #[test]
    fn codes_stay_the_same_across_releases() {
        // A change here would void every code already in citizens' hands.
        assert_eq!(
            keys().tracking_code(CASE, Role::Petitioner).expose(),
            "31zwjd2xwq6bkbxn0wssvexyp1"
        );
    }

    #[test]
    fn a_code_dictated_over_the_telephone_still_opens_the_page() {
        let code = TrackingCode::from_str("01abcdefghjkmnpqrstvwxyz01").unwrap();
        assert_eq!(code.grouped(), "01abcd-efghj-kmnpq-rstvw-xyz01");
        for written in ["O1ABCD-EFGHJ-KMNPQ-RSTVW-XYZOI", "oLabcd efghj kmnpq rstvw xyz0l"] {
            assert_eq!(TrackingCode::from_str(written).unwrap(), code, "{written}");
        }
        for wrong in [
            "",
            "01abcd",
            "u1abcdefghjkmnpqrstvwxyz01",
            "01abcdefghjkmnpqrstvwxyz012",
            "é",
        ] {
            assert_eq!(
                TrackingCode::from_str(wrong),
                Err(MalformedTrackingCode),
                "{wrong}"
            );
        }
    }

    #[test]
    fn only_a_hash_is_stored_and_debug_shows_nothing() {
        let code = keys().tracking_code(CASE, Role::Petitioner);
        assert_eq!(code.lookup_hash(), sha256_hex(code.expose().as_bytes()));
        assert_eq!(code.lookup_hash().len(), 64);
        assert_eq!(format!("{code:?}"), "TrackingCode(<redacted>)");
    }
}
