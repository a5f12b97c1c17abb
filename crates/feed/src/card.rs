//! A household version as columns: what the population system would hold of it.

use std::collections::BTreeMap;

use tuntas_domain::household::{Household, HouseholdState, Member};
use tuntas_domain::identity::Nik;
use tuntas_domain::people::{
    BloodType, Citizenship, Education, MaritalStatus, Person, Relationship, Religion, Sex, Vital,
};

use crate::{Column, Value};

/// Columns that hold something, in the order of [`Column`].
pub type Row = BTreeMap<Column, Value>;

/// A family card and its members as columns. Its `Debug` shows no value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// The card's own columns.
    pub columns: Row,
    /// Each member's columns.
    pub members: BTreeMap<Nik, Row>,
}

impl Card {
    /// The columns of a household version.
    pub fn of(household: &Household) -> Self {
        Self {
            columns: card(household),
            members: household
                .members
                .iter()
                .map(|member| (member.person.nik.clone(), row(member)))
                .collect(),
        }
    }
}

/// The card's own columns of a household version.
pub(crate) fn card(household: &Household) -> Row {
    let address = &household.address;
    let region: Vec<&str> = address.kelurahan.as_str().split('.').collect();
    let part = |place: usize| region.get(place).copied().map(Value::text);
    filled([
        (Column::CardNumber, Some(Value::text(household.number.as_str()))),
        (Column::Street, Some(Value::text(address.street.as_str()))),
        (Column::Rt, Some(Value::text(address.rt.as_str()))),
        (Column::Rw, Some(Value::text(address.rw.as_str()))),
        (Column::Province, part(0)),
        (Column::City, part(1)),
        (Column::Kecamatan, part(2)),
        (Column::Kelurahan, part(3)),
        (
            Column::Postcode,
            address.postcode.as_ref().map(|code| Value::text(code.as_str())),
        ),
        (
            Column::State,
            Some(Value::text(match household.state {
                HouseholdState::Active => "active",
                HouseholdState::Closed => "closed",
            })),
        ),
        (
            Column::IssuedOn,
            Some(Value::text(household.issued_on.to_string())),
        ),
    ])
}

/// A member's columns.
pub(crate) fn row(member: &Member) -> Row {
    let mut row = who(&member.person);
    row.extend(marital(&member.person));
    row.insert(
        Column::Relationship,
        Value::coded(
            &member.relationship,
            Relationship::ALL,
            member.relationship.label(),
        ),
    );
    row
}

/// What does not change by marriage or divorce.
fn who(person: &Person) -> Row {
    let text = |text: &str| Some(Value::text(text));
    filled([
        (Column::Nik, text(person.nik.as_str())),
        (Column::Name, Some(Value::text(person.name.printed()))),
        (
            Column::Sex,
            Some(Value::coded(&person.sex, Sex::ALL, person.sex.label())),
        ),
        (Column::BirthPlace, text(person.birth_place.as_str())),
        (
            Column::BirthDate,
            Some(Value::text(person.birth_date.to_string())),
        ),
        (
            Column::Religion,
            Some(Value::coded(
                &person.religion,
                Religion::ALL,
                person.religion.label(),
            )),
        ),
        (
            Column::Education,
            Some(Value::coded(
                &person.education,
                Education::ALL,
                person.education.label(),
            )),
        ),
        (Column::Occupation, text(person.occupation.as_str())),
        (
            Column::BloodType,
            Some(Value::coded(
                &person.blood_type,
                BloodType::ALL,
                person.blood_type.label(),
            )),
        ),
        (
            Column::Citizenship,
            Some(Value::coded(
                &person.citizenship,
                Citizenship::ALL,
                person.citizenship.label(),
            )),
        ),
        (
            Column::Passport,
            person.passport.as_ref().and_then(|number| text(number.as_str())),
        ),
        (
            Column::StayPermit,
            person
                .stay_permit
                .as_ref()
                .and_then(|number| text(number.as_str())),
        ),
        (
            Column::FatherNik,
            person.father_nik.as_ref().and_then(|nik| text(nik.as_str())),
        ),
        (Column::Father, text(person.father.as_str())),
        (
            Column::MotherNik,
            person.mother_nik.as_ref().and_then(|nik| text(nik.as_str())),
        ),
        (Column::Mother, text(person.mother.as_str())),
        (
            Column::Vital,
            text(match person.vital {
                Vital::Alive => "alive",
                Vital::Deceased => "deceased",
            }),
        ),
    ])
}

/// What does.
fn marital(person: &Person) -> Row {
    // A husband may have more than one wife; the population system has one column. The latest marriage is shown.
    let marriage = person.marriages.iter().max_by_key(|marriage| marriage.date);
    let certificate = person.divorce_certificate.as_ref();
    filled([
        (
            Column::MaritalStatus,
            Some(Value::coded(
                &person.marital_status,
                MaritalStatus::ALL,
                person.marital_status.label(),
            )),
        ),
        (
            Column::MarriageCertificate,
            marriage
                .and_then(|marriage| marriage.certificate.as_ref())
                .map(|number| Value::text(number.as_str())),
        ),
        (
            Column::MarriedOn,
            marriage
                .and_then(|marriage| marriage.date)
                .map(|date| Value::text(date.to_string())),
        ),
        (
            Column::HasDivorceCertificate,
            certificate.map(|_| Value::text("ADA")),
        ),
        (
            Column::DivorceCertificate,
            certificate.map(|number| Value::text(number.to_string())),
        ),
        (
            Column::DivorcedOn,
            person.divorced_on.map(|date| Value::text(date.to_string())),
        ),
    ])
}

fn filled<const N: usize>(columns: [(Column, Option<Value>); N]) -> Row {
    columns
        .into_iter()
        .filter_map(|(column, value)| value.map(|value| (column, value)))
        .collect()
}
