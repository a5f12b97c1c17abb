//! Choices taken down for citizens, and old identity cards.

use serde_json::{Value, json};
use tuntas_domain::case::{Document, DocumentKind, Event, EventKind};
use tuntas_domain::decree::{Choice, ChoiceSource, Role};
use tuntas_domain::identity::{CaseId, DocumentId};
use tuntas_domain::plan::Hold;
use tuntas_signatures::sha256_hex;
use uuid::Uuid;

use crate::office::{Office, Officer, Said, fault, refused, register};

const R: Role = Role::Respondent;

async fn choose(officer: &Officer<'_>, case: CaseId, role: &str, key: &str, body: Value) -> Said {
    let route = "POST /v1/cases/{id}/parties/{role}/choice";
    officer
        .wish(route, json!({ "id": case, "role": role }), key, body)
        .await
}

#[tokio::test]
async fn a_choice_lifts_the_hold_that_waited_for_it_and_its_content_stays_out_of_the_journal() {
    let office = Office::new().await;
    let id = office.held(1, 0, Hold::ChoiceNeeded).await;
    let officer = office.officer("petugas-01", 1);
    let leave = json!({ "kind": "leave", "destination": "Kota Contoh", "region": "35.73" });
    for _ in 0..2 {
        let said = choose(&officer, id, "respondent", "k-1", leave.clone()).await;
        assert_eq!(
            (said.0, &said.1["stage"]),
            (200, &json!("accepted")),
            "{}",
            said.1
        );
        assert_eq!(said.1["choices"], json!({ "petitioner": 0, "respondent": 1 }));
    }
    let story = office.story(id).await;
    assert_eq!(story.count(EventKind::ChoiceMade), 1);
    assert!(matches!(
        story.entries.last().unwrap().event,
        Event::ChoiceMade {
            source: ChoiceSource::Officer,
            ..
        }
    ));
    let told = format!("{story:?}");
    assert!(!told.contains("Kota Contoh") && !told.contains("35.73"));
    let kept = office.desk.dossiers.choice(id, R, 1).await.unwrap();
    assert!(matches!(kept, Some(Choice::Leave { region: Some(region), .. }) if region.as_str() == "35.73"));
    // Another key is another wish; the last one counts.
    let said = choose(&officer, id, "respondent", "k-2", json!({ "kind": "keep" })).await;
    assert_eq!(said.1["choices"]["respondent"], 2);
    assert_eq!(
        office.desk.dossiers.choice(id, R, 2).await.unwrap(),
        Some(Choice::Keep)
    );
}

#[tokio::test]
async fn a_key_belongs_to_one_wish() {
    let office = Office::new().await;
    let id = office.held(1, 0, Hold::ChoiceNeeded).await;
    let officer = office.officer("petugas-01", 1);
    let keep = json!({ "kind": "keep" });
    assert_eq!(
        choose(&officer, id, "respondent", "k-1", keep.clone()).await.0,
        200
    );
    for (case, role, body) in [
        (id, "respondent", json!({ "kind": "own" })),
        (id, "petitioner", keep.clone()),
        (
            office.held(2, 0, Hold::ChoiceNeeded).await,
            "respondent",
            keep.clone(),
        ),
    ] {
        let said = choose(&officer, case, role, "k-1", body).await;
        assert_eq!(refused(&said), (422, "idempotency_key_reused"));
    }
    // Of another officer it is another key.
    let other = office.officer("petugas-02", 1);
    assert_eq!(choose(&other, id, "petitioner", "k-1", keep.clone()).await.0, 200);
    let route = "POST /v1/cases/{id}/parties/{role}/choice";
    let without = officer
        .ask(
            route,
            json!({ "id": id, "role": "respondent" }),
            json!({ "body": keep.to_string() }),
        )
        .await;
    assert_eq!(refused(&without), (400, "idempotency_key_missing"));
    let said = choose(&officer, id, "witness", "k-9", keep).await;
    assert_eq!(refused(&said), (404, "not_found"));
    let said = choose(&officer, id, "respondent", "k-9", json!({ "kind": "join" })).await;
    assert_eq!(fault(&said), ("/host", "choice_member_missing"));
}

/// A KK number has so few unknown digits that everybody with a hash of it could try them all.
#[tokio::test]
async fn the_journal_keeps_no_hash_from_which_a_host_could_be_guessed() {
    let office = Office::new().await;
    let id = office.held(1, 0, Hold::ChoiceNeeded).await;
    let officer = office.officer("petugas-01", 1);
    let host = register()[1].number.to_string();
    let join = json!({ "kind": "join", "host": host, "relationship": "ANAK", "hostConsents": true });
    for key in ["6d1f0c6e", "b0a7c4f2"] {
        assert_eq!(choose(&officer, id, "respondent", key, join.clone()).await.0, 200);
    }
    let guesses = ["", "respondent\n", "\nrespondent\n", "respondent"]
        .map(|before| sha256_hex(format!("{before}{join}").as_bytes()));
    let kept: Vec<String> = office
        .tables
        .items("cases", "IDEM#")
        .iter()
        .map(|item| item.text("digest").unwrap().to_owned())
        .collect();
    assert_eq!(kept.len(), 2);
    assert_ne!(kept[0], kept[1], "the same wish under two keys");
    assert!(kept.iter().all(|digest| !guesses.contains(digest)));
}

#[tokio::test]
async fn a_choice_after_printing_has_begun_comes_too_late() {
    let office = Office::new().await;
    let id = office.registered(1).await;
    let document = Document {
        id: DocumentId(Uuid::from_u128(9)),
        kind: DocumentKind::Kk,
        sha256: "a".repeat(64),
    };
    office
        .happen(
            id,
            1,
            vec![
                Event::DocumentsRendered {
                    role: R,
                    documents: vec![document],
                },
                Event::PrintingStarted {
                    role: R,
                    officer: None,
                    ahead: 0,
                },
            ],
        )
        .await;
    let officer = office.officer("petugas-01", 2);
    let keep = json!({ "kind": "keep" });
    let late = choose(&officer, id, "respondent", "k-1", keep.clone()).await;
    assert_eq!(refused(&late), (409, "choice_too_late"));
    assert_eq!(
        office.desk.dossiers.choice(id, R, 1).await.unwrap(),
        None,
        "nothing was kept"
    );
    assert_eq!(choose(&officer, id, "petitioner", "k-2", keep).await.0, 200);
}

#[tokio::test]
async fn an_old_card_is_withdrawn_or_missing_and_what_was_said_last_counts() {
    let office = Office::new().await;
    let officer = office.officer("petugas-01", 1);
    let say = async |case: CaseId, state: &str| {
        let body = json!({ "state": state }).to_string();
        let path = json!({ "id": case, "role": "respondent" });
        let route = "POST /v1/cases/{id}/parties/{role}/old-card";
        officer.ask(route, path, json!({ "body": body })).await
    };
    let early = office.held(2, 0, Hold::ChoiceNeeded).await;
    assert_eq!(refused(&say(early, "missing").await), (409, "not_registered"));
    let id = office.registered(1).await;
    for (state, events) in [("missing", 1), ("missing", 1), ("withdrawn", 2), ("missing", 3)] {
        let said = say(id, state).await;
        assert_eq!((said.0, &said.1["oldCards"]["respondent"]), (200, &json!(state)));
        assert_eq!(office.count(id, EventKind::OldCardRecorded).await, events);
    }
    assert_eq!(fault(&say(id, "eaten").await), ("/state", "value_not_listed"));
}
