//! Reading a party.

use jiff::civil::Date;
use tuntas_domain::decree::{Choice, Contact, Domicile, Party};
use tuntas_domain::household::Address;
use tuntas_domain::identity::{CityCode, KelurahanCode, KkNumber, Nik, Phone};
use tuntas_domain::people::{Relationship, Text};

use super::parse::Places;
use super::{
    AddressRequest, ChoiceKind, ChoiceRequest, ContactRequest, DomicileKind, DomicileRequest, PartyRequest,
};
use crate::findings::{Findings, Pointer};
use crate::problem::Rule;

pub(super) fn read_party(
    f: &mut Findings,
    at: &Pointer,
    sent: &PartyRequest,
    today: Date,
    places: &dyn Places,
) -> Option<Party> {
    let identity = read_identity(f, at, sent);
    let name = f.name(&at.member("name"), &sent.name);
    let birth_date = f.past_date(&at.member("birthDate"), &sent.birth_date, today);
    let domicile = read_domicile(f, &at.member("domicile"), &sent.domicile, places);
    let in_the_city = sent.domicile.kind == DomicileKind::City;
    let contact = match &sent.contact {
        Some(contact) => read_contact(f, &at.member("contact"), contact, in_the_city, places).map(Some),
        None if in_the_city && !sent.protected => {
            f.refuse(&at.member("contact"), CONTACT_REQUIRED);
            None
        }
        None => Some(None),
    };
    let choice = match &sent.choice {
        Some(choice) => read_choice(f, &at.member("choice"), choice, places).map(Some),
        None => Some(None),
    };
    Some(Party {
        nik: identity.as_ref()?.0.clone(),
        passport: identity?.1,
        name: name?,
        birth_date: birth_date?,
        domicile: domicile?,
        contact: contact?,
        choice: choice?,
    })
}

/// A NIK, or for a foreigner without one a passport.
fn read_identity(
    f: &mut Findings,
    at: &Pointer,
    sent: &PartyRequest,
) -> Option<(Option<Nik>, Option<Text<20>>)> {
    match (&sent.nik, &sent.passport) {
        (Some(nik), None) => {
            let nik = f.identifier(&at.member("nik"), Nik::parse(nik))?;
            Some((Some(nik), None))
        }
        (None, Some(passport)) => {
            let passport = f.text(&at.member("passport"), passport)?;
            Some((None, Some(passport)))
        }
        (None, None) => {
            f.refuse(&at.member("nik"), IDENTITY_MISSING);
            None
        }
        (Some(_), Some(_)) => {
            f.refuse(&at.member("passport"), IDENTITY_TWICE);
            None
        }
    }
}

const IDENTITY_MISSING: Rule = Rule::new(
    "identity_missing",
    "a party has a NIK; only a foreigner without one has a passport number instead",
    "send the party's NIK, or the passport number of a foreigner who has none",
);
const IDENTITY_TWICE: Rule = Rule::new(
    "identity_twice",
    "a party is named by one number, and the NIK goes before the passport",
    "leave the passport number out",
);

fn read_domicile(
    f: &mut Findings,
    at: &Pointer,
    sent: &DomicileRequest,
    places: &dyn Places,
) -> Option<Domicile> {
    let mut members = Members { f, at };
    match sent.kind {
        DomicileKind::City => {
            let fits = members.absent("region", sent.region.is_some(), NOT_FOR_DOMICILE)
                & members.absent("name", sent.name.is_some(), NOT_FOR_DOMICILE);
            fits.then_some(Domicile::City)
        }
        DomicileKind::Elsewhere => {
            let region = members.required("region", sent.region.as_deref(), NEEDED_FOR_ELSEWHERE);
            let name = members.required("name", sent.name.as_deref(), NEEDED_FOR_ELSEWHERE);
            let region = region.and_then(|text| f.identifier(&at.member("region"), CityCode::parse(text)));
            if region.as_ref().is_some_and(|region| *region == places.city()) {
                f.refuse(&at.member("region"), REGION_IS_OWN_CITY);
            }
            let name = name.and_then(|text| f.text(&at.member("name"), text));
            Some(Domicile::Elsewhere {
                region: region?,
                name: name?,
            })
        }
    }
}

fn read_contact(
    f: &mut Findings,
    at: &Pointer,
    sent: &ContactRequest,
    in_the_city: bool,
    places: &dyn Places,
) -> Option<Contact> {
    let before = f.errors.len();
    let phone = f.identifier(&at.member("phone"), Phone::parse(&sent.phone));
    let address = f.text(&at.member("address"), &sent.address);
    let kelurahan = sent
        .kelurahan
        .as_deref()
        .and_then(|text| read_kelurahan(f, &at.member("kelurahan"), text, in_the_city, places));
    let postcode = read_postcode(f, &at.member("postcode"), sent.postcode.as_deref());
    let coordinates = read_coordinates(f, at, sent);
    let note = sent
        .note
        .as_deref()
        .and_then(|text| f.text(&at.member("note"), text));
    let sound = f.errors.len() == before;
    sound.then_some(Contact {
        phone: phone?,
        address: address?,
        kelurahan,
        postcode,
        coordinates,
        note,
    })
}

/// A code of the city's table. For an address that may lie elsewhere, only codes of this city are looked up.
fn read_kelurahan(
    f: &mut Findings,
    at: &Pointer,
    text: &str,
    in_the_city: bool,
    places: &dyn Places,
) -> Option<KelurahanCode> {
    let code = f.identifier(at, KelurahanCode::parse(text))?;
    let must_be_known = in_the_city || code.city() == places.city();
    if must_be_known && !places.is_kelurahan(&code) {
        f.refuse(at, KELURAHAN_UNKNOWN);
        return None;
    }
    Some(code)
}

fn read_postcode(f: &mut Findings, at: &Pointer, sent: Option<&str>) -> Option<Text<5>> {
    let text = sent?;
    let five_digits = text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    if !five_digits {
        f.refuse(at, POSTCODE);
        return None;
    }
    f.text(at, text)
}

/// Millionths of a degree: a tenth of a metre, more than any courier needs, and exact to compare.
fn read_coordinates(f: &mut Findings, at: &Pointer, sent: &ContactRequest) -> Option<(i32, i32)> {
    match (sent.latitude, sent.longitude) {
        (None, None) => None,
        (Some(_), None) => {
            f.refuse(&at.member("longitude"), COORDINATES_TOGETHER);
            None
        }
        (None, Some(_)) => {
            f.refuse(&at.member("latitude"), COORDINATES_TOGETHER);
            None
        }
        (Some(latitude), Some(longitude)) => {
            let north = (-11.1..=6.2).contains(&latitude);
            let east = (94.9..=141.1).contains(&longitude);
            if !north {
                f.refuse(&at.member("latitude"), OUTSIDE_INDONESIA);
            }
            if !east {
                f.refuse(&at.member("longitude"), OUTSIDE_INDONESIA);
            }
            (north && east).then(|| (millionths(latitude), millionths(longitude)))
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "degrees are within ±180, and `as` saturates"
)]
fn millionths(degrees: f64) -> i32 {
    (degrees * 1_000_000.0).round() as i32
}

pub(crate) fn read_choice(
    f: &mut Findings,
    at: &Pointer,
    sent: &ChoiceRequest,
    places: &dyn Places,
) -> Option<Choice> {
    let mut members = Members { f, at };
    let kind = sent.kind;
    let allowed = members.absent(
        "address",
        sent.address.is_some() && kind != ChoiceKind::Own,
        NOT_FOR_CHOICE,
    ) & members.absent(
        "host",
        sent.host.is_some() && kind != ChoiceKind::Join,
        NOT_FOR_CHOICE,
    ) & members.absent(
        "relationship",
        sent.relationship.is_some() && kind != ChoiceKind::Join,
        NOT_FOR_CHOICE,
    ) & members.absent(
        "hostConsents",
        sent.host_consents.is_some() && kind != ChoiceKind::Join,
        NOT_FOR_CHOICE,
    ) & members.absent(
        "destination",
        sent.destination.is_some() && kind != ChoiceKind::Leave,
        NOT_FOR_CHOICE,
    ) & members.absent(
        "region",
        sent.region.is_some() && kind != ChoiceKind::Leave,
        NOT_FOR_CHOICE,
    );
    let choice = match kind {
        ChoiceKind::Keep => Some(Choice::Keep),
        ChoiceKind::Own => match &sent.address {
            None => Some(Choice::Own { address: None }),
            Some(address) => {
                read_address(f, &at.member("address"), address, places).map(|address| Choice::Own {
                    address: Some(address),
                })
            }
        },
        ChoiceKind::Join => {
            let host = members.required("host", sent.host.as_deref(), NEEDED_FOR_JOIN);
            let relationship =
                members.required("relationship", sent.relationship.as_deref(), NEEDED_FOR_JOIN);
            let host_consents = members.required("hostConsents", sent.host_consents, NEEDED_FOR_JOIN);
            let host = host.and_then(|text| f.identifier(&at.member("host"), KkNumber::parse(text)));
            let relationship =
                relationship.and_then(|text| read_relationship(f, &at.member("relationship"), text));
            host.zip(relationship)
                .zip(host_consents)
                .map(|((host, relationship), host_consents)| Choice::Join {
                    host,
                    relationship,
                    host_consents,
                })
        }
        ChoiceKind::Leave => {
            let destination = members
                .required("destination", sent.destination.as_deref(), NEEDED_FOR_LEAVE)
                .and_then(|text| f.text(&at.member("destination"), text));
            let region = match sent.region.as_deref() {
                Some(text) => read_destination_region(f, &at.member("region"), text, places).map(Some),
                None => Some(None),
            };
            destination
                .zip(region)
                .map(|(destination, region)| Choice::Leave { destination, region })
        }
    };
    choice.filter(|_| allowed)
}

/// A city or regency of the ministry's list, and not the one that is left: its registry gets the letter.
fn read_destination_region(
    f: &mut Findings,
    at: &Pointer,
    text: &str,
    places: &dyn Places,
) -> Option<CityCode> {
    let region = f.identifier(at, CityCode::parse(text))?;
    if region == places.city() {
        f.refuse(at, LEAVING_FOR_OWN_CITY);
    } else if region.name().is_none() {
        f.refuse(at, REGION_UNKNOWN);
    } else {
        return Some(region);
    }
    None
}

fn read_address(
    f: &mut Findings,
    at: &Pointer,
    sent: &AddressRequest,
    places: &dyn Places,
) -> Option<Address> {
    let before = f.errors.len();
    let street = f.text(&at.member("street"), &sent.street);
    let rt = read_rt_rw(f, &at.member("rt"), &sent.rt);
    let rw = read_rt_rw(f, &at.member("rw"), &sent.rw);
    let kelurahan = read_kelurahan(f, &at.member("kelurahan"), &sent.kelurahan, true, places);
    let postcode = read_postcode(f, &at.member("postcode"), sent.postcode.as_deref());
    let sound = f.errors.len() == before;
    sound.then_some(Address {
        street: street?,
        rt: rt?,
        rw: rw?,
        kelurahan: kelurahan?,
        postcode,
    })
}

/// Cards print three digits.
fn read_rt_rw(f: &mut Findings, at: &Pointer, text: &str) -> Option<Text<3>> {
    let digits = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if !digits {
        f.refuse(at, RT_RW);
        return None;
    }
    f.text(at, &format!("{text:0>3}"))
}

fn read_relationship(f: &mut Findings, at: &Pointer, text: &str) -> Option<Relationship> {
    let found = Relationship::from_label(text).or_else(|| {
        use serde::Deserialize as _;
        use serde::de::{IntoDeserializer, value::Error};
        Relationship::deserialize(IntoDeserializer::<Error>::into_deserializer(text)).ok()
    });
    match found {
        None => {
            f.refuse(at, RELATIONSHIP_UNKNOWN);
            None
        }
        Some(Relationship::Head | Relationship::Husband | Relationship::Wife) => {
            f.refuse(at, RELATIONSHIP_NOT_FOR_JOINING);
            None
        }
        found => found,
    }
}

/// Members that an object has or lacks because of its kind.
struct Members<'a> {
    f: &'a mut Findings,
    at: &'a Pointer,
}

impl Members<'_> {
    fn required<T>(&mut self, name: &str, value: Option<T>, rule: Rule) -> Option<T> {
        if value.is_none() {
            self.f.refuse(&self.at.member(name), rule);
        }
        value
    }

    fn absent(&mut self, name: &str, present: bool, rule: Rule) -> bool {
        if present {
            self.f.refuse(&self.at.member(name), rule);
        }
        !present
    }
}

const CONTACT_REQUIRED: Rule = Rule::new(
    "contact_required",
    "a party who lives in the city has a contact, because the envelope is brought to the door",
    "add telephone and delivery address",
);
const NOT_FOR_DOMICILE: Rule = Rule::new(
    "domicile_member_not_allowed",
    "region and name stand only with the kind elsewhere",
    "remove it, or send the kind elsewhere",
);
const NEEDED_FOR_ELSEWHERE: Rule = Rule::new(
    "domicile_member_missing",
    "the kind elsewhere has region and name, because its registry is told",
    "add it",
);
const REGION_IS_OWN_CITY: Rule = Rule::new(
    "region_is_own_city",
    "elsewhere is another city or regency than that of this service",
    "send the kind city, or the code of the other region",
);
const LEAVING_FOR_OWN_CITY: Rule = Rule::new(
    "region_is_own_city",
    "who leaves moves to another city or regency than that of this service",
    "send the kind own with the new address, or the code of the other region",
);
const REGION_UNKNOWN: Rule = Rule::new(
    "region_unknown",
    "the region is a city or regency of the Kemendagri list",
    "look its code up in the list, or leave the region out",
);
const KELURAHAN_UNKNOWN: Rule = Rule::new(
    "kelurahan_unknown",
    "the kelurahan is one of the city's",
    "look its Kemendagri code up in the city's table",
);
const POSTCODE: Rule = Rule::new(
    "postcode_form",
    "a postcode has five digits and does not begin with 0",
    "send the five digits, or leave it out",
);
const COORDINATES_TOGETHER: Rule = Rule::new(
    "coordinates_incomplete",
    "latitude and longitude stand together",
    "send both, or neither",
);
const OUTSIDE_INDONESIA: Rule = Rule::new(
    "coordinates_outside",
    "coordinates are decimal degrees inside Indonesia",
    "check that latitude and longitude are not exchanged, or leave both out",
);
const NOT_FOR_CHOICE: Rule = Rule::new(
    "choice_member_not_allowed",
    "a choice has only the members of its kind",
    "remove it, or send the kind it belongs to",
);
const NEEDED_FOR_JOIN: Rule = Rule::new(
    "choice_member_missing",
    "the kind join has host, relationship and hostConsents",
    "add it",
);
const NEEDED_FOR_LEAVE: Rule = Rule::new(
    "choice_member_missing",
    "the kind leave has a destination",
    "add it",
);
const RT_RW: Rule = Rule::new(
    "rt_rw_form",
    "RT and RW have one to three digits",
    "send the digits as a string, e.g. 003",
);
const RELATIONSHIP_UNKNOWN: Rule = Rule::new(
    "relationship_unknown",
    "the relationship is one of the SHDK list of form F-1.01",
    "send it as printed, e.g. ANAK or FAMILI LAIN",
);
const RELATIONSHIP_NOT_FOR_JOINING: Rule = Rule::new(
    "relationship_not_for_joining",
    "who joins a household is neither its head nor the head's spouse",
    "send the relationship to the head of that household, e.g. ANAK",
);
