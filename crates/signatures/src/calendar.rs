//! The token in the address of an office's calendar.

use crate::{KeyRing, base32, constant_time_eq, key_ring::mac};

impl KeyRing {
    /// The token of an office's calendar, such as of `court/PA.Pas`: 26 lower-case characters of Crockford's base 32. 128
    /// bits that cannot be guessed, always the same for the same office.
    pub fn calendar_token(&self, office: &str) -> String {
        base32::encode(mac(&self.keys().calendar, office.as_bytes()))
    }

    /// Whether a token opens that office's calendar. The comparison takes constant time.
    pub fn opens_calendar(&self, office: &str, token: &str) -> bool {
        let expected: [u8; 16] = mac(&self.keys().calendar, office.as_bytes());
        base32::decode(token).is_some_and(|given| constant_time_eq(&expected, &given))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> KeyRing {
        KeyRing::from_secret(&"k".repeat(64)).unwrap()
    }

    #[test]
    fn each_office_has_its_own_calendar() {
        let token = keys().calendar_token("court/PA.Pas");
        assert!(keys().opens_calendar("court/PA.Pas", &token));
        assert!(!keys().opens_calendar("police/polres-pasuruan-kota", &token));
        assert!(!keys().opens_calendar("court/PA.Pas", ""));
        let other = KeyRing::from_secret(&"j".repeat(64)).unwrap();
        assert!(!other.opens_calendar("court/PA.Pas", &token));
    }

    #[test]
    fn addresses_stay_the_same_across_releases() {
        // A change here would empty every calendar that was subscribed to.
        assert_eq!(
            keys().calendar_token("court/PA.Pas"),
            "6atcq9mab4nhckdv2es42hd9p9"
        );
    }
}
