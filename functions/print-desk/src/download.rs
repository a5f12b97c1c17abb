//! Handing out the files of one job.

use tracing::info;
use tuntas_contract::{Download, DownloadFile, Problem, ProblemCode, parse_nothing};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::documents::WORKS_FOR_SECONDS;
use crate::{PrintDesk, invalid};

impl PrintDesk {
    pub(crate) async fn download(
        &self,
        request: &HttpRequest,
        officer: &str,
    ) -> Result<HttpResponse, HttpError> {
        parse_nothing(request.body()).map_err(invalid)?;
        let (id, story) = self.open(request).await?;
        // Nobody needs a person's papers from us any more once the person has them.
        if story.case.tracks[id.role].is_finished() {
            return Err(Problem::new(ProblemCode::AlreadyDelivered).into());
        }
        let mut files = Vec::new();
        for document in &story.case.tracks[id.role].documents {
            files.push(DownloadFile {
                kind: document.kind.into(),
                url: self.documents.address(document).await?,
                expires_in_seconds: WORKS_FOR_SECONDS,
            });
        }
        // Who looked at which job: reading is not an event of the case, so the log is where it is kept.
        info!(job = %id, client_id = officer, files = files.len(), "files handed out");
        Ok(HttpResponse::json(200, &Download { files }))
    }
}
