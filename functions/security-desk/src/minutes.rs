//! The minutes (*berita acara*) that the police hand in.

use tuntas_city::PoliceDuty;
use tuntas_contract::security::{MINUTES_AT_MOST, MinutesFileRequest};
use tuntas_contract::{Problem, ProblemCode};
use tuntas_domain::identity::CaseId;
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_security::Stage;
use tuntas_signatures::sha256_hex;

use crate::caller::police;
use crate::{SecurityDesk, invalid};

/// Beginnings of the files that are taken: PDF, JPEG, PNG.
const KINDS: [&[u8]; 3] = [b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"];

impl SecurityDesk {
    pub(crate) async fn offer_minutes(&self, request: &HttpRequest) -> Result<HttpResponse, HttpError> {
        police(request, &[PoliceDuty::Report])?;
        let file = MinutesFileRequest::parse(request.body()).map_err(invalid)?;
        let story = self.load(request).await?;
        if story.case.stage != Stage::Accepted {
            return Err(Problem::new(ProblemCode::NotAccepted).into());
        }
        let offer = self.documents.minutes_offer(story.id, &file).await?;
        Ok(HttpResponse::json(200, &offer))
    }

    /// Whether what was put is the file that was announced, and a document by its own beginning. The address it was put at
    /// is bound to size and digest, but what a report stands on is looked at again.
    pub(crate) async fn check_minutes(&self, request: CaseId, sha256: &str) -> Result<(), HttpError> {
        let unfit = || Problem::new(ProblemCode::MinutesUnfit);
        let file = self.documents.minutes(request, sha256).await?.ok_or_else(unfit)?;
        let small = u64::try_from(file.len()).is_ok_and(|bytes| bytes <= MINUTES_AT_MOST);
        if !small || sha256_hex(&file) != sha256 || !KINDS.iter().any(|kind| file.starts_with(kind)) {
            return Err(unfit().into());
        }
        Ok(())
    }
}
