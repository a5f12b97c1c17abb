//! A household version as a family card.

use tuntas_cards::{KkMember, KkSheet, OfficeHead};
use tuntas_city::City;
use tuntas_domain::calendar::on_forms;
use tuntas_domain::household::{Household, Member};

use crate::documents::{Place, Qr};

pub(crate) fn sheet(city: &City, household: &Household, qr: &Qr) -> KkSheet {
    let place = Place::of(city, &household.address.kelurahan);
    KkSheet {
        number: household.number.to_string(),
        head_name: household
            .head()
            .map(|head| head.person.name.printed())
            .unwrap_or_default(),
        address: household.address.street.as_str().to_uppercase(),
        rt: household.address.rt.as_str().to_owned(),
        rw: household.address.rw.as_str().to_owned(),
        postcode: household
            .address
            .postcode
            .as_ref()
            .map(|postcode| postcode.as_str().to_owned()),
        kelurahan: place.kelurahan,
        kecamatan: place.kecamatan,
        city: city.name.to_uppercase(),
        province: city.province.to_uppercase(),
        issued_on: on_forms(household.issued_on),
        office: signer(city),
        members: household.members.iter().map(row).collect(),
        verify_url: qr.url.clone(),
        verify_token_hint: qr.hint(),
        complaint: complaint(city),
        sample: city.sample,
    }
}

fn row(member: &Member) -> KkMember {
    let person = &member.person;
    KkMember {
        name: person.name.printed(),
        nik: person.nik.to_string(),
        sex: person.sex.label().to_owned(),
        birth_place: person.birth_place.as_str().to_uppercase(),
        birth_date: on_forms(person.birth_date),
        religion: person.religion.label().to_owned(),
        education: person.education.label().to_owned(),
        occupation: person.occupation.as_str().to_uppercase(),
        blood_type: person.blood_type.label().to_owned(),
        marital_status: person.marital_status.label().to_owned(),
        marriage_or_divorce_date: person.marital_date().map(on_forms),
        relationship: member.relationship.label().to_owned(),
        citizenship: person.citizenship.label().to_owned(),
        passport: person.passport.as_ref().map(|number| number.as_str().to_owned()),
        kitas: person
            .stay_permit
            .as_ref()
            .map(|number| number.as_str().to_owned()),
        father: person.father.as_str().to_uppercase(),
        mother: person.mother.as_str().to_uppercase(),
    }
}

pub(crate) fn signer(city: &City) -> OfficeHead {
    let head = &city.office.head;
    OfficeHead {
        title: head.title.clone(),
        name: head.name.clone(),
        nip: head.nip.clone(),
    }
}

/// One line with the complaint channels.
pub(crate) fn complaint(city: &City) -> String {
    format!(
        "{} · {} · {}",
        city.complaints.phone, city.complaints.email, city.complaints.national
    )
}
