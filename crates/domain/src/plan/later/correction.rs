//! Putting a wrong field right (*pembetulan*).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Later, Moved, Scene};
use crate::case::{CorrectedField, Whom};
use crate::household::{Household, Member};
use crate::identity::AktaCeraiNumber;
use crate::people::{BloodType, Education, Person, PersonName, Religion, Text, Vital};
use crate::plan::{Hold, moves};

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
pub(super) fn correct(later: &Later<'_>, scene: &Scene<'_>) -> Result<Moved, Hold> {
    let correction = later.correction.ok_or(Hold::AmendmentImpossible)?;
    let (home, member) = stands(scene, correction.whom).ok_or(Hold::AmendmentImpossible)?;
    if member.person.vital == Vital::Deceased || !possible(correction, &member.person, later.today) {
        return Err(Hold::AmendmentImpossible);
    }
    let mut members = home.members.clone();
    for member in members
        .iter_mut()
        .filter(|other| other.person.nik == member.person.nik)
    {
        correction.value.write(&mut member.person);
    }
    if members == home.members {
        return Ok(Moved::default());
    }
    Ok(Moved {
        drafts: vec![moves::go_on(home, members)],
        ..Moved::default()
    })
}

fn stands<'a>(scene: &Scene<'a>, whom: Whom) -> Option<(&'a Household, &'a Member)> {
    match whom {
        Whom::Party { role } => scene.at_home(role),
        Whom::Child { child } => scene.card_of(&scene.decree.children.get(child)?.nik),
    }
}

/// Nothing lies in the future, and only who is divorced has a day and a certificate of divorce.
fn possible(correction: &Correction, person: &Person, today: Date) -> bool {
    match &correction.value {
        CorrectedValue::BirthDate(date) => *date <= today,
        CorrectedValue::DivorceDate(date) => *date <= today && person.divorced_on.is_some(),
        CorrectedValue::DivorceCertificate(_) => person.divorced_on.is_some(),
        _ => true,
    }
}
