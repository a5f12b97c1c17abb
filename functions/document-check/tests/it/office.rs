//! A case, a doorstep and the function, in memory.

use document_check::{DocumentCheck, Failure, Notification};
use jiff::{SignedDuration, Timestamp};
use memory_tables::{Bucket, MemoryTables};
use serde_json::json;
use tuntas_domain::case::{
    AnnouncedDocument, Command, CourtDocument, CourtDocumentKind, DocumentOutcome, FileFormat, decide,
};
use tuntas_domain::decree::DivorceKind;
use tuntas_domain::identity::{CaseId, CommandId, CourtCode, UploadId};
use tuntas_evidence::EvidenceStore;
use tuntas_journal::{Actor, Journal};
use tuntas_signatures::sha256_hex;
use tuntas_tables::Table;
use uuid::Uuid;

use super::cell::cell;

pub(crate) const CASE: CaseId = CaseId(Uuid::from_u128(0xCA5E));

pub(crate) struct Office {
    pub(crate) function: DocumentCheck,
    pub(crate) shelf: Bucket,
    pub(crate) now: Timestamp,
}

impl Office {
    /// An office with one case.
    pub(crate) async fn open() -> Self {
        let (tables, shelf) = (
            MemoryTables::start().await.unwrap(),
            Bucket::start().await.unwrap(),
        );
        let office = Self {
            function: DocumentCheck {
                journal: Journal::new(Table::new(tables.client(), "cases")),
                doorstep: tuntas_buckets::Bucket::new(shelf.client(), "court-files"),
                evidence: EvidenceStore::new(shelf.client(), "evidence"),
                documents: tuntas_buckets::Bucket::new(shelf.client(), "documents"),
                cell: cell(),
            },
            shelf,
            now: "2026-11-24T02:00:00Z".parse().unwrap(),
        };
        let decree = Command::Accept {
            court: CourtCode::parse("PA.Pas").unwrap(),
            kind: DivorceKind::Gugat,
            evidence: "0f".repeat(32),
            missing: vec![],
            duty: None,
        };
        office.does("accept", decree).await;
        office
    }

    pub(crate) async fn does(&self, cause: &str, command: Command) {
        let journal = &self.function.journal;
        let story = journal.load(CASE).await.unwrap();
        let events = decide(&story.case, command).unwrap();
        let (actor, cause) = (Actor::client("court"), CommandId::new(cause));
        journal
            .append(&story, self.now, &actor, &cause, events, vec![])
            .await
            .unwrap();
    }

    /// The court announces these bytes.
    pub(crate) async fn announces(&self, name: &str, format: FileFormat, bytes: &[u8]) -> UploadId {
        let upload = CASE.upload(name);
        let command = Command::RequestCourtDocument {
            upload,
            document: AnnouncedDocument {
                kind: CourtDocumentKind::Ruling,
                format,
                size: u32::try_from(bytes.len()).unwrap(),
                sha256: sha256_hex(bytes),
            },
            now: self.now,
            until: self.now + SignedDuration::from_hours(24),
            evidence: sha256_hex(name.as_bytes()),
        };
        self.does(&format!("document/{upload}"), command).await;
        upload
    }

    /// Bytes arrive under a name.
    pub(crate) fn arrive(&self, upload: UploadId, bytes: &[u8]) {
        self.shelf.put(&format!("court-files/{}", key(upload)), bytes);
    }

    /// The bucket tells of it.
    pub(crate) async fn hears(&self, upload: UploadId) -> Result<(), Failure> {
        self.hears_of(&[&key(upload)]).await
    }

    pub(crate) async fn hears_of(&self, keys: &[&str]) -> Result<(), Failure> {
        self.function.handle(message(keys), self.now).await
    }

    pub(crate) async fn document(&self, upload: UploadId) -> CourtDocument {
        let story = self.function.journal.load(CASE).await.unwrap();
        story.case.court_document(upload).unwrap().clone()
    }

    pub(crate) async fn outcome(&self, upload: UploadId) -> Option<DocumentOutcome> {
        self.document(upload).await.outcome
    }

    /// What lies on the doorstep.
    pub(crate) fn doorstep(&self) -> Vec<String> {
        self.shelf
            .keys()
            .into_iter()
            .filter(|key| key.starts_with("court-files/"))
            .collect()
    }

    /// What is kept.
    pub(crate) fn kept(&self) -> Vec<String> {
        self.shelf
            .keys()
            .into_iter()
            .filter(|key| key.starts_with("evidence/"))
            .collect()
    }
}

fn message(keys: &[&str]) -> Notification {
    let record = |key: &&str| {
        json!({
            "eventName": "ObjectCreated:Put",
            "eventTime": "2026-11-24T02:00:00.000Z",
            "s3": { "object": { "key": key } },
        })
    };
    serde_json::from_value(json!({ "Records": keys.iter().map(record).collect::<Vec<_>>() })).unwrap()
}

pub(crate) fn key(upload: UploadId) -> String {
    format!("uploads/{CASE}/{upload}")
}
