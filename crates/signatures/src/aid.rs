//! The mark under which somebody is remembered to have been given money, and the name of what follows from a protection.

use tuntas_domain::identity::Nik;
use uuid::{Builder, Uuid};

use crate::{KeyRing, base32, key_ring::mac};

impl KeyRing {
    /// The mark of a person, a funding source and a purpose: 26 lower-case characters of Crockford's base 32. It tells whether
    /// the same person comes again for the same, and nothing else: without the key nobody can try numbers against it, and
    /// marks of one person for different sources do not look alike.
    pub fn aid_mark(&self, nik: &Nik, source: &str, purpose: &str) -> String {
        let message = format!("{nik}\n{source}\n{purpose}");
        base32::encode(mac(&self.keys().aid, message.as_bytes()))
    }

    /// Names what follows from the protection of a party of a case: `which` says for whom, to which office, and by which
    /// protection. Without the key nobody who has a case's id can look whether there is such a thing.
    pub fn protection(&self, case: Uuid, which: &str) -> Uuid {
        let message = [case.as_bytes(), which.as_bytes()].concat();
        Builder::from_custom_bytes(mac(&self.keys().protection, &message)).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> KeyRing {
        KeyRing::from_secret(&"k".repeat(64)).unwrap()
    }

    #[test]
    fn a_mark_is_that_of_one_person_one_source_and_one_purpose() {
        let (one, other) = ("3575015203900001", "3575015203900002");
        let nik = |text: &str| Nik::parse(text).unwrap();
        let mark = keys().aid_mark(&nik(one), "dbhcht", "modal-usaha");
        assert_eq!(mark, keys().aid_mark(&nik(one), "dbhcht", "modal-usaha"));
        for another in [
            keys().aid_mark(&nik(other), "dbhcht", "modal-usaha"),
            keys().aid_mark(&nik(one), "apbd", "modal-usaha"),
            keys().aid_mark(&nik(one), "dbhcht", "pelatihan"),
        ] {
            assert_ne!(mark, another);
        }
        assert!(!mark.contains(one));
    }

    #[test]
    fn a_protection_has_a_name_of_its_own_that_only_the_city_can_reckon() {
        let case = Uuid::from_u128(7);
        let name = keys().protection(case, "petitioner/1");
        assert_eq!(name, keys().protection(case, "petitioner/1"));
        let elsewhere = KeyRing::from_secret(&"j".repeat(64)).unwrap();
        for another in [
            keys().protection(case, "petitioner/2"),
            keys().protection(case, "respondent/1"),
            keys().protection(Uuid::from_u128(8), "petitioner/1"),
            elsewhere.protection(case, "petitioner/1"),
        ] {
            assert_ne!(name, another);
        }
    }

    #[test]
    fn marks_stay_the_same_across_releases() {
        // A change here would let everybody be paid a second time.
        let nik = Nik::parse("3575015203900001").unwrap();
        assert_eq!(
            keys().aid_mark(&nik, "dbhcht", "modal-usaha"),
            "5d5wmmyb4sv7fxhhqwdj62v7df"
        );
    }
}
