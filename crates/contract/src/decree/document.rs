//! Documents that a court hands in beside a decree. It announces each one, signed like a decree, gets an address to put the
//! bytes to, and reads with the decree what came of it.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tuntas_domain::case::{
    AnnouncedDocument, Case, CourtDocument, CourtDocumentKind, DocumentFault, DocumentOutcome,
    DocumentStanding, Event, FileFormat, MAX_DOCUMENT_BYTES,
};
use tuntas_domain::decree::Decree;
use tuntas_domain::identity::UploadId;
use utoipa::ToSchema;
use uuid::Uuid;

use super::later::same_case;
use crate::findings::{Findings, Pointer};
use crate::problem::{FieldError, Rule};
use crate::strict::{self, name};
use crate::vocabulary::mirror;

mirror!(
    /// What a document of the court is.
    CourtDocumentKindName = CourtDocumentKind {
        /// *Salinan putusan.*
        Ruling,
        /// *Petikan putusan* (SEMA 1/2017).
        RulingExcerpt,
        /// *Penetapan ikrar talak.*
        IkrarRecord,
        /// *Akta cerai.*
        AktaCerai,
        /// *Surat pernyataan pengasuhan*, signed by both parents.
        CustodyStatement,
        /// A ruling about *hak asuh*.
        CustodyRuling,
        /// The later ruling that undid this one.
        LaterRuling,
        /// *Kutipan akta nikah.*
        MarriageCertificate,
    }
);
mirror!(
    /// Why a document was refused.
    DocumentFaultName = DocumentFault {
        /// Another size than was announced.
        WrongSize,
        /// Another SHA-256 than was announced.
        WrongHash,
        /// It does not begin like a file of the announced type.
        WrongType,
        /// It cannot be read whole.
        Damaged,
        /// Something stands behind the end of the document.
        TrailingData,
        /// It is encrypted.
        Encrypted,
        /// It carries scripts, starts programs, or sends what is typed into it somewhere.
        ActiveContent,
        /// Other files are hidden in it.
        EmbeddedFiles,
        /// It has no page.
        NoPages,
        /// It has more than 300 pages.
        TooManyPages,
        /// It takes too much time or memory to open.
        TooLarge,
        /// The case ended before it arrived.
        CaseClosed,
    }
);

/// Media type of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub enum DocumentType {
    /// PDF.
    #[serde(rename = "application/pdf")]
    Pdf,
    /// JPEG picture.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// PNG picture.
    #[serde(rename = "image/png")]
    Png,
}

impl From<FileFormat> for DocumentType {
    fn from(format: FileFormat) -> Self {
        match format {
            FileFormat::Pdf => Self::Pdf,
            FileFormat::Jpeg => Self::Jpeg,
            FileFormat::Png => Self::Png,
        }
    }
}

impl From<DocumentType> for FileFormat {
    fn from(name: DocumentType) -> Self {
        match name {
            DocumentType::Pdf => Self::Pdf,
            DocumentType::Jpeg => Self::Jpeg,
            DocumentType::Png => Self::Png,
        }
    }
}

/// Announces a document. What is uploaded then has to be exactly that.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DocumentRequest {
    /// Case number of the decree.
    #[schema(example = "0318/Pdt.G/2021/PA.Pas")]
    pub case_number: String,
    /// What the document is.
    #[serde(deserialize_with = "name")]
    pub kind: CourtDocumentKindName,
    /// Its media type.
    #[serde(deserialize_with = "name")]
    pub content_type: DocumentType,
    /// Its size in bytes; at most 20 MiB.
    #[schema(minimum = 1, maximum = 20_971_520, example = 184_213)]
    pub size_bytes: u32,
    /// SHA-256 of its bytes, hex.
    #[schema(
        pattern = "^[0-9a-f]{64}$",
        example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    )]
    pub sha256: String,
}

impl DocumentRequest {
    /// Reads the announcement of a document of `decree`.
    ///
    /// # Errors
    /// The first fault of form, or else every fault in the values.
    pub fn parse(bytes: &[u8], decree: &Decree) -> Result<AnnouncedDocument, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        let (mut f, at) = (Findings::default(), |name: &str| Pointer::root().member(name));
        same_case(&mut f, &request.case_number, decree);
        if !(1..=MAX_DOCUMENT_BYTES).contains(&request.size_bytes) {
            f.refuse(&at("sizeBytes"), SIZE);
        }
        f.sha256(&at("sha256"), &request.sha256, DIGEST);
        let document = AnnouncedDocument {
            kind: request.kind.into(),
            format: request.content_type.into(),
            size: request.size_bytes,
            sha256: request.sha256,
        };
        f.finish(document)
    }
}

/// A document of the court, and where it stands. Free of personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DecreeDocument {
    /// Names it.
    #[schema(example = "5f1c2f0e-7f3b-5b0e-8f43-2d9b6e0c4f22")]
    pub id: Uuid,
    /// What it is.
    pub kind: CourtDocumentKindName,
    /// Its media type.
    pub content_type: DocumentType,
    /// Its size in bytes.
    #[schema(example = 184_213)]
    pub size_bytes: u32,
    /// SHA-256 of its bytes, hex.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    pub sha256: String,
    /// Where it stands.
    pub state: DocumentState,
    /// When it was announced, UTC.
    #[schema(value_type = String, format = DateTime, example = "2026-08-24T02:15:00Z")]
    pub requested_at: Timestamp,
    /// Until when it may be uploaded, UTC.
    #[schema(value_type = String, format = DateTime, example = "2026-08-25T02:15:00Z")]
    pub upload_until: Timestamp,
    /// When what arrived was checked, UTC; null while nothing has.
    #[schema(required = true, value_type = Option<String>, format = DateTime, example = "2026-08-24T02:16:00Z")]
    pub checked_at: Option<Timestamp>,
    /// How many pages it has, once it was accepted; 1 for a picture.
    #[schema(required = true, example = 12)]
    pub pages: Option<u16>,
    /// Why it was refused, if it was.
    #[schema(required = true)]
    pub reason: Option<DocumentFaultName>,
}

/// Where a document stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentState {
    /// It may be uploaded, or was and is about to be checked.
    AwaitingUpload,
    /// Nothing was uploaded in time. Announce it again.
    Expired,
    /// It is what was announced, and is kept.
    Accepted,
    /// It was removed; `reason` says why.
    Refused,
}

impl DocumentState {
    /// Where a file stands, with its pages or what is wrong with it.
    pub(crate) fn told(standing: DocumentStanding) -> (Self, Option<u16>, Option<DocumentFaultName>) {
        match standing {
            DocumentStanding::AwaitingUpload => (Self::AwaitingUpload, None, None),
            DocumentStanding::Expired => (Self::Expired, None, None),
            DocumentStanding::Judged(DocumentOutcome::Accepted { pages }) => {
                (Self::Accepted, Some(pages), None)
            }
            DocumentStanding::Judged(DocumentOutcome::Refused { reason }) => {
                (Self::Refused, None, Some(reason.into()))
            }
        }
    }
}

impl DecreeDocument {
    /// The documents of a case as they stand `now`, in the order they were announced. `entries` are those of its journal
    /// with their times.
    pub fn list<'a>(
        case: &Case,
        entries: impl IntoIterator<Item = (Timestamp, &'a Event)>,
        now: Timestamp,
    ) -> Vec<Self> {
        let mut times: BTreeMap<UploadId, (Option<Timestamp>, Option<Timestamp>)> = BTreeMap::new();
        for (at, event) in entries {
            match event {
                Event::CourtDocumentRequested { upload, .. } => {
                    times.entry(*upload).or_default().0 = Some(at);
                }
                Event::CourtDocumentAccepted { upload, .. } | Event::CourtDocumentRefused { upload, .. } => {
                    times.entry(*upload).or_default().1 = Some(at);
                }
                _ => {}
            }
        }
        let all = case.court_documents.iter();
        all.filter_map(|document| {
            let (requested, checked) = times.get(&document.id)?;
            Some(Self::new(document, (*requested)?, *checked, now))
        })
        .collect()
    }

    fn new(
        document: &CourtDocument,
        requested_at: Timestamp,
        checked_at: Option<Timestamp>,
        now: Timestamp,
    ) -> Self {
        let (state, pages, reason) = DocumentState::told(document.standing(now));
        Self {
            id: document.id.0,
            kind: document.announced.kind.into(),
            content_type: document.announced.format.into(),
            size_bytes: document.announced.size,
            sha256: document.announced.sha256.clone(),
            state,
            requested_at,
            upload_until: document.until,
            checked_at,
            pages,
            reason,
        }
    }
}

/// Answer to an announcement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DocumentUpload {
    /// The document.
    pub document: DecreeDocument,
    /// Where to put its bytes; null once nothing may be put there any more.
    #[schema(required = true)]
    pub upload: Option<UploadAddress>,
}

/// An address that takes exactly the announced bytes, once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UploadAddress {
    /// Always `PUT`.
    #[schema(example = "PUT")]
    pub method: String,
    /// The address. Whoever has it can upload: keep it to yourself.
    #[schema(example = "https://files.example/uploads/sample?signature=sample")]
    pub url: String,
    /// Headers to send, each exactly as it stands here: they are part of the signature.
    #[schema(example = json!({ "content-type": "application/pdf", "if-none-match": "*" }))]
    pub headers: BTreeMap<String, String>,
    /// Until when the address works, UTC. Repeat the announcement under the same key for another one.
    #[schema(value_type = String, format = DateTime, example = "2026-08-24T02:30:00Z")]
    pub expires_at: Timestamp,
}

impl UploadAddress {
    /// An address that was signed now and works for so many seconds.
    pub fn new(url: String, headers: BTreeMap<String, String>, now: Timestamp, seconds: u32) -> Self {
        Self {
            method: "PUT".to_owned(),
            url,
            headers,
            expires_at: now + SignedDuration::from_secs(seconds.into()),
        }
    }
}

const SIZE: Rule = Rule::new(
    "document_size",
    "a document has 1 to 20971520 bytes (20 MiB)",
    "scan it at 200 to 300 dpi, in grey, or send its parts as documents of their own",
);
const DIGEST: Rule = Rule::new(
    "sha256_form",
    "a SHA-256 is 64 lower-case hexadecimal digits",
    "send what `sha256sum` prints for the file",
);
