//! A court announces documents, and gets addresses that take exactly those.

use jiff::SignedDuration;
use serde_json::{Value, json};
use tuntas_domain::case::{Command, DocumentFault, decide};
use tuntas_domain::identity::{CaseId, CommandId, UploadId};
use tuntas_journal::Actor;

use super::court::{Court, court};

const RULING: &str = include_str!("../../../../events/documents/ruling.json");
const ROUTE: &str = "POST /v1/decrees/{id}/documents";

impl Court {
    async fn announces(&self, case: &str, key: &str, body: &str) -> (u16, Value) {
        self.post(ROUTE, key, body, Some(case)).await
    }

    async fn announced(&self, case: &str, key: &str, body: &str) -> Value {
        let (status, told) = self.announces(case, key, body).await;
        assert_eq!(status, 202, "{told}");
        told
    }

    async fn case(&self) -> String {
        let (status, told) = self.decree("decree").await;
        assert_eq!(status, 202, "{told}");
        told["id"].as_str().unwrap().to_owned()
    }

    /// What arrived is judged.
    async fn judged(&self, case: &str, told: &Value, found: Result<u16, DocumentFault>) {
        let upload: UploadId = told["document"]["id"].as_str().unwrap().parse().unwrap();
        let story = self
            .function
            .intake
            .journal
            .load(case.parse::<CaseId>().unwrap())
            .await
            .unwrap();
        let events = decide(&story.case, Command::JudgeCourtDocument { upload, found }).unwrap();
        let (actor, cause) = (
            Actor::function("document-check"),
            CommandId::new(format!("document-check/{upload}")),
        );
        let journal = &self.function.intake.journal;
        journal
            .append(&story, self.now, &actor, &cause, events, vec![])
            .await
            .unwrap();
    }

    async fn reads(&self, case: &str) -> Value {
        let (status, told) = self.post("GET /v1/decrees/{id}", "", "", Some(case)).await;
        assert_eq!(status, 200, "{told}");
        told["documents"].clone()
    }
}

fn other(member: &str, value: impl Into<Value>) -> String {
    let mut body: Value = serde_json::from_str(RULING).unwrap();
    body[member] = value.into();
    body.to_string()
}

#[tokio::test]
async fn the_address_takes_these_bytes_and_no_others() {
    let court = court().await;
    let case = court.case().await;
    let told = court.announced(&case, "one", RULING).await;
    let (document, upload) = (&told["document"], &told["upload"]);
    assert_eq!(document["state"], "awaiting_upload");
    assert_eq!(document["uploadUntil"], "2026-11-25T02:00:00Z");
    assert_eq!(
        (&upload["method"], &upload["expiresAt"]),
        (&json!("PUT"), &json!("2026-11-24T02:15:00Z"))
    );
    let url = upload["url"].as_str().unwrap();
    let place = format!(
        "/court-files/uploads/{case}/{}?",
        document["id"].as_str().unwrap()
    );
    assert!(url.contains(&place), "{url}");
    assert!(url.contains("X-Amz-Expires=900"), "{url}");
    let headers = upload["headers"].as_object().unwrap();
    for (header, value) in [
        ("content-length", "1006"),
        ("content-type", "application/pdf"),
        ("if-none-match", "*"),
        (
            "x-amz-checksum-sha256",
            "PezUahzORQ/L+KrHwjGLU4hHVFC4hgI72/iC7VvmmjU=",
        ),
    ] {
        assert_eq!(
            headers.get(header),
            Some(&json!(value)),
            "{header} of {headers:?}"
        );
        let signed = url.split("X-Amz-SignedHeaders=").nth(1).unwrap();
        let signed = signed.split('&').next().unwrap();
        assert!(
            signed.split("%3B").any(|name| name == header),
            "{header} is not signed: {signed}"
        );
    }
    // What was announced is kept as evidence, like everything a court signs.
    assert_eq!(court.evidence.keys().len(), 2);
}

#[tokio::test]
async fn the_same_key_gives_the_same_document_and_another_one_no_second() {
    let court = court().await;
    let case = court.case().await;
    let first = court.announced(&case, "one", RULING).await;
    for key in ["one", "two", "two"] {
        let again = court.announced(&case, key, RULING).await;
        assert_eq!(again["document"], first["document"], "{key}");
        assert!(again["upload"].is_object(), "{key}");
    }
    let (status, told) = court.announces(&case, "one", &other("kind", "akta_cerai")).await;
    assert_eq!((status, &told["code"]), (422, &json!("idempotency_key_reused")));
    court
        .announced(&case, "three", &other("kind", "akta_cerai"))
        .await;
    assert_eq!(court.reads(&case).await.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn many_at_the_same_moment_announce_one_document() {
    let court = court().await;
    let case = court.case().await;
    let both = tokio::join!(
        court.announces(&case, "one", RULING),
        court.announces(&case, "one", RULING)
    );
    assert_eq!((both.0.0, both.1.0), (202, 202), "{both:?}");
    assert_eq!(both.0.1["document"]["id"], both.1.1["document"]["id"]);
    assert_eq!(court.reads(&case).await.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_was_refused_or_came_to_nothing_is_announced_anew() {
    let mut court = court().await;
    let case = court.case().await;
    let first = court.announced(&case, "one", RULING).await;
    court.judged(&case, &first, Err(DocumentFault::WrongHash)).await;
    let repeated = court.announced(&case, "one", RULING).await;
    assert_eq!(repeated["document"]["state"], "refused");
    assert_eq!(
        (&repeated["document"]["reason"], &repeated["upload"]),
        (&json!("wrong_hash"), &Value::Null)
    );

    let second = court.announced(&case, "two", RULING).await;
    assert_ne!(second["document"]["id"], first["document"]["id"]);
    // The address never outlives the announcement.
    court.now += SignedDuration::from_secs(24 * 3600 - 60);
    let late = court.announced(&case, "two", RULING).await;
    assert!(
        late["upload"]["url"]
            .as_str()
            .unwrap()
            .contains("X-Amz-Expires=60"),
        "{late}"
    );
    court.now += SignedDuration::from_secs(60);
    let expired = court.announced(&case, "two", RULING).await;
    assert_eq!(
        (&expired["document"]["state"], &expired["upload"]),
        (&json!("expired"), &Value::Null)
    );

    let third = court.announced(&case, "three", RULING).await;
    court.judged(&case, &third, Ok(2)).await;
    let fourth = court.announced(&case, "four", RULING).await;
    assert_eq!(
        fourth["document"]["id"], third["document"]["id"],
        "it is there already"
    );
    assert_eq!(fourth["upload"], Value::Null);
    let states: Vec<Value> = court
        .reads(&case)
        .await
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["state"].clone())
        .collect();
    assert_eq!(states, ["refused", "expired", "accepted"]);
}

#[tokio::test]
async fn somebody_elses_case_is_not_there() {
    let mut court = court().await;
    let case = court.case().await;
    let nowhere = "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b";
    for address in [nowhere, "x"] {
        let (status, told) = court.announces(address, "one", RULING).await;
        assert_eq!((status, &told["code"]), (404, &json!("not_found")));
    }
    for (scopes, code) in [
        ("tuntas/decrees.write court/PA.Bgl", "court_not_allowed"),
        ("tuntas/decrees.read court/PA.Pas", "scope_missing"),
    ] {
        court.scopes = scopes;
        let (status, told) = court.announces(&case, "one", RULING).await;
        assert_eq!((status, &told["code"]), (403, &json!(code)));
    }
}

#[tokio::test]
async fn a_body_of_another_case_or_of_no_sense_is_refused_by_field() {
    let court = court().await;
    let case = court.case().await;
    for (body, field) in [
        (other("caseNumber", "0001/Pdt.G/2026/PA.Pas"), "/caseNumber"),
        (other("sizeBytes", 99_000_000), "/sizeBytes"),
        (other("kind", "diary"), "/kind"),
    ] {
        let (status, told) = court.announces(&case, "one", &body).await;
        assert_eq!(
            (status, &told["code"]),
            (422, &json!("request_invalid")),
            "{told}"
        );
        assert_eq!(told["errors"][0]["field"], field, "{told}");
    }
    assert_eq!(court.evidence.keys().len(), 1, "nothing half done");
}
