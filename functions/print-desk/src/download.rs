//! Handing out the files of one job.

use jiff::Timestamp;
use tuntas_contract::{Download, DownloadFile, Problem, parse_nothing};
use tuntas_domain::case::{Command, Document, decide};
use tuntas_domain::identity::OfficerCode;
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::documents::WORKS_FOR_SECONDS;
use crate::steps::OfficerStep;
use crate::{PrintDesk, invalid};

impl PrintDesk {
    pub(crate) async fn download(
        &self,
        request: &HttpRequest,
        officer: &OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        parse_nothing(request.body()).map_err(invalid)?;
        let (id, story) = self.open(request).await?;
        // What is not written down is not handed out: who took whose papers to the printer, and that choices come too late
        // from now on. The rules say no once the person has them, or while the ruling holds them back.
        let start = |ahead| Command::StartPrinting {
            role: id.role,
            officer: officer.clone(),
            ahead,
        };
        // Asked before the record, which a repeated request finds made already.
        decide(&story.case, start(0)).map_err(Problem::from)?;
        let start = start(self.ahead(id, &story, officer).await?);
        let cause = format!("download/{}/{}", id.role, request.request_id());
        let step = OfficerStep::new(officer, &cause, start).for_rendering(id, &story);
        let story = self.run(story, step, at).await?;
        self.files(&story.case.tracks[id.role].documents).await
    }

    /// Addresses at which these documents can be had for a short while.
    pub(crate) async fn files(&self, documents: &[Document]) -> Result<HttpResponse, HttpError> {
        let mut files = Vec::new();
        for document in documents {
            files.push(DownloadFile {
                kind: document.kind.into(),
                url: self.documents.address(document).await?,
                expires_in_seconds: WORKS_FOR_SECONDS,
            });
        }
        Ok(HttpResponse::json(200, &Download { files }))
    }
}
