//! Documents of the court: what it may announce, and what it reads of them afterwards.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::{Pasuruan, TODAY, sample, sample_json};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tuntas_contract::decree::DocumentState;
use tuntas_contract::{DecreeDocument, DecreeRequest, DocumentRequest};
use tuntas_domain::case::{Case, CourtDocumentKind, DocumentFault, Event, FileFormat, evolve};
use tuntas_domain::decree::{Decree, DivorceKind};
use tuntas_domain::identity::{CaseId, CourtCode, UploadId};
use uuid::Uuid;

fn decree() -> Decree {
    let body = sample("decrees/gugat-with-custody.json");
    DecreeRequest::parse(body.as_bytes(), TODAY, &Pasuruan::load())
        .unwrap()
        .decree
}

/// The sample with changes; null takes a member away.
fn announcement(changes: &Value) -> String {
    let mut body = sample_json("documents/ruling.json");
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            body.as_object_mut().unwrap().remove(name);
        } else {
            body[name] = value.clone();
        }
    }
    body.to_string()
}

fn faults(changes: &Value) -> Vec<(String, String)> {
    DocumentRequest::parse(announcement(changes).as_bytes(), &decree())
        .unwrap_err()
        .into_iter()
        .map(|fault| (fault.field, fault.code.into_owned()))
        .collect()
}

#[test]
fn an_announcement_says_what_will_come() {
    let read = DocumentRequest::parse(announcement(&json!({})).as_bytes(), &decree()).unwrap();
    assert_eq!(
        (read.kind, read.format),
        (CourtDocumentKind::Ruling, FileFormat::Pdf)
    );
    for kind in CourtDocumentKind::ALL {
        for format in FileFormat::ALL {
            let said = json!({ "kind": kind, "contentType": format.media_type() });
            let read = DocumentRequest::parse(announcement(&said).as_bytes(), &decree()).unwrap();
            assert_eq!((read.kind, read.format), (kind, format));
        }
    }
    for size in [1, 20_971_520] {
        let said = announcement(&json!({ "sizeBytes": size }));
        assert_eq!(
            DocumentRequest::parse(said.as_bytes(), &decree()).unwrap().size,
            size
        );
    }
}

#[test]
fn each_fault_of_an_announcement_is_told_by_field_and_code() {
    for (changes, field, code) in [
        (
            json!({ "caseNumber": "0001/Pdt.G/2026/PA.Pas" }),
            "/caseNumber",
            "other_case",
        ),
        (json!({ "kind": "diary" }), "/kind", "value_not_listed"),
        (
            json!({ "contentType": "text/html" }),
            "/contentType",
            "value_not_listed",
        ),
        (json!({ "sizeBytes": 0 }), "/sizeBytes", "document_size"),
        (json!({ "sizeBytes": 20_971_521 }), "/sizeBytes", "document_size"),
        (json!({ "sizeBytes": -1 }), "/sizeBytes", "field_type"),
        (json!({ "sizeBytes": 1.5 }), "/sizeBytes", "field_type"),
        (json!({ "sha256": "AB".repeat(32) }), "/sha256", "sha256_form"),
        (json!({ "sha256": "ab".repeat(31) }), "/sha256", "sha256_form"),
        (json!({ "sha256": null }), "/sha256", "field_missing"),
        // A name of a file is often a name of a person: there is no place for it.
        (json!({ "fileName": "x.pdf" }), "/fileName", "field_unknown"),
    ] {
        assert_eq!(
            faults(&changes),
            [(field.to_owned(), code.to_owned())],
            "{changes}"
        );
    }
    assert_eq!(
        faults(&json!({ "caseNumber": "x", "sizeBytes": 0, "sha256": "" })).len(),
        3,
        "all of them at once"
    );
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds)
}

fn announced(upload: UploadId, until: i64) -> Event {
    let body = announcement(&json!({}));
    Event::CourtDocumentRequested {
        upload,
        document: DocumentRequest::parse(body.as_bytes(), &decree()).unwrap(),
        until: at(until),
        evidence: "0f".repeat(32),
    }
}

#[test]
fn the_court_reads_what_became_of_each_document() {
    let id = |name: &str| CaseId(Uuid::from_u128(7)).upload(name);
    let accepted = Event::DecreeAccepted {
        court: CourtCode::parse("PA.Pas").unwrap(),
        kind: DivorceKind::Gugat,
        evidence: "1e".repeat(32),
        missing: vec![],
        duty: None,
    };
    let journal = [
        (at(0), accepted),
        (at(1), announced(id("good"), 100)),
        (at(2), announced(id("bad"), 100)),
        (at(3), announced(id("late"), 100)),
        (at(4), announced(id("open"), 200)),
        (
            at(5),
            Event::CourtDocumentAccepted {
                upload: id("good"),
                pages: 2,
            },
        ),
        (
            at(6),
            Event::CourtDocumentRefused {
                upload: id("bad"),
                reason: DocumentFault::WrongHash,
            },
        ),
    ];
    let case = journal
        .iter()
        .fold(Case::default(), |case, (_, event)| evolve(case, event));
    let entries = journal.iter().map(|(at, event)| (*at, event));
    let documents = DecreeDocument::list(&case, entries, at(150));
    let states: Vec<_> = documents.iter().map(|document| document.state).collect();
    assert_eq!(
        states,
        [
            DocumentState::Accepted,
            DocumentState::Refused,
            DocumentState::Expired,
            DocumentState::AwaitingUpload
        ]
    );
    let told = serde_json::to_value(&documents).unwrap();
    let of = |member: &str| {
        told.as_array()
            .unwrap()
            .iter()
            .map(|one| one[member].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(of("pages"), [json!(2), json!(null), json!(null), json!(null)]);
    assert_eq!(
        of("reason"),
        [json!(null), json!("wrong_hash"), json!(null), json!(null)]
    );
    assert_eq!(
        of("checkedAt"),
        [
            json!("1970-01-01T00:00:05Z"),
            json!("1970-01-01T00:00:06Z"),
            json!(null),
            json!(null)
        ]
    );
    assert_eq!(of("requestedAt")[3], "1970-01-01T00:00:04Z");
}
