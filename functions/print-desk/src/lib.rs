//! The print desk: shows a registry officer what is to be printed, hands out the files for a short while, and
//! records that an envelope was sealed, handed over, lost, or needs another rider.
//!
//! Everything it says and records is free of personal data; those are in the files only.

mod documents;
mod download;
mod job;
mod letters;
mod list;
mod steps;

use jiff::Timestamp;
use tuntas_contract::{FieldError, Problem, ProblemCode};
use tuntas_domain::case::JobId;
use tuntas_domain::identity::OfficerCode;
use tuntas_journal::{Journal, Story};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

pub use documents::Documents;

/// Scope of a registry officer's client.
pub const SCOPE: &str = "tuntas/print.desk";

/// What the function works with.
#[derive(Clone, Debug)]
pub struct PrintDesk {
    /// The journal with the list of open jobs.
    pub journal: Journal,
    /// The rendered files.
    pub documents: Documents,
}

impl PrintDesk {
    /// Handles one request.
    ///
    /// # Errors
    /// A problem for the caller, or a failure of ours.
    pub async fn handle(&self, request: HttpRequest, at: Timestamp) -> Result<HttpResponse, HttpError> {
        let caller = request.require_scope(SCOPE)?;
        let officer = caller
            .officer()
            .and_then(|code| OfficerCode::parse(code).ok())
            .ok_or(Problem::new(ProblemCode::OfficerUnknown))?;
        let officer = &officer;
        match request.route() {
            "GET /v1/print-jobs" => self.list(&request).await,
            "GET /v1/print-jobs/{id}" => {
                let (id, story) = self.open(&request).await?;
                job::answer(id, &story)
            }
            "POST /v1/print-jobs/{id}/download" => self.download(&request, officer, at).await,
            "POST /v1/print-jobs/{id}/printed" => self.printed(&request, officer, at).await,
            "POST /v1/print-jobs/{id}/handed-over" => self.handed_over(&request, officer, at).await,
            "POST /v1/print-jobs/{id}/reprint" => self.reprint(&request, officer, at).await,
            "POST /v1/print-jobs/{id}/courier" => self.courier(&request, officer, at).await,
            "GET /v1/marriage-letters" => self.letters(&request).await,
            "POST /v1/marriage-letters/{id}/download" => self.letter_file(&request, officer, at).await,
            "POST /v1/marriage-letters/{id}/sent" => self.letter_sent(&request, officer, at).await,
            _ => Err(Problem::new(ProblemCode::NotFound).into()),
        }
    }

    /// The job an address names, with its case. What is no job's name names nothing, and so does a party without
    /// documents.
    async fn open(&self, request: &HttpRequest) -> Result<(JobId, Story), HttpError> {
        let id: JobId = request
            .path("id")
            .and_then(|id| id.parse().ok())
            .ok_or(Problem::new(ProblemCode::NotFound))?;
        let story = self.journal.load(id.case).await?;
        if story.case.tracks[id.role].documents.is_empty() {
            return Err(Problem::new(ProblemCode::NotFound).into());
        }
        Ok((id, story))
    }
}

fn invalid(errors: Vec<FieldError>) -> Problem {
    Problem::new(ProblemCode::RequestInvalid).with_errors(errors)
}
