//! A move out of the city, as a letter tells it: what the certificate of moving (*SKPWNI*) is made of. The words are those
//! of form F-1.03, as registries publish it; its codes are left out.

use tuntas_cards::{Mover, Relocation};
use tuntas_city::City;
use tuntas_domain::calendar::in_prose;
use tuntas_domain::household::{Address, Departure};
use tuntas_domain::identity::CityCode;
use tuntas_domain::people::Relationship;

use crate::resident::Leaving;

pub(crate) fn relocation(city: &City, leaving: &Leaving) -> Relocation {
    let own = &leaving.departure;
    let card = &leaving.origin.number;
    let mut members = vec![mover(own, None)];
    members.extend(leaving.along.iter().map(|(departure, of)| {
        let another = (of != card).then(|| of.to_string());
        mover(departure, another)
    }));
    Relocation {
        card_number: card.to_string(),
        origin: origin(city, &leaving.origin.address),
        destination: destination(own),
        class: own
            .region
            .as_ref()
            .map(|region| class(&leaving.origin.address.kelurahan.city(), region).to_owned()),
        kind: kind(leaving).to_owned(),
        recorded_on: in_prose(leaving.recorded_on),
        members,
    }
}

fn mover(departure: &Departure, card_number: Option<String>) -> Mover {
    let member = &departure.member;
    Mover {
        nik: member.person.nik.to_string(),
        name: member.person.name.printed(),
        relationship: member.relationship.label().to_owned(),
        card_number,
    }
}

fn origin(city: &City, address: &Address) -> String {
    let place = match city.kelurahan(address.kelurahan.as_str()) {
        Some(found) => format!("Kelurahan {}, Kecamatan {}", found.name, found.kecamatan_name),
        None => format!("kode wilayah {}", address.kelurahan),
    };
    let (street, rt, rw) = (address.street.as_str(), address.rt.as_str(), address.rw.as_str());
    let postcode = address
        .postcode
        .as_ref()
        .map(|code| format!(" {}", code.as_str()));
    format!(
        "{street}, RT {rt}/RW {rw}, {place}, {}, {}{}",
        city.name,
        city.province,
        postcode.unwrap_or_default()
    )
}

/// Where to, in the party's own words, with the region they lie in.
fn destination(departure: &Departure) -> String {
    let words = departure.destination.as_str();
    let Some(region) = &departure.region else {
        return words.to_owned();
    };
    match region.name() {
        Some(name) if !words.to_lowercase().contains(&name.to_lowercase()) => {
            format!("{words}, {name} (kode wilayah {region})")
        }
        _ => format!("{words} (kode wilayah {region})"),
    }
}

fn class(from: &CityCode, to: &CityCode) -> &'static str {
    if from.shares_province_with(to) {
        "Antar kabupaten/kota dalam satu provinsi"
    } else {
        "Antar provinsi"
    }
}

/// Who of the card moves.
fn kind(leaving: &Leaving) -> &'static str {
    let card = &leaving.origin;
    if leaving.departure.member.relationship != Relationship::Head {
        return "Anggota keluarga";
    }
    let along = leaving.along.iter().filter(|(_, of)| *of == card.number).count();
    match (along, card.members.len()) {
        (0, _) => "Kepala keluarga",
        (along, members) if along + 1 == members => "Kepala keluarga dan seluruh anggota keluarga",
        _ => "Kepala keluarga dan sebagian anggota keluarga",
    }
}
