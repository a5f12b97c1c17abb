//! What an officer sees of a held case, and that it is written down first.

use std::collections::BTreeSet;

use memory_tables::{Call, Fate};
use serde_json::{Value, json};
use tuntas_domain::case::{Event, EventKind, View};
use tuntas_domain::decree::{Choice, Role};
use tuntas_domain::identity::KecamatanCode;
use tuntas_domain::people::{MaritalStatus, Relationship};
use tuntas_domain::plan::Hold;

use crate::log;
use crate::office::{Office, decree, register};

const P: Role = Role::Petitioner;

#[tokio::test]
async fn each_reason_shows_what_it_needs_and_nothing_else() {
    let office = Office::new().await;
    let (party, marriage): (&[&str], &[&str]) = (&["party"], &["party", "marriage"]);
    let foreigner: &[&str] = &["party", "marriage", "wishes", "households"];
    let households: &[&str] = &["wishes", "households"];
    let kecamatan = KecamatanCode::parse("35.75.01").unwrap();
    let holds: Vec<(Hold, &[&str])> = vec![
        (Hold::PartyNotInRegister { role: P }, party),
        (Hold::PartyDeceased { role: P }, party),
        (Hold::NameMismatch { role: P }, marriage),
        (Hold::BirthDateMismatch { role: P }, marriage),
        (Hold::SexMismatch { role: P }, marriage),
        (Hold::ForeignSpouse { role: P }, foreigner),
        (Hold::PartyHasNik { role: P }, foreigner),
        (
            Hold::NotMarried {
                role: P,
                status: MaritalStatus::Single,
            },
            marriage,
        ),
        (Hold::NotMarriedToEachOther { role: P }, marriage),
        (Hold::MarriageRecordMismatch { role: P }, marriage),
        (Hold::PaperRecordOnly { role: P }, marriage),
        (Hold::AlreadyDivorced { role: P }, marriage),
        (Hold::RemarriedMeanwhile { role: P }, marriage),
        (Hold::CourtNameMissing, &[]),
        (Hold::CourtCodeOld, &[]),
        (Hold::ChildNotInRegister { child: 1 }, &["child"]),
        (Hold::ChildMismatch { child: 1 }, &["child"]),
        (Hold::ContradictoryChoices, households),
        (Hold::ChoiceNeeded, households),
        (Hold::HostNotFound { role: P }, households),
        (Hold::HostConsentMissing { role: P }, households),
        (Hold::HeadMustBeChosen, households),
        (Hold::ChildrenAlone, households),
        (Hold::HeadNotEligible, households),
        (Hold::RegisterDamaged, households),
        (Hold::HouseholdTooLarge, households),
        (Hold::ChangedSince, households),
        (Hold::AmendmentImpossible, households),
        (Hold::NumberPoolEmpty { kecamatan }, &["numbers"]),
    ];
    let all = [
        "party",
        "marriage",
        "child",
        "wishes",
        "households",
        "changedSince",
        "numbers",
    ];
    let codes: BTreeSet<&str> = holds.iter().map(|(hold, _)| hold.code()).collect();
    assert_eq!(codes.len(), holds.len());
    for (number, (hold, needed)) in (1..).zip(holds) {
        let code = hold.code();
        let id = office.held(number, 0, hold).await;
        let (status, facts) = office.officer("petugas-01", 1).facts(id).await;
        assert_eq!((status, &facts["hold"]["code"]), (200, &json!(code)), "{facts}");
        let shown: Vec<&str> = all.into_iter().filter(|name| facts.get(name).is_some()).collect();
        let mut expected = needed.to_vec();
        expected.sort_by_key(|name| all.iter().position(|other| other == name));
        assert_eq!(shown, expected, "{code}");
        assert_eq!(facts["ruling"]["caseNumber"], decree().case_number.as_str());
        assert_eq!(office.count(id, EventKind::Viewed).await, 1, "{code}");
        assert!(
            !facts.to_string().contains("0812"),
            "nobody's telephone is needed"
        );
    }
}

#[tokio::test]
async fn the_courts_words_stand_beside_the_registers() {
    let office = Office::new().await;
    let decree = decree();
    let wife = &decree.parties.petitioner;
    let id = office.held(1, 0, Hold::MarriageRecordMismatch { role: P }).await;
    let facts = office.officer("petugas-01", 1).facts(id).await.1;
    let nik = wife.nik.as_ref().unwrap();
    assert_eq!(facts["party"]["court"]["name"], wife.name.as_str());
    assert_eq!(facts["party"]["court"]["nik"], nik.as_str());
    let record = register()
        .into_iter()
        .find_map(|home| Some(home.member(nik)?.person.clone()))
        .unwrap();
    assert_eq!(facts["party"]["register"]["name"], record.name.as_str());
    assert_eq!(facts["party"]["register"]["maritalStatus"], "KAWIN TERCATAT");
    let certificate = decree.marriage.certificate.as_str();
    assert_eq!(facts["marriage"]["court"]["certificateNumber"], certificate);
    let registered = &facts["marriage"]["register"][0];
    assert_eq!(
        (&registered["certificateNumber"], &registered["spouse"]),
        (&json!(certificate), &json!("other_party"))
    );

    let id = office.held(2, 0, Hold::ChildMismatch { child: 0 }).await;
    let facts = office.officer("petugas-01", 1).facts(id).await.1;
    assert_eq!(facts["child"]["court"]["custody"], "petitioner");
    assert_eq!(
        facts["child"]["register"]["name"],
        decree.children[0].name.as_str()
    );
    assert!(facts.get("party").is_none());

    let id = office.held(3, 0, Hold::ChoiceNeeded).await;
    let facts = office.officer("petugas-01", 1).facts(id).await.1;
    let members = facts["households"][0]["members"].as_array().unwrap();
    assert_eq!(members[0]["relationship"], "KEPALA KELUARGA");
    let roles: Vec<&Value> = members.iter().filter_map(|member| member.get("role")).collect();
    assert_eq!(roles.len(), 2, "both parties are marked");
    assert!(members.iter().any(|member| member["child"] == 1));
}

#[tokio::test]
async fn what_others_changed_since_stands_beside_what_was() {
    let office = Office::new().await;
    let wife = decree().parties.petitioner.nik.unwrap();
    let (home, host, id) = office.moved_since(1, &decree()).await;
    let reversal = Event::Held {
        hold: Hold::ChangedSince,
    };
    office.happen(id, 2, vec![reversal]).await;
    let facts = office.officer("petugas-01", 3).facts(id).await.1;
    assert_eq!(facts["ruling"]["registeredOn"], crate::office::TODAY.to_string());
    let changed = facts["changedSince"].as_array().unwrap();
    let of = |household: &tuntas_domain::household::Household| {
        let id = household.id.to_string();
        changed.iter().find(|changed| changed["household"] == id).unwrap()
    };
    let name = home.member(&wife).unwrap().person.name.as_str();
    let (was_at, is_at) = (of(&home), of(&host));
    assert_eq!(
        (&was_at["versionThen"], &was_at["versionNow"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(was_at["left"][0]["name"], name);
    assert_eq!(was_at["left"][0]["role"], "petitioner");
    assert_eq!(
        (&was_at["came"], &was_at["addressChanged"]),
        (&json!([]), &json!(true))
    );
    assert_eq!(was_at["changed"][0]["then"]["maritalStatus"], "KAWIN TERCATAT");
    assert_eq!(
        was_at["changed"][0]["now"]["maritalStatus"],
        "CERAI HIDUP TERCATAT"
    );
    assert_eq!(is_at["came"][0]["name"], name);
    assert_eq!((&is_at["left"], &is_at["changed"]), (&json!([]), &json!([])));
    assert_eq!(is_at["addressChanged"], false);
    // A look like any other.
    assert_eq!(office.count(id, EventKind::Viewed).await, 1);
}

#[tokio::test]
async fn a_child_that_the_decree_names_twice_is_shown_twice() {
    let office = Office::new().await;
    let mut decree = decree();
    let mut again = decree.children[0].clone();
    again.custody = None;
    decree.children.push(again);
    let id = office.accepted_as(1, 0, &decree).await;
    let hold = Hold::ChildMismatch { child: 2 };
    office.happen(id, 0, vec![Event::Held { hold }]).await;
    let facts = office.officer("petugas-01", 1).facts(id).await.1;
    assert_eq!(facts["child"]["court"]["custody"], Value::Null);
    assert_eq!(facts["child"]["alsoNamed"][0]["child"], 0);
    assert_eq!(facts["child"]["alsoNamed"][0]["court"]["custody"], "petitioner");
}

#[tokio::test]
async fn of_the_host_only_the_head_is_shown() {
    let office = Office::new().await;
    let id = office.held(1, 0, Hold::HostConsentMissing { role: P }).await;
    let home = office
        .desk
        .register
        .home_of(decree().parties.petitioner.nik.as_ref().unwrap())
        .await
        .unwrap()
        .unwrap();
    let host = register()
        .into_iter()
        .find(|other| other.id != home.id && other.members.len() > 1)
        .unwrap();
    let wished = Choice::Join {
        host: host.number.clone(),
        relationship: Relationship::Child,
        host_consents: false,
    };
    let hold = Hold::HostConsentMissing { role: P };
    office.wishes(id, &wished, hold).await;
    let facts = office.officer("petugas-01", 2).facts(id).await.1;
    let households = facts["households"].as_array().unwrap();
    let shown = households
        .iter()
        .find(|household| household["household"] == host.id.to_string())
        .unwrap();
    assert_eq!(shown["members"].as_array().unwrap().len(), 1);
    assert_eq!(
        shown["members"][0]["name"],
        host.head().unwrap().person.name.as_str()
    );
    assert_eq!(facts["wishes"][0]["choice"]["host"], host.number.as_str());
    assert_eq!(facts["wishes"][0]["revision"], 1);
}

#[tokio::test]
async fn without_a_record_nothing_is_shown() {
    let office = Office::new().await;
    let id = office.held(1, 0, Hold::NameMismatch { role: P }).await;
    office.tables.decide_with(|call| match call {
        Call::Commit(_) => Fate::FailsBefore,
        Call::Read => Fate::Done,
    });
    let said = office.officer("petugas-01", 1).facts(id).await;
    assert!(said.0 >= 500, "{}", said.1);
    assert!(!said.1.to_string().contains("Contoh"));
    office.tables.decide_with(|_| Fate::Done);
    for at in [2, 2, 3] {
        assert_eq!(office.officer("petugas-02", at).facts(id).await.0, 200);
    }
    let story = office.story(id).await;
    let viewed: Vec<_> = story
        .entries
        .iter()
        .filter_map(|entry| match &entry.event {
            Event::Viewed { officer, what } => Some((officer.as_str().to_owned(), *what)),
            _ => None,
        })
        .collect();
    // Two looks under one name of a request, at one moment, are one request that came twice.
    assert_eq!(viewed, vec![("petugas-02".to_owned(), View::Facts); 2]);
}

#[tokio::test]
async fn logs_and_refusals_name_officers_and_cases_and_no_person() {
    let office = Office::new().await;
    let id = office.held(1, 0, Hold::NameMismatch { role: P }).await;
    let officer = office.officer("petugas-01", 1);
    log::take();
    let mut refusals = String::new();
    assert_eq!(officer.facts(id).await.0, 200);
    officer.claim(id).await;
    for body in [
        json!({ "decision": { "kind": "accept_identity", "role": "respondent" }, "note": "Contoh Rahasia" }),
        json!({ "decision": { "kind": "use_number", "kecamatan": "35.75.01", "number": "3575012411269999" }, "note": "Contoh" }),
        json!({ "decision": { "kind": "Contoh Rahasia" } }),
        json!({ "Contoh Rahasia": 1 }),
    ] {
        let said = officer.post(id, "decision", body).await;
        assert!(said.0 >= 400);
        refusals.push_str(&said.1.to_string());
    }
    let logged = log::take();
    assert!(
        logged.contains("petugas-01") && logged.contains(&id.to_string()),
        "{logged}"
    );
    let decree = decree();
    for text in [&logged, &refusals] {
        assert!(
            !text.contains("Contoh") && !text.contains("3575012411269999"),
            "{text}"
        );
        for (_, party) in decree.parties.iter() {
            assert!(!text.contains(party.nik.as_ref().unwrap().as_str()));
        }
    }
}
