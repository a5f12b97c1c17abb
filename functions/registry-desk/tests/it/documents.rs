//! Documents of the court, as officers see them.

use memory_tables::{Call, Fate};
use serde_json::{Value, json};
use tuntas_domain::case::{
    AnnouncedDocument, CourtDocumentKind, DocumentFault, Event, EventKind, FileFormat, View,
};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{CaseId, UploadId};
use tuntas_domain::plan::Hold;

use crate::office::{Office, Officer, Said, case, minute, refused};

impl Officer<'_> {
    async fn documents(&self, id: CaseId) -> Said {
        self.ask("GET /v1/cases/{id}/documents", json!({ "id": id }), json!({}))
            .await
    }

    async fn opens(&self, id: CaseId, document: Value) -> Said {
        let route = "POST /v1/cases/{id}/documents/{document}/download";
        self.ask(
            route,
            json!({ "id": id, "document": document }),
            json!({ "body": "{}" }),
        )
        .await
    }
}

fn announced(upload: UploadId, kind: CourtDocumentKind, digest: char) -> Event {
    Event::CourtDocumentRequested {
        upload,
        document: AnnouncedDocument {
            kind,
            format: FileFormat::Pdf,
            size: 1_006,
            sha256: digest.to_string().repeat(64),
        },
        until: minute(24 * 60),
        evidence: "e".repeat(64),
    }
}

/// A held case with a ruling that was accepted, an akta that was refused, and one that has not come yet.
async fn with_documents(office: &Office) -> (CaseId, [UploadId; 3]) {
    let hold = Hold::NameMismatch {
        role: Role::Petitioner,
    };
    let id = office.held(1, 0, hold).await;
    let [ruling, akta, open] = ["ruling", "akta", "open"].map(|name| id.upload(name));
    let happened = [
        announced(ruling, CourtDocumentKind::Ruling, 'a'),
        announced(akta, CourtDocumentKind::AktaCerai, 'b'),
        announced(open, CourtDocumentKind::IkrarRecord, 'c'),
        Event::CourtDocumentAccepted {
            upload: ruling,
            pages: 12,
        },
        Event::CourtDocumentRefused {
            upload: akta,
            reason: DocumentFault::Encrypted,
        },
    ];
    office.happen(id, 1, happened.to_vec()).await;
    (id, [ruling, akta, open])
}

#[tokio::test]
async fn the_officer_sees_which_documents_there_are_and_what_became_of_them() {
    let office = Office::new().await;
    let (id, [ruling, ..]) = with_documents(&office).await;
    let officer = office.officer("petugas-01", 2);
    let (status, told) = officer.documents(id).await;
    assert_eq!(status, 200, "{told}");
    let documents = told["documents"].as_array().unwrap();
    let states: Vec<&Value> = documents.iter().map(|document| &document["state"]).collect();
    assert_eq!(states, ["accepted", "refused", "awaiting_upload"]);
    assert_eq!(documents[0]["id"], json!(ruling));
    assert_eq!(
        (&documents[0]["pages"], &documents[1]["reason"]),
        (&json!(12), &json!("encrypted"))
    );
    assert_eq!(
        office.count(id, EventKind::Viewed).await,
        0,
        "nobody's data were shown"
    );
    // The same list stands with the facts.
    assert_eq!(officer.facts(id).await.1["documents"], told["documents"]);
}

#[tokio::test]
async fn who_opens_a_document_is_written_down_first() {
    let office = Office::new().await;
    let (id, [upload, ..]) = with_documents(&office).await;
    office.tables.decide_with(|call| match call {
        Call::Commit(_) => Fate::FailsBefore,
        Call::Read => Fate::Done,
    });
    let said = office.officer("petugas-01", 2).opens(id, json!(upload)).await;
    assert!(
        said.0 >= 500 && !said.1.to_string().contains("X-Amz"),
        "{}",
        said.1
    );
    office.tables.decide_with(|_| Fate::Done);

    for at in [3, 4] {
        let (status, told) = office.officer("petugas-01", at).opens(id, json!(upload)).await;
        assert_eq!((status, &told["expiresInSeconds"]), (200, &json!(120)), "{told}");
        assert_eq!(told["document"]["pages"], 12);
        let url = told["url"].as_str().unwrap();
        let key = format!("/evidence/court-documents/{}.pdf?", "a".repeat(64));
        assert!(url.contains(&key) && url.contains("X-Amz-Expires=120"), "{url}");
        assert!(url.contains("putusan.pdf") && url.contains("no-store"), "{url}");
    }
    let story = office.story(id).await;
    let looks = story.entries.iter().filter(|entry| {
        matches!(&entry.event, Event::Viewed { officer, what: View::CourtDocument { upload: seen } }
            if officer.as_str() == "petugas-01" && *seen == upload)
    });
    assert_eq!(looks.count(), 2, "each of them");
}

#[tokio::test]
async fn what_was_not_accepted_cannot_be_opened() {
    let office = Office::new().await;
    let (id, [_, akta, open]) = with_documents(&office).await;
    let officer = office.officer("petugas-01", 2);
    for upload in [akta, open] {
        assert_eq!(
            refused(&officer.opens(id, json!(upload)).await),
            (409, "no_such_document")
        );
    }
    for nothing in [json!(id.upload("nobody")), json!("x")] {
        assert_eq!(refused(&officer.opens(id, nothing).await), (404, "not_found"));
    }
    // A document of one case is none of another.
    let other = office.accepted(2, 0).await;
    assert_eq!(
        refused(&officer.opens(other, json!(akta)).await),
        (404, "not_found")
    );
    assert_eq!(refused(&officer.documents(case(9)).await), (404, "not_found"));
    assert_eq!(office.count(id, EventKind::Viewed).await, 0);
}

#[tokio::test]
async fn a_token_without_that_duty_sees_nothing() {
    let office = Office::new().await;
    let (id, [upload, ..]) = with_documents(&office).await;
    let printer = office
        .officer("petugas-01", 2)
        .with_scope("tuntas/print.desk officer/petugas-01");
    assert_eq!(refused(&printer.documents(id).await), (403, "scope_missing"));
    assert_eq!(
        refused(&printer.opens(id, json!(upload)).await),
        (403, "scope_missing")
    );
}
