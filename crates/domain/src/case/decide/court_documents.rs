//! What may happen to a document that the court hands in.

use jiff::Timestamp;

use super::later::not_over;
use super::unless;
use crate::case::court_document::MAX_DOCUMENTS;
use crate::case::{AnnouncedDocument, Case, DocumentFault, Event, Refusal};
use crate::identity::UploadId;

/// Announced twice, once is enough, until the first was refused or nothing came of it.
pub(super) fn request(
    case: &Case,
    upload: UploadId,
    document: AnnouncedDocument,
    now: Timestamp,
    until: Timestamp,
    evidence: String,
) -> Result<Vec<Event>, Refusal> {
    let known = case
        .court_documents
        .iter()
        .any(|known| known.id == upload || known.stands_for(&document, now));
    if known {
        return Ok(vec![]);
    }
    not_over(case)?;
    if case.court_documents.len() >= MAX_DOCUMENTS {
        return Err(Refusal::TooManyDocuments);
    }
    Ok(vec![Event::CourtDocumentRequested {
        upload,
        document,
        until,
        evidence,
    }])
}

/// A document is judged once; whatever is put in its place afterwards changes nothing. One that comes after the end of the
/// case is not taken in, however good it is.
pub(super) fn judge(
    case: &Case,
    upload: UploadId,
    found: Result<u16, DocumentFault>,
) -> Result<Vec<Event>, Refusal> {
    let document = case.court_document(upload).ok_or(Refusal::NoSuchDocument)?;
    let found = not_over(case).map_err(|_| DocumentFault::CaseClosed).and(found);
    Ok(unless(document.outcome.is_some(), || match found {
        Ok(pages) => Event::CourtDocumentAccepted { upload, pages },
        Err(reason) => Event::CourtDocumentRefused { upload, reason },
    }))
}
