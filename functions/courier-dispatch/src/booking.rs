//! What the rider is told. The only place where an addressee's data leave the house, to the provider alone.

use tuntas_city::{City, PickUp};
use tuntas_couriers::{Booking, Reference, Stop};
use tuntas_domain::decree::Contact;
use tuntas_dossier::Addressee;
use tuntas_signatures::{Handover, KeyRing};

const HANDLING: &str = "Amplop dokumen tersegel, jangan dilipat. Gratis: jangan minta uang kepada penerima.";
const PROOF: &str =
    "Minta kode 6 angka kepada penerima, lalu masukkan di tautan serah terima pada catatan pesanan.";

/// The booking of an attempt. The same attempt always gives the same booking.
pub fn booking(
    city: &City,
    keys: &KeyRing,
    public_url: &str,
    reference: Reference,
    dropoff: Stop,
) -> Booking {
    let token = keys.handover_token(Handover {
        case: reference.case.0,
        role: reference.role,
        attempt: reference.attempt,
    });
    Booking {
        reference: reference.to_string(),
        pickup: desk(&city.pickup),
        dropoff,
        note: format!("{HANDLING}\n{PROOF}\nSerah terima: {public_url}/v1/handovers/{token}"),
        proof_note: Some(PROOF.to_owned()),
    }
}

/// A desk that the city names: where envelopes are collected, or where one is safe. No addressee is named.
pub fn desk(desk: &PickUp) -> Stop {
    Stop {
        contact_name: desk.contact_name.clone(),
        phone: desk.contact_phone.clone(),
        address: desk.address.clone(),
        note: desk.note.clone().unwrap_or_default(),
        postcode: Some(desk.postal_code.clone()),
        latitude: Some(desk.latitude),
        longitude: Some(desk.longitude),
    }
}

/// An addressee's door.
pub fn door(city: &City, addressee: &Addressee) -> Stop {
    let contact = &addressee.contact;
    let degrees = |millionths: i32| f64::from(millionths) / 1e6;
    Stop {
        contact_name: addressee.name.as_str().to_owned(),
        phone: contact.phone.as_str().to_owned(),
        address: address(city, contact),
        note: contact
            .note
            .as_ref()
            .map(|note| note.as_str().to_owned())
            .unwrap_or_default(),
        postcode: contact
            .postcode
            .as_ref()
            .map(|postcode| postcode.as_str().to_owned()),
        latitude: contact.coordinates.map(|(latitude, _)| degrees(latitude)),
        longitude: contact.coordinates.map(|(_, longitude)| degrees(longitude)),
    }
}

/// The street, and the kelurahan where it is one of this city's: street names repeat.
fn address(city: &City, contact: &Contact) -> String {
    let street = contact.address.as_str();
    match contact
        .kelurahan
        .as_ref()
        .and_then(|code| city.kelurahan(code.as_str()))
    {
        Some(kelurahan) => {
            format!(
                "{street}, Kel. {}, Kec. {}, {}",
                kelurahan.name, kelurahan.kecamatan_name, city.name
            )
        }
        None => street.to_owned(),
    }
}
