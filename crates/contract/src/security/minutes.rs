//! The minutes (*berita acara*): announced by the police, put to an address, looked at, reported, and taken by the court.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tuntas_security::{MAX_MINUTES_BYTES, Minutes, MinutesFile, SecurityRequest};
use utoipa::ToSchema;

use super::answer::DIGEST;
use crate::decree::{DocumentFaultName, DocumentState, DocumentType, UploadAddress};
use crate::findings::{Findings, Pointer};
use crate::problem::{FieldError, Rule};
use crate::strict::{self, name};

/// The police want to hand the *berita acara* in. What is uploaded then has to be exactly that.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MinutesFileRequest {
    /// Its media type.
    #[serde(deserialize_with = "name")]
    pub content_type: DocumentType,
    /// Its size in bytes; at most 10 MiB.
    #[schema(minimum = 1, maximum = 10_485_760, example = 48_213)]
    pub size_bytes: u32,
    /// SHA-256 of its bytes, 64 lower-case hexadecimal digits.
    #[schema(
        pattern = "^[0-9a-f]{64}$",
        example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    )]
    pub sha256: String,
}

impl MinutesFileRequest {
    /// Reads an announced file.
    ///
    /// # Errors
    /// What is wrong with the body; never empty.
    pub fn parse(bytes: &[u8]) -> Result<MinutesFile, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        let (mut f, at) = (Findings::default(), |name: &str| Pointer::root().member(name));
        if !(1..=MAX_MINUTES_BYTES).contains(&request.size_bytes) {
            f.refuse(&at("sizeBytes"), SIZE);
        }
        f.sha256(&at("sha256"), &request.sha256, DIGEST);
        f.finish(MinutesFile {
            format: request.content_type.into(),
            size: request.size_bytes,
            sha256: request.sha256,
        })
    }
}

/// A file of minutes, and where it stands. Free of personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MinutesView {
    /// Its media type.
    pub content_type: DocumentType,
    /// Its size in bytes.
    #[schema(example = 48_213)]
    pub size_bytes: u32,
    /// SHA-256 of its bytes, hex; a report names it.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    pub sha256: String,
    /// Where it stands.
    pub state: DocumentState,
    /// Until when it may be uploaded, UTC.
    #[schema(value_type = String, format = DateTime, example = "2026-12-02T05:00:00Z")]
    pub upload_until: Timestamp,
    /// How many pages it has, once it was accepted; 1 for a picture.
    #[schema(required = true, example = 2)]
    pub pages: Option<u16>,
    /// Why it was refused, if it was.
    #[schema(required = true)]
    pub reason: Option<DocumentFaultName>,
}

impl MinutesView {
    /// A file as it stands `now`.
    pub fn new(minutes: &Minutes, now: Timestamp) -> Self {
        let (state, pages, reason) = DocumentState::told(minutes.standing(now));
        Self {
            content_type: minutes.file.format.into(),
            size_bytes: minutes.file.size,
            sha256: minutes.file.sha256.clone(),
            state,
            upload_until: minutes.until,
            pages,
            reason,
        }
    }

    /// The files of a request as they stand `now`, in the order they were announced.
    pub fn list(request: &SecurityRequest, now: Timestamp) -> Vec<Self> {
        let all = request.minutes.iter();
        all.map(|minutes| Self::new(minutes, now)).collect()
    }
}

/// Answer to an announcement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MinutesUpload {
    /// The file.
    pub minutes: MinutesView,
    /// Where to put its bytes; null where they have been accepted already.
    #[schema(required = true)]
    pub upload: Option<UploadAddress>,
}

/// The minutes of a report, for a short while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MinutesDownload {
    /// The file.
    pub minutes: MinutesView,
    /// Address of the file. Whoever has it can open it: keep it to yourself.
    pub url: String,
    /// Seconds until the address stops working.
    #[schema(example = 120)]
    pub expires_in_seconds: u32,
}

const SIZE: Rule = Rule::new(
    "minutes_size",
    "minutes have 1 to 10485760 bytes (10 MiB)",
    "scan them at 200 to 300 dpi, in grey",
);
