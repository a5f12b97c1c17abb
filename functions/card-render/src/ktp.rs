//! A person as an identity card.

use jiff::civil::Date;
use tuntas_cards::KtpCard;
use tuntas_city::City;
use tuntas_domain::calendar::on_forms;
use tuntas_domain::household::Address;
use tuntas_domain::people::Person;

use crate::documents::{Place, Qr};

pub(crate) fn card(city: &City, person: &Person, address: &Address, issued_on: Date, qr: &Qr) -> KtpCard {
    let place = Place::of(city, &address.kelurahan);
    KtpCard {
        province: city.province.to_uppercase(),
        city: city.name.to_uppercase(),
        nik: person.nik.to_string(),
        name: person.name.printed(),
        birth_place: person.birth_place.as_str().to_uppercase(),
        birth_date: on_forms(person.birth_date),
        sex: person.sex.label().to_owned(),
        blood_type: person.blood_type.label().to_owned(),
        address: address.street.as_str().to_uppercase(),
        rt_rw: format!("{}/{}", address.rt.as_str(), address.rw.as_str()),
        kelurahan: place.kelurahan,
        kecamatan: place.kecamatan,
        religion: person.religion.label().to_owned(),
        marital_status: person.marital_status.on_identity_card().label().to_owned(),
        occupation: person.occupation.as_str().to_uppercase(),
        citizenship: person.citizenship.label().to_owned(),
        valid_until: "SEUMUR HIDUP".to_owned(),
        issued_place: city.name.to_uppercase(),
        issued_on: on_forms(issued_on),
        verify_url: qr.url.clone(),
        complaint: city.complaints.phone.clone(),
        sample: city.sample,
    }
}
