//! Documents that the court handed in: which there are, and the file of one for a short while.

use jiff::Timestamp;
use tuntas_buckets::Download;
use tuntas_contract::registry_desk::{CaseDocumentFile, CaseDocuments};
use tuntas_contract::{DecreeDocument, Problem, ProblemCode, parse_nothing};
use tuntas_domain::case::{CourtDocumentKind, View};
use tuntas_domain::identity::{OfficerCode, UploadId};
use tuntas_evidence::document_key;
use tuntas_journal::Story;
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::{RegistryDesk, invalid, part};

/// Seconds for which an address works: long enough to open a document on a slow line, too short to pass around.
const WORKS_FOR_SECONDS: u32 = 120;

impl RegistryDesk {
    /// The documents of a case. What they are and what became of them names nobody.
    pub(crate) async fn documents(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let story = self.open(request).await?;
        let documents = list(&story, at);
        Ok(HttpResponse::json(200, &CaseDocuments { documents }))
    }

    /// The address of an accepted document. Who asks is recorded first; without the record nothing is handed out.
    pub(crate) async fn open_document(
        &self,
        request: &HttpRequest,
        officer: OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        parse_nothing(request.body()).map_err(invalid)?;
        let upload: UploadId = part(request, "document")?;
        let nothing = || Problem::new(ProblemCode::NotFound);
        let story = self.open(request).await?;
        story.case.court_document(upload).ok_or_else(nothing)?;
        let story = self
            .view(request, story, officer, View::CourtDocument { upload }, at)
            .await?;
        let document = story.case.court_document(upload).ok_or_else(nothing)?;
        let (kind, format) = (document.announced.kind, document.announced.format);
        let url = self
            .court_documents
            .download(Download {
                key: &document_key(&document.announced.sha256, format.extension()),
                content_type: format.media_type(),
                file_name: &format!("{}.{}", file_name(kind), format.extension()),
                seconds: WORKS_FOR_SECONDS,
            })
            .await?;
        let shown = list(&story, at).into_iter().find(|shown| shown.id == upload.0);
        let file = CaseDocumentFile {
            document: shown.ok_or_else(nothing)?,
            url,
            expires_in_seconds: WORKS_FOR_SECONDS,
        };
        Ok(HttpResponse::json(200, &file))
    }
}

/// The documents of a case as they stand now.
pub(crate) fn list(story: &Story, now: Timestamp) -> Vec<DecreeDocument> {
    let entries = story.entries.iter().map(|entry| (entry.at, &entry.event));
    DecreeDocument::list(&story.case, entries, now)
}

fn file_name(kind: CourtDocumentKind) -> &'static str {
    match kind {
        CourtDocumentKind::Ruling => "putusan",
        CourtDocumentKind::RulingExcerpt => "petikan-putusan",
        CourtDocumentKind::IkrarRecord => "penetapan-ikrar",
        CourtDocumentKind::AktaCerai => "akta-cerai",
        CourtDocumentKind::CustodyStatement => "pernyataan-pengasuhan",
        CourtDocumentKind::CustodyRuling => "putusan-hak-asuh",
        CourtDocumentKind::LaterRuling => "putusan-kemudian",
        CourtDocumentKind::MarriageCertificate => "kutipan-akta-nikah",
    }
}
