//! The samples: every decree under `events/decrees` does to the sample register what `events/expected` says.
//! What is expected was worked out by hand from the rules.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{Pasuruan, TODAY, register, repository, sample, sample_json, samples_in};
use serde_json::{Value, json};
use tuntas_contract::{CompletionRequest, DecreeRequest, DocumentRequest, Places};
use tuntas_domain::case::{Case, Event, evolve};
use tuntas_domain::decree::{Decree, Missing, Parties, Settled};
use tuntas_domain::household::{Household, HouseholdState, check_register};
use tuntas_domain::identity::{CaseId, KecamatanCode, KelurahanCode, KkNumber, Nik};
use tuntas_domain::people::{MaritalStatus, Relationship, Sex};
use tuntas_domain::plan::{Draft, Hold, Numbering, Plan, Situation, plan};
use uuid::Uuid;

fn decree(name: &str) -> Decree {
    let body = sample(&format!("decrees/{name}.json"));
    DecreeRequest::parse(body.as_bytes(), TODAY, &Pasuruan::load())
        .unwrap_or_else(|faults| panic!("{name}: {faults:?}"))
        .decree
}

fn home<'a>(register: &'a [Household], nik: &Nik) -> Option<&'a Household> {
    register.iter().find(|household| household.member(nik).is_some())
}

fn carry_out(case: CaseId, decree: &Decree, settled: &Settled, register: &[Household]) -> Result<Plan, Hold> {
    plan(&Situation {
        case,
        decree,
        settled,
        homes: Parties::from_fn(|role| home(register, decree.parties[role].nik.as_ref()?)),
        others: register,
        decisions: &[],
        city: &"35.75".parse().unwrap(),
        today: TODAY,
    })
}

/// Where the case stands after the court's first message.
fn on_receipt(decree: &Decree) -> Value {
    let missing: Vec<Missing> = decree.finality.settle(decree.kind).err().unwrap_or_default();
    let case = evolve(
        Case::default(),
        &Event::DecreeAccepted {
            court: decree.case_number.court().clone(),
            kind: decree.kind,
            evidence: String::new(),
            missing: missing.clone(),
            duty: None,
        },
    );
    json!({ "stage": case.stage(), "missing": missing })
}

fn household(draft: &Draft) -> Value {
    let number = match (&draft.numbering, draft.state) {
        (Numbering::Keep(number), HouseholdState::Active) => json!({ "kept": number }),
        (Numbering::Keep(number), HouseholdState::Closed) => json!({ "closed": number }),
        (Numbering::FromPool(kecamatan), _) => json!({ "newIn": kecamatan }),
    };
    let members: Vec<Value> = draft
        .members
        .iter()
        .map(|member| {
            json!({
                "nik": member.person.nik,
                "shdk": member.relationship.label(),
                "status": member.person.marital_status.label(),
            })
        })
        .collect();
    json!({ "number": number, "members": members })
}

fn afterwards(decree: &Decree, settled: &Settled, register: &[Household]) -> Value {
    match carry_out(CaseId(Uuid::nil()), decree, settled, register) {
        Err(hold) => json!({ "stage": "held", "hold": tuntas_contract::decree::HoldReason::from(&hold) }),
        Ok(plan) => {
            let kind = |outcome| serde_json::to_value(outcome).unwrap()["kind"].clone();
            let flags: Vec<Value> = plan
                .flags
                .iter()
                .map(|flag| serde_json::to_value(flag).unwrap()["flag"].clone())
                .collect();
            json!({
                "stage": "registered",
                "divorcedOn": settled.divorced_on,
                "outcomes": {
                    "petitioner": kind(&plan.outcomes.petitioner),
                    "respondent": kind(&plan.outcomes.respondent),
                },
                "households": plan.drafts.iter().map(household).collect::<Vec<_>>(),
                "departures": plan.departures,
                "flags": flags,
            })
        }
    }
}

/// The order of cards and of members below the head is no matter of the rules.
fn sorted(mut value: Value) -> Value {
    if let Some(households) = value["households"].as_array_mut() {
        for household in households.iter_mut() {
            if let Some(members) = household["members"].as_array_mut() {
                members
                    .sort_by_key(|member| (member["shdk"] != "KEPALA KELUARGA", member["nik"].to_string()));
            }
        }
        households.sort_by_key(ToString::to_string);
    }
    value
}

#[test]
fn every_decree_does_what_was_worked_out_by_hand() {
    let register = register();
    let names = samples_in("decrees");
    assert!(names.len() >= 12);
    for name in &names {
        let expected = sample_json(&format!("expected/{name}.json"));
        let mut decree = decree(name);
        assert_eq!(on_receipt(&decree), expected["onReceipt"], "{name}");
        if let Err(missing) = decree.finality.settle(decree.kind) {
            assert!(!missing.is_empty(), "{name}");
            let body = sample(&format!("completions/{name}.json"));
            decree.finality = CompletionRequest::parse(body.as_bytes(), TODAY, &decree)
                .unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        }
        let settled = decree.finality.settle(decree.kind).unwrap();
        let found = sorted(afterwards(&decree, &settled, &register));
        let expected = sorted(expected["afterwards"].clone());
        assert_eq!(
            found,
            expected,
            "{name}\nfound {}\nexpected {}",
            serde_json::to_string_pretty(&found).unwrap(),
            serde_json::to_string_pretty(&expected).unwrap()
        );
    }
    assert_eq!(samples_in("expected"), names);
}

#[test]
fn completions_belong_to_decrees_that_wait() {
    let waiting: Vec<String> = samples_in("decrees")
        .into_iter()
        .filter(|name| {
            let decree = decree(name);
            decree.finality.settle(decree.kind).is_err()
        })
        .collect();
    assert_eq!(samples_in("completions"), waiting);
}

#[test]
fn a_document_belongs_to_a_decree_and_is_what_its_announcement_says() {
    let names = samples_in("documents");
    assert!(!names.is_empty());
    for name in names {
        let body = sample(&format!("documents/{name}.json"));
        let number = sample_json(&format!("documents/{name}.json"))["caseNumber"].clone();
        let belongs = |decree: &Decree| decree.case_number.as_str() == number;
        let mut decrees = samples_in("decrees").into_iter().map(|name| decree(&name));
        let decree = decrees.find(belongs).unwrap();
        let document = DocumentRequest::parse(body.as_bytes(), &decree).unwrap();
        let file = format!("events/documents/{name}.{}", document.format.extension());
        let bytes = std::fs::read(repository().join(file)).unwrap();
        assert_eq!(u32::try_from(bytes.len()), Ok(document.size), "{name}");
    }
}

#[test]
fn the_register_stays_whole_through_all_samples() {
    let mut register: BTreeMap<_, Household> = register()
        .into_iter()
        .map(|household| (household.id, household))
        .collect();
    let mut pool = pool();
    for (position, name) in samples_in("decrees").iter().enumerate() {
        let case = CaseId(Uuid::from_u128(position as u128));
        let mut decree = decree(name);
        if decree.finality.settle(decree.kind).is_err() {
            let body = sample(&format!("completions/{name}.json"));
            decree.finality = CompletionRequest::parse(body.as_bytes(), TODAY, &decree).unwrap();
        }
        let settled = decree.finality.settle(decree.kind).unwrap();
        let households: Vec<Household> = register.values().filter(|h| h.is_active()).cloned().collect();
        let Ok(plan) = carry_out(case, &decree, &settled, &households) else {
            continue;
        };
        let numbers: Vec<KkNumber> = plan
            .numbers_needed()
            .into_iter()
            .map(|kecamatan| pool.get_mut(kecamatan).unwrap().pop().unwrap())
            .collect();
        for household in plan.number(case, TODAY, &numbers).unwrap() {
            register.insert(household.id, household);
        }
        check_register(register.values(), TODAY).unwrap_or_else(|breach| panic!("{name}: {breach}"));
    }
    let cards = register
        .values()
        .filter(|household| household.is_active())
        .count();
    assert_eq!(
        cards,
        14 + 7,
        "seven rulings found a card; one card is replaced, one party joins, one stays, two cases are held"
    );
    let people: usize = register.values().map(|household| household.members.len()).sum();
    assert_eq!(people, 39, "one person has left the city, nobody got lost");
}

fn pool() -> BTreeMap<KecamatanCode, Vec<KkNumber>> {
    let text = sample("register/kk-numbers.csv");
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(rows.headers().unwrap(), vec!["kecamatan", "number"]);
    let mut pool: BTreeMap<KecamatanCode, Vec<KkNumber>> = BTreeMap::new();
    for row in rows.records() {
        let row = row.unwrap();
        pool.entry(KecamatanCode::parse(&row[0]).unwrap())
            .or_default()
            .push(KkNumber::parse(&row[1]).unwrap());
    }
    pool
}

#[test]
fn the_pool_has_fresh_numbers_for_every_kecamatan() {
    let used: BTreeSet<KkNumber> = register().into_iter().map(|household| household.number).collect();
    let pool = pool();
    let kecamatan: Vec<&str> = pool.keys().map(KecamatanCode::as_str).collect();
    assert_eq!(kecamatan, ["35.75.01", "35.75.02", "35.75.03", "35.75.04"]);
    let mut seen = BTreeSet::new();
    for (kecamatan, numbers) in &pool {
        assert!(numbers.len() >= 15, "{kecamatan}");
        for number in numbers {
            assert!(number.as_str().starts_with(&kecamatan.digits()), "{kecamatan}");
            assert!(!used.contains(number), "{kecamatan}: a number is in use already");
            assert!(seen.insert(number.clone()), "{kecamatan}: a number stands twice");
        }
    }
}

#[test]
fn the_sample_register_is_sound_and_obviously_invented() {
    let register = register();
    let places = Pasuruan::load();
    assert_eq!(check_register(&register, TODAY), Ok(()));
    let people: Vec<_> = register.iter().flat_map(|household| &household.members).collect();
    assert_eq!((register.len(), people.len()), (14, 40));
    let ids: BTreeSet<_> = people.iter().map(|member| member.person.id).collect();
    assert_eq!(ids.len(), people.len());
    let kelurahan: BTreeSet<&KelurahanCode> = register.iter().map(|h| &h.address.kelurahan).collect();
    assert!(kelurahan.len() >= 10, "spread over the city");
    for household in &register {
        let code = &household.address.kelurahan;
        assert!(places.is_kelurahan(code), "{code}");
        assert!(
            household.number.as_str().starts_with(&code.kecamatan().digits()),
            "{code}"
        );
        assert!(household.address.street.as_str().contains("Contoh"));
        assert_eq!(household.version, 1);
        assert_eq!(
            household.members[0].relationship,
            Relationship::Head,
            "head first"
        );
        assert!(household.issued_on < TODAY);
    }
    for member in &people {
        let person = &member.person;
        for name in [
            person.name.as_str(),
            person.father.as_str(),
            person.mother.as_str(),
        ] {
            assert!(name.starts_with("Contoh "), "{name}");
        }
        assert_eq!(
            person.nik.warnings(person.sex, person.birth_date),
            [],
            "{}",
            person.name.as_str()
        );
    }
}

#[test]
fn married_people_and_parents_point_at_each_other() {
    let register = register();
    let people: BTreeMap<&Nik, _> = register
        .iter()
        .flat_map(|household| &household.members)
        .map(|member| (&member.person.nik, &member.person))
        .collect();
    let mut couples = 0;
    for person in people.values() {
        let name = person.name.as_str();
        assert_eq!(
            person.marital_status.is_married(),
            !person.marriages.is_empty(),
            "{name}"
        );
        for marriage in &person.marriages {
            assert!(
                marriage.certificate.is_some() && marriage.date.is_some(),
                "{name}"
            );
            let Some(spouse) = people.get(marriage.spouse.as_ref().unwrap()) else {
                continue;
            };
            couples += 1;
            let back = spouse
                .marriages
                .iter()
                .find(|back| back.spouse.as_ref() == Some(&person.nik));
            assert_eq!(
                back.map(|b| (&b.certificate, b.date)),
                Some((&marriage.certificate, marriage.date)),
                "{name}"
            );
            assert_ne!(spouse.sex, person.sex, "{name}");
        }
        for (known, sex, printed) in [
            (&person.father_nik, Sex::Male, &person.father),
            (&person.mother_nik, Sex::Female, &person.mother),
        ] {
            if let Some(parent) = known.as_ref().and_then(|nik| people.get(nik)) {
                assert_eq!(
                    (parent.sex, parent.name.as_str()),
                    (sex, printed.as_str()),
                    "{name}"
                );
                assert!(parent.birth_date < person.birth_date, "{name}");
            }
        }
    }
    assert_eq!(couples, 24, "twelve couples, seen from both sides");
    let alone = people
        .values()
        .filter(|p| p.marital_status == MaritalStatus::Widowed)
        .count();
    assert_eq!(alone, 2);
}
