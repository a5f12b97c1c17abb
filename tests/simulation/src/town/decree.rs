//! What the court sends, as its system writes it.

use serde_json::{Map, Value, json};
use tuntas_domain::identity::KkNumber;
use tuntas_domain::people::Person;

use super::afterwards::Afterwards;
use super::family::Ruling;
use super::registrar::Registrar;
use crate::Chance;

/// A decree, and what makes it final where that is not known yet.
#[derive(Clone, Debug)]
pub(crate) struct Filing {
    /// Body of the decree.
    pub(crate) decree: Vec<u8>,
    /// Bodies of the completions, in the order they have to come.
    pub(crate) completions: Vec<Vec<u8>>,
    /// What the court says once more was found out.
    pub(crate) afterwards: Afterwards,
}

impl Filing {
    pub(super) fn draw(chance: &mut Chance, registrar: &mut Registrar, ruling: &Ruling) -> Self {
        let serial = registrar.serial();
        let talak = chance.per_mille(400);
        let case_number = format!("{serial:04}/Pdt.G/2026/PA.Pas");
        let (husband, wife) = (
            party(chance, registrar, ruling, &ruling.husband),
            party(chance, registrar, ruling, &ruling.wife),
        );
        let (petitioner, respondent) = if talak { (husband, wife) } else { (wife, husband) };
        let mut decree = json!({
            "reference": format!("SIPP-2026-{serial:06}"),
            "caseNumber": case_number,
            "kind": if talak { "talak" } else { "gugat" },
            "rulingDate": Ruling::DAYS[0].to_string(),
            "marriage": {
                "certificateNumber": ruling.certificate.as_str(),
                "date": ruling.married_on.to_string(),
            },
            "petitioner": petitioner,
            "respondent": respondent,
            "children": children(chance, ruling),
        });
        let parts = finality(serial, talak);
        let afterwards = Afterwards::draw(chance, registrar, ruling, &decree, object(parts.clone()));
        let (now, later) = told_so_far(chance, parts);
        decree["finality"] = now;
        let completion = |part: Value| bytes(&json!({ "caseNumber": case_number, "finality": part }));
        Self {
            decree: bytes(&decree),
            completions: later.into_iter().map(completion).collect(),
            afterwards,
        }
    }
}

pub(super) fn bytes(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}

/// What makes the ruling final.
fn finality(serial: u16, talak: bool) -> Vec<(&'static str, Value)> {
    let [_, bht, ikrar, certified] = Ruling::DAYS;
    let mut parts = vec![("bhtDate", json!(bht.to_string()))];
    if talak {
        parts.push(("ikrarDate", json!(ikrar.to_string())));
    }
    let akta = json!({ "number": format!("{serial:04}/AC/2026/PA.Pas"), "date": certified.to_string() });
    parts.push(("akta", akta));
    parts
}

fn object(parts: Vec<(&str, Value)>) -> Value {
    Value::Object(
        parts
            .into_iter()
            .map(|(name, part)| (name.to_owned(), part))
            .collect(),
    )
}

/// What is known at once, and what follows.
fn told_so_far(chance: &mut Chance, mut parts: Vec<(&'static str, Value)>) -> (Value, Vec<Value>) {
    let known = if chance.per_mille(600) {
        parts.len()
    } else {
        chance.below(parts.len())
    };
    let later = parts.split_off(known);
    let at_once = later.len() == 1 || chance.per_mille(500);
    let later = if later.is_empty() {
        vec![]
    } else if at_once {
        vec![object(later)]
    } else {
        later.into_iter().map(|part| object(vec![part])).collect()
    };
    (object(parts), later)
}

fn party(chance: &mut Chance, registrar: &mut Registrar, ruling: &Ruling, person: &Person) -> Value {
    let lives_here = if ruling.is_wife(&person.nik) {
        ruling.wife_lives_here
    } else {
        ruling.husband_lives_here
    };
    let mistaken = if registrar.busy { 200 } else { 30 };
    let name = if chance.per_mille(mistaken) {
        "Contoh Keliru"
    } else {
        person.name.as_str()
    };
    let mut party = json!({
        "nik": person.nik.as_str(),
        "name": name,
        "birthDate": person.birth_date.to_string(),
        "domicile": { "kind": "city" },
        "contact": {
            "phone": "081200000103",
            "address": "Jl. Contoh Kutilang No. 3, RT 002 RW 004",
            "kelurahan": "35.75.01.1003",
            "postcode": "67134",
            "latitude": -7.644_101,
            "longitude": 112.885_932,
        },
    });
    if !lives_here {
        party["domicile"] = json!({ "kind": "elsewhere", "region": "35.73", "name": "Kota Malang" });
        if let Some(members) = party.as_object_mut() {
            members.remove("contact");
        }
        return party;
    }
    if let Some(choice) = choice(chance, registrar, ruling) {
        party["choice"] = choice;
    }
    party
}

fn choice(chance: &mut Chance, registrar: &mut Registrar, ruling: &Ruling) -> Option<Value> {
    match chance.below(20) {
        0 => Some(json!({ "kind": "keep" })),
        1..=3 => {
            let address = registrar.address();
            Some(json!({ "kind": "own", "address": {
                "street": address.street.as_str(),
                "rt": address.rt.as_str(),
                "rw": address.rw.as_str(),
                "kelurahan": address.kelurahan.as_str(),
            } }))
        }
        4 => Some(json!({ "kind": "own" })),
        5..=8 => join(chance, &ruling.hosts),
        9 => Some(json!({ "kind": "leave", "destination": "Kota Malang" })),
        _ if registrar.crowded => join(chance, &ruling.hosts),
        _ => None,
    }
}

fn join(chance: &mut Chance, hosts: &[KkNumber]) -> Option<Value> {
    Some(json!({
        "kind": "join",
        "host": chance.pick(hosts)?.as_str(),
        "relationship": "ANAK",
        "hostConsents": chance.per_mille(900),
    }))
}

fn children(chance: &mut Chance, ruling: &Ruling) -> Vec<Value> {
    let mut told = Vec::new();
    for child in &ruling.children {
        if chance.per_mille(150) {
            continue;
        }
        let mut one = Map::from_iter([
            ("nik".to_owned(), json!(child.nik.as_str())),
            ("name".to_owned(), json!(child.name.as_str())),
            ("birthDate".to_owned(), json!(child.birth_date.to_string())),
        ]);
        if chance.per_mille(750) {
            let parent = if chance.per_mille(500) {
                "petitioner"
            } else {
                "respondent"
            };
            one.insert(
                "custody".to_owned(),
                json!({ "parent": parent, "basis": "ruling" }),
            );
        }
        told.push(Value::Object(one));
    }
    told
}
