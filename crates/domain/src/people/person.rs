//! One person.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{BloodType, Citizenship, Education, MaritalStatus, Marriage, PersonName, Religion, Sex, Text};
use crate::identity::{AktaCeraiNumber, Nik, PersonId};

/// Everything a family card and an identity card print of a person, and what decides about them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Opaque identifier.
    pub id: PersonId,
    /// Number on every document; never changes.
    pub nik: Nik,
    /// Full name.
    pub name: PersonName,
    /// Sex.
    pub sex: Sex,
    /// Place of birth.
    pub birth_place: Text<60>,
    /// Date of birth.
    pub birth_date: Date,
    /// Religion.
    pub religion: Religion,
    /// Highest education.
    pub education: Education,
    /// *Jenis pekerjaan*, as printed.
    pub occupation: Text<60>,
    /// Blood type.
    pub blood_type: BloodType,
    /// Citizenship.
    pub citizenship: Citizenship,
    /// Passport number of a person who has one.
    pub passport: Option<Text<20>>,
    /// KITAS/KITAP number of a foreign resident.
    pub stay_permit: Option<Text<30>>,
    /// Father's name, as printed; a divorce does not change it.
    pub father: Text<60>,
    /// Mother's name, as printed; a divorce does not change it.
    pub mother: Text<60>,
    /// Father's NIK, where known.
    pub father_nik: Option<Nik>,
    /// Mother's NIK, where known.
    pub mother_nik: Option<Nik>,
    /// Marital status on the family card.
    pub marital_status: MaritalStatus,
    /// Marriages that last.
    pub marriages: Vec<Marriage>,
    /// Date of the last divorce.
    pub divorced_on: Option<Date>,
    /// Certificate of the last divorce.
    pub divorce_certificate: Option<AktaCeraiNumber>,
    /// Alive or not.
    pub vital: Vital,
}

/// Whether a person lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vital {
    /// Alive.
    Alive,
    /// Deceased.
    Deceased,
}

impl Person {
    /// Completed years of life on a day; zero before birth.
    pub fn age_on(&self, day: Date) -> i16 {
        age(self.birth_date, day)
    }

    /// Whether the person may head a family card: at least 17, or married once (Permendagri 108/2019 art. 10(4)).
    pub fn may_head(&self, day: Date) -> bool {
        self.vital == Vital::Alive && (self.age_on(day) >= 17 || self.marital_status != MaritalStatus::Single)
    }

    /// What the column *Tanggal Perkawinan/Perceraian* shows.
    pub fn marital_date(&self) -> Option<Date> {
        match self.marital_status {
            MaritalStatus::Married | MaritalStatus::MarriedUnrecorded => {
                self.marriages.iter().filter_map(|m| m.date).max()
            }
            MaritalStatus::Divorced | MaritalStatus::DivorcedUnrecorded => self.divorced_on,
            MaritalStatus::Single | MaritalStatus::Widowed => None,
        }
    }

    /// Ends one marriage of the list. Where another one lasts, the person stays married.
    pub fn divorce(&mut self, marriage: usize, on: Date, certificate: &AktaCeraiNumber) {
        if marriage < self.marriages.len() {
            self.marriages.remove(marriage);
        }
        self.divorce_off_the_list(on, certificate);
    }

    /// Ends a marriage that stands in the paper books only. Where another one lasts, the person stays married.
    pub fn divorce_off_the_list(&mut self, on: Date, certificate: &AktaCeraiNumber) {
        self.divorced_on = Some(on);
        self.divorce_certificate = Some(certificate.clone());
        if self.marriages.is_empty() || !self.marital_status.is_married() {
            self.marital_status = MaritalStatus::Divorced;
        }
    }
}

/// Completed years between a birth date and a day; zero before birth. Who is born on 29 February turns a year
/// older on 1 March of a common year.
pub(crate) fn age(birth: Date, day: Date) -> i16 {
    let not_yet = (day.month(), day.day()) < (birth.month(), birth.day());
    (day.year() - birth.year() - i16::from(not_yet)).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn seventeen_begins_on_the_birthday() {
        let birth = date(2004, 2, 29);
        assert_eq!(age(birth, date(2021, 2, 28)), 16);
        assert_eq!(age(birth, date(2021, 3, 1)), 17);
        assert_eq!(age(birth, date(2003, 1, 1)), 0);
    }
}
