//! What files are announced to, and where they are kept once they are found sound.

use jiff::Timestamp;
use tuntas_domain::case::{Command, DocumentFault, Event, FileFormat};
use tuntas_domain::identity::{CaseId, UploadId};
use tuntas_journal::{Divorce, Subject};
use tuntas_securing::{Securing, files};
use tuntas_security::MinutesFile;

use crate::{DocumentCheck, Failure};

/// What was said of a file before it was uploaded.
#[derive(Clone, Debug)]
pub(crate) struct Announced {
    pub(crate) format: FileFormat,
    pub(crate) size: u32,
    pub(crate) sha256: String,
    pub(crate) until: Timestamp,
    pub(crate) judged: bool,
}

/// A subject of the journal to which files are announced.
pub(crate) trait Announces: Subject {
    /// Folder of the doorstep.
    const FOLDER: &'static str;

    fn announced(state: &Self::State, upload: UploadId) -> Option<Announced>;

    /// The wish to judge a file by what was found.
    fn judging(upload: UploadId, found: Result<u16, DocumentFault>) -> Self::Command;

    /// What an event says of a file.
    fn verdict(event: &Self::Event) -> Option<Result<u16, DocumentFault>>;

    /// Keeps a sound file. Kept again, it is the same.
    fn keep(
        check: &DocumentCheck,
        id: CaseId,
        announced: &Announced,
        content: Vec<u8>,
    ) -> impl Future<Output = Result<(), Failure>> + Send;
}

/// Documents that a court hands in beside its decree.
impl Announces for Divorce {
    const FOLDER: &'static str = "uploads";

    fn announced(state: &Self::State, upload: UploadId) -> Option<Announced> {
        let document = state.court_document(upload)?;
        Some(Announced {
            format: document.announced.format,
            size: document.announced.size,
            sha256: document.announced.sha256.clone(),
            until: document.until,
            judged: document.outcome.is_some(),
        })
    }

    fn judging(upload: UploadId, found: Result<u16, DocumentFault>) -> Command {
        Command::JudgeCourtDocument { upload, found }
    }

    fn verdict(event: &Event) -> Option<Result<u16, DocumentFault>> {
        match event {
            Event::CourtDocumentAccepted { pages, .. } => Some(Ok(*pages)),
            Event::CourtDocumentRefused { reason, .. } => Some(Err(*reason)),
            _ => None,
        }
    }

    async fn keep(
        check: &DocumentCheck,
        _: CaseId,
        announced: &Announced,
        content: Vec<u8>,
    ) -> Result<(), Failure> {
        let format = announced.format;
        check
            .evidence
            .put_document(content, format.media_type(), format.extension())
            .await?;
        Ok(())
    }
}

/// Minutes that the police hand in. They are no evidence: they are erased with the request's papers.
impl Announces for Securing {
    const FOLDER: &'static str = files::MINUTES;

    fn announced(state: &Self::State, upload: UploadId) -> Option<Announced> {
        let minutes = state.minutes_of(upload)?;
        Some(Announced {
            format: minutes.file.format,
            size: minutes.file.size,
            sha256: minutes.file.sha256.clone(),
            until: minutes.until,
            judged: minutes.outcome.is_some(),
        })
    }

    fn judging(upload: UploadId, found: Result<u16, DocumentFault>) -> Self::Command {
        tuntas_security::Command::JudgeMinutes { upload, found }
    }

    fn verdict(event: &Self::Event) -> Option<Result<u16, DocumentFault>> {
        match event {
            tuntas_security::Event::MinutesAccepted { pages, .. } => Some(Ok(*pages)),
            tuntas_security::Event::MinutesRefused { reason, .. } => Some(Err(*reason)),
            _ => None,
        }
    }

    async fn keep(
        check: &DocumentCheck,
        id: CaseId,
        announced: &Announced,
        content: Vec<u8>,
    ) -> Result<(), Failure> {
        let file = MinutesFile {
            format: announced.format,
            size: announced.size,
            sha256: announced.sha256.clone(),
        };
        let key = files::minutes_key(id, &file);
        check
            .documents
            .put_new(&key, file.format.media_type(), content)
            .await?;
        Ok(())
    }
}
