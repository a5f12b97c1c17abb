//! Putting a wrong field right (*pembetulan*).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Later, Moved, Scene, in_place};
use crate::case::{CorrectedField, Whom};
use crate::household::{Household, Member};
use crate::identity::AktaCeraiNumber;
use crate::people::{BloodType, Education, Person, PersonName, Religion, Text, Vital};
use crate::plan::Hold;

/// What is right. Holds personal data: it stands beside the case, never in the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Whose record.
    #[serde(flatten)]
    pub whom: Whom,
    /// Which field, and what it should say.
    #[serde(flatten)]
    pub value: CorrectedValue,
}

/// A field with what it should say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "field", content = "value")]
pub enum CorrectedValue {
    /// Name.
    Name(PersonName),
    /// Place of birth.
    BirthPlace(Text<60>),
    /// Date of birth; the NIK stays (Permendagri 108/2019 art. 15(3)).
    BirthDate(Date),
    /// Religion.
    Religion(Religion),
    /// Education.
    Education(Education),
    /// Occupation.
    Occupation(Text<60>),
    /// Blood type.
    BloodType(BloodType),
    /// Father's name.
    Father(Text<60>),
    /// Mother's name.
    Mother(Text<60>),
    /// Date of the divorce.
    DivorceDate(Date),
    /// Number of the *akta cerai*.
    DivorceCertificate(AktaCeraiNumber),
}

impl CorrectedValue {
    /// Which field it is.
    pub fn field(&self) -> CorrectedField {
        match self {
            Self::Name(_) => CorrectedField::Name,
            Self::BirthPlace(_) => CorrectedField::BirthPlace,
            Self::BirthDate(_) => CorrectedField::BirthDate,
            Self::Religion(_) => CorrectedField::Religion,
            Self::Education(_) => CorrectedField::Education,
            Self::Occupation(_) => CorrectedField::Occupation,
            Self::BloodType(_) => CorrectedField::BloodType,
            Self::Father(_) => CorrectedField::Father,
            Self::Mother(_) => CorrectedField::Mother,
            Self::DivorceDate(_) => CorrectedField::DivorceDate,
            Self::DivorceCertificate(_) => CorrectedField::DivorceCertificate,
        }
    }

    /// Writes it into a record; nothing else of the record changes.
    pub(super) fn write(&self, person: &mut Person) {
        match self.clone() {
            Self::Name(name) => person.name = name,
            Self::BirthPlace(place) => person.birth_place = place,
            Self::BirthDate(date) => person.birth_date = date,
            Self::Religion(religion) => person.religion = religion,
            Self::Education(education) => person.education = education,
            Self::Occupation(occupation) => person.occupation = occupation,
            Self::BloodType(blood) => person.blood_type = blood,
            Self::Father(name) => person.father = name,
            Self::Mother(name) => person.mother = name,
            Self::DivorceDate(date) => person.divorced_on = Some(date),
            Self::DivorceCertificate(number) => person.divorce_certificate = Some(number),
        }
    }
}

/// Writes what is right into the record, on the card the person stands on now. Nothing else changes, and nobody moves.
/// One divorce has one date and one certificate, so these are written into both parties' records.
pub(super) fn correct(later: &Later<'_>, scene: &Scene<'_>) -> Result<Moved, Hold> {
    let correction = later.correction.ok_or(Hold::AmendmentImpossible)?;
    let (home, member) = stands(scene, correction.whom).ok_or(Hold::AmendmentImpossible)?;
    if member.person.vital == Vital::Deceased || !possible(later, correction, &member.person) {
        return Err(Hold::AmendmentImpossible);
    }
    let wrong = [
        Some((home, member)),
        other_record(later, scene, correction, &member.person),
    ];
    let (homes, records): (Vec<&Household>, Vec<Person>) = wrong
        .into_iter()
        .flatten()
        .map(|(home, member)| {
            let mut record = member.person.clone();
            correction.value.write(&mut record);
            (home, record)
        })
        .unzip();
    in_place::put_right(scene, homes, &records)
}

/// The other party's record, where it has the same divorce.
fn other_record<'a>(
    later: &Later<'_>,
    scene: &Scene<'a>,
    correction: &Correction,
    person: &Person,
) -> Option<(&'a Household, &'a Member)> {
    let Whom::Party { role } = correction.whom else {
        return None;
    };
    if !correction.value.field().concerns_the_divorce() {
        return None;
    }
    let (home, member) = scene.at_home(role.other())?;
    let other = &member.person;
    let one_certificate =
        other.divorce_certificate.is_some() && other.divorce_certificate == person.divorce_certificate;
    // Of somebody who lived elsewhere this case has written nothing: what stands there is another divorce.
    let written = later.outcomes[role.other()].household().is_some();
    let same =
        one_certificate || (written && later.wrote_divorce_of(other) && later.wrote_divorce_of(person));
    (other.vital == Vital::Alive && other.divorced_on.is_some() && same).then_some((home, member))
}

fn stands<'a>(scene: &Scene<'a>, whom: Whom) -> Option<(&'a Household, &'a Member)> {
    match whom {
        Whom::Party { role } => scene.at_home(role),
        Whom::Child { child } => scene.card_of(&scene.decree.children.get(child)?.nik),
    }
}

/// Nothing lies in the future, only who is divorced has a day and a certificate of divorce, that day is one on which this
/// ruling can have taken effect, and the certificate is of the ruling's court.
fn possible(later: &Later<'_>, correction: &Correction, person: &Person) -> bool {
    match &correction.value {
        CorrectedValue::BirthDate(date) => *date <= later.today,
        CorrectedValue::DivorceDate(date) => {
            person.divorced_on.is_some() && later.decree.can_divorce_on(*date, later.today).is_ok()
        }
        CorrectedValue::DivorceCertificate(number) => {
            person.divorced_on.is_some() && number.court() == later.decree.case_number.court()
        }
        _ => true,
    }
}
