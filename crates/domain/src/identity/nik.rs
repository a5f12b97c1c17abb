//! NIK (*Nomor Induk Kependudukan*): the lifelong 16-digit number of a person.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{InvalidIdentifier, string_identifier};
use crate::people::Sex;

/// A NIK: `PPKKCC DDMMYY SSSS`.
///
/// `PPKKCC` is the region of *first* registration and says nothing about where the person lives now;
/// women have 40 added to the day. The number never changes (PP 40/2019 art. 30), not even when sex or
/// birth date are corrected (Permendagri 108/2019 art. 15), so digits that disagree with the person are
/// a [`NikWarning`] and never a reason to refuse.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Nik(String);

string_identifier!(Nik);

/// Digits of a NIK that disagree with what the register says of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NikWarning {
    /// The day digits encode the other sex.
    Sex,
    /// The date digits encode another birth date.
    BirthDate,
}

impl Nik {
    /// Parses sixteen digits.
    ///
    /// # Errors
    /// Codes `nik_length`, `nik_digits`, `nik_birth_digits`, `nik_serial`.
    pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
        let invalid = |code, rule, mend| InvalidIdentifier { code, rule, mend };
        if !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(invalid(
                "nik_digits",
                "a NIK has digits only",
                "send the 16 digits without spaces, dots or letters",
            ));
        }
        if text.len() != 16 {
            return Err(invalid(
                "nik_length",
                "a NIK has exactly 16 digits",
                "send all 16 digits as printed on the KTP-el",
            ));
        }
        let nik = Self(text.to_owned());
        let (day, month, _) = nik.birth_digits();
        let day_of_month = if day > 40 { day - 40 } else { day };
        if !(1..=31).contains(&day_of_month) || !(1..=12).contains(&month) {
            return Err(invalid(
                "nik_birth_digits",
                "digits 7 to 10 of a NIK are a day (01-31, or 41-71 for women) and a month (01-12)",
                "check digits 7 to 10 against the KTP-el",
            ));
        }
        if &text[12..] == "0000" {
            return Err(invalid(
                "nik_serial",
                "the last four digits of a NIK start at 0001",
                "check the last four digits against the KTP-el",
            ));
        }
        Ok(nik)
    }

    /// The sixteen digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the digits say against the person's registered sex and birth date.
    pub fn warnings(&self, sex: Sex, birth_date: Date) -> Vec<NikWarning> {
        let (day, month, year) = self.birth_digits();
        let digits_say_female = day > 40;
        let day_of_month = if digits_say_female { day - 40 } else { day };
        let mut warnings = Vec::new();
        if digits_say_female != (sex == Sex::Female) {
            warnings.push(NikWarning::Sex);
        }
        let same_date = i16::from(day_of_month) == i16::from(birth_date.day())
            && i16::from(month) == i16::from(birth_date.month())
            && i16::from(year) == birth_date.year().rem_euclid(100);
        if !same_date {
            warnings.push(NikWarning::BirthDate);
        }
        warnings
    }

    fn birth_digits(&self) -> (u8, u8, u8) {
        let two = |at: usize| {
            let bytes = self.0.as_bytes();
            (bytes[at] - b'0') * 10 + (bytes[at + 1] - b'0')
        };
        (two(6), two(8), two(10))
    }
}

/// Shows the last four digits only: digits 7 to 12 reveal birth date and sex.
impl std::fmt::Debug for Nik {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Nik(…{})", &self.0[12..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_woman_has_forty_added_to_her_day() {
        let nik = Nik::parse("3575015203900001").unwrap();
        assert_eq!(nik.warnings(Sex::Female, date(1990, 3, 12)), []);
        assert_eq!(nik.warnings(Sex::Male, date(1990, 3, 12)), [NikWarning::Sex]);
        assert_eq!(
            nik.warnings(Sex::Female, date(1990, 3, 13)),
            [NikWarning::BirthDate]
        );
    }

    #[test]
    fn a_number_from_another_region_is_as_good_as_any() {
        assert!(Nik::parse("3514065203900001").is_ok());
    }

    #[test]
    fn each_broken_rule_has_its_own_code() {
        for (text, code) in [
            ("", "nik_length"),
            ("357501520390000", "nik_length"),
            ("35750152039000011", "nik_length"),
            ("35750152O3900001", "nik_digits"),
            ("3575 01520390001", "nik_digits"),
            ("3575010003900001", "nik_birth_digits"),
            ("3575013203900001", "nik_birth_digits"),
            ("3575017203900001", "nik_birth_digits"),
            ("3575015213900001", "nik_birth_digits"),
            ("3575015203900000", "nik_serial"),
            ("0000000000000000", "nik_birth_digits"),
        ] {
            assert_eq!(Nik::parse(text).unwrap_err().code, code, "{text}");
        }
    }

    #[test]
    fn debug_output_hides_birth_date_and_sex() {
        assert_eq!(
            format!("{:?}", Nik::parse("3575015203900001").unwrap()),
            "Nik(…0001)"
        );
    }
}
