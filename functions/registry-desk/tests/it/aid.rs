//! What a party says of aid and of their safety, taken down at the desk: whose address is shown to nobody.

use serde_json::{Value, json};
use tuntas_domain::case::{ConsentSource, Event, EventKind};
use tuntas_domain::decree::{Choice, Role};
use tuntas_domain::household::Address;
use tuntas_domain::identity::{AidKind, AidOfficeCode, CaseId};
use tuntas_domain::people::{Relationship, Text};
use tuntas_domain::plan::Hold;

use crate::log;
use crate::office::{Office, Officer, Said, decree, fault, refused, register};

const P: Role = Role::Petitioner;

async fn say(officer: &Officer<'_>, case: CaseId, what: &str, key: &str, body: Value) -> Said {
    let route = format!("POST /v1/cases/{{id}}/parties/{{role}}/{what}");
    officer
        .wish(&route, json!({ "id": case, "role": "petitioner" }), key, body)
        .await
}

async fn protect(officer: &Officer<'_>, case: CaseId, key: &str, protected: bool) -> Said {
    say(officer, case, "safety", key, json!({ "protected": protected })).await
}

fn answers(given: bool) -> Value {
    json!({ "answers": [{ "office": "dp3akb", "aid": "mentoring", "given": given }] })
}

#[tokio::test]
async fn an_officer_writes_down_a_consent_and_that_it_is_taken_back() {
    let office = Office::new().await;
    let id = office.registered(1).await;
    let officer = office.officer("petugas-01", 1);
    for _ in 0..2 {
        let said = say(&officer, id, "aid-consents", "k-1", answers(true)).await;
        assert_eq!(
            (said.0, &said.1["lines"][0]["given"]),
            (200, &json!(true)),
            "{}",
            said.1
        );
    }
    assert_eq!(
        office.story(id).await.entries.last().unwrap().event,
        Event::AidConsentGiven {
            role: P,
            office: AidOfficeCode::parse("dp3akb").unwrap(),
            aid: AidKind::Mentoring,
            number: 1,
            source: ConsentSource::Officer,
            evidence: None,
        }
    );
    let said = say(&officer, id, "aid-consents", "k-2", answers(false)).await;
    assert_eq!(said.1["lines"][0]["given"], false);
    // The first request comes once more: it was granted before, and brings nothing back.
    let said = say(&officer, id, "aid-consents", "k-1", answers(true)).await;
    assert_eq!((said.0, &said.1["lines"][0]["given"]), (200, &json!(false)));
    let unknown = json!({ "answers": [{ "office": "dp3akb", "aid": "capital", "given": true }] });
    let said = say(&officer, id, "aid-consents", "k-3", unknown).await;
    assert_eq!(fault(&said), ("/answers/0/office", "aid_office_unknown"));
}

/// Whoever reads the journal, the case or the list of held cases cannot tell a yes from a no.
#[tokio::test]
async fn what_was_answered_about_safety_is_seen_nowhere() {
    let mut told = Vec::new();
    for stays in [true, false] {
        let office = Office::new().await;
        let id = office.held(1, 0, Hold::ChoiceNeeded).await;
        assert_eq!(
            protect(&office.officer("petugas-01", 1), id, "k-1", true).await.0,
            200
        );
        // Told once more, or ended by another officer.
        let last = protect(&office.officer("petugas-02", 2), id, "k-2", stays).await;
        assert_eq!(last.0, 200, "{}", last.1);
        assert_eq!(office.desk.dossiers.is_protected(id, P).await.unwrap(), stays);
        let list = office.officer("petugas-01", 3).list(json!({})).await.1;
        let journal = office.story(id).await.entries;
        told.push((journal, last.1, list));
        assert!(!log::take().contains("protect"), "nor in the log");
    }
    assert_eq!(told[0], told[1]);
}

#[tokio::test]
async fn a_protection_is_ended_by_a_second_officer_with_the_duty_to_approve() {
    let office = Office::new().await;
    let id = office.registered(1).await;
    let (first, second) = (office.officer("petugas-01", 1), office.officer("petugas-02", 1));
    assert_eq!(protect(&first, id, "k-1", true).await.0, 200);
    assert_eq!(
        refused(&protect(&first, id, "k-2", false).await),
        (409, "second_officer_needed")
    );
    let cases_only = office.officer("petugas-03", 1);
    assert_eq!(
        refused(&protect(&cases_only, id, "k-3", false).await),
        (403, "scope_missing")
    );
    assert!(
        office.desk.dossiers.is_protected(id, P).await.unwrap(),
        "nothing changed"
    );
    assert_eq!(protect(&second, id, "k-4", false).await.0, 200);
    assert!(!office.desk.dossiers.is_protected(id, P).await.unwrap());
    assert_eq!(office.count(id, EventKind::SafetyRecorded).await, 2);
}

/// The other party wishes to join the very card on which somebody protected lives.
#[tokio::test]
async fn a_card_that_somebody_else_wants_to_join_does_not_show_where_somebody_protected_lives() {
    let office = Office::new().await;
    let id = office.held(1, 0, Hold::HostConsentMissing { role: P }).await;
    let theirs = office
        .desk
        .register
        .home_of(decree().parties.respondent.nik.as_ref().unwrap())
        .await
        .unwrap()
        .unwrap();
    let wished = Choice::Join {
        host: theirs.number.clone(),
        relationship: Relationship::OtherRelative,
        host_consents: false,
    };
    let hold = Hold::HostConsentMissing { role: P };
    office.wishes(id, &wished, hold).await;
    let officer = office.officer("petugas-01", 1);
    let before = officer.facts(id).await.1;
    let shown = before["households"].as_array().unwrap();
    assert!(
        shown.len() > 1 && shown.iter().all(|home| home["address"].is_object()),
        "{before}"
    );

    let body = json!({ "protected": true });
    let other = json!({ "id": id, "role": "respondent" });
    let said = officer
        .wish("POST /v1/cases/{id}/parties/{role}/safety", other, "k-1", body)
        .await;
    assert_eq!(said.0, 200, "{}", said.1);
    let after = officer.facts(id).await.1;
    let shown = after["households"].as_array().unwrap();
    assert!(shown.iter().all(|home| home.get("address").is_none()), "{after}");
}

/// The officer who decides a held case sees the households, and where nobody may find one of them no address.
#[tokio::test]
async fn where_somebody_protected_lives_or_wants_to_live_is_shown_to_no_officer() {
    let office = Office::new().await;
    let id = office.held(1, 0, Hold::ChoiceNeeded).await;
    let home = &register()[0].address;
    let wished = Choice::Own {
        address: Some(Address {
            street: Text::parse("Jl. Contoh Rahasia No. 7").unwrap(),
            ..home.clone()
        }),
    };
    office.wishes(id, &wished, Hold::ChoiceNeeded).await;
    let officer = office.officer("petugas-01", 1);
    let before = officer.facts(id).await.1;
    assert!(before["households"][0]["address"].is_object());
    assert_eq!(
        before["wishes"][0]["choice"]["address"]["street"],
        "Jl. Contoh Rahasia No. 7"
    );

    protect(&officer, id, "k-1", true).await;
    let after = officer.facts(id).await.1;
    assert!(after["households"][0].get("address").is_none());
    assert_eq!(
        after["households"][0]["members"],
        before["households"][0]["members"]
    );
    assert!(after["wishes"][0]["choice"].get("address").is_none());
    assert!(!after.to_string().contains("Jl. Contoh"), "{after}");

    // Nor to which city somebody wants to go.
    let id = office.held(2, 0, Hold::ChoiceNeeded).await;
    let away = Choice::Leave {
        destination: Text::parse("Kota Rahasia").unwrap(),
        region: Some("35.73".parse().unwrap()),
    };
    office.wishes(id, &away, Hold::ChoiceNeeded).await;
    protect(&officer, id, "k-2", true).await;
    let wish = &officer.facts(id).await.1["wishes"][0]["choice"];
    assert_eq!(*wish, json!({ "kind": "leave" }));
}
