//! The desk between court and police: a court asks for a hearing, an inspection, a seizure or an execution to be secured,
//! the police accept with a unit, propose another time, ask, decline, and report afterwards. Each word is an event of the
//! request's journal; units, letters' numbers and papers change in the same transaction.

mod calendar;
mod caller;
mod court;
mod documents;
mod letters;
mod minutes;
mod police;
mod step;
mod view;
mod when;

use std::sync::Arc;

use jiff::Timestamp;
use tuntas_cards::Renderer;
use tuntas_city::City;
use tuntas_contract::{FieldError, Problem, ProblemCode};
use tuntas_domain::identity::CaseId;
use tuntas_dossier::Dossiers;
use tuntas_evidence::EvidenceStore;
use tuntas_journal::{Journal, Numbers};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_securing::{Lists, Papers, Request, Securing, Units};
use tuntas_signatures::KeyRing;
use uuid::Uuid;

pub use documents::Documents;

/// What the function works with.
#[derive(Clone, Debug)]
pub struct SecurityDesk {
    /// The journal of requests.
    pub journal: Journal<Securing>,
    /// The queue and the calendars.
    pub lists: Lists,
    /// What units have promised.
    pub units: Units,
    /// Numbers of letters.
    pub numbers: Numbers,
    /// What names people.
    pub papers: Papers,
    /// Where letters are made verifiable; nothing else of the dossiers.
    pub dossiers: Dossiers,
    /// Where the court's exact bytes go.
    pub evidence: EvidenceStore,
    /// Letters and minutes, and the doorstep of minutes.
    pub documents: Documents,
    /// Makes the tokens of letters and calendars.
    pub keys: KeyRing,
    /// Typesets letters.
    pub renderer: Arc<Renderer>,
    /// The city with its courts, police and units.
    pub city: Arc<City>,
    /// Beginning of public addresses, without a slash at the end.
    pub public_url: String,
}

/// What changes from request to request.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// Now.
    pub at: Timestamp,
    /// Names the request for security, if this request opens one.
    pub new_request: Uuid,
}

impl SecurityDesk {
    /// Handles one request.
    ///
    /// # Errors
    /// A problem for the caller, or a failure of ours.
    pub async fn handle(&self, request: HttpRequest, moment: Moment) -> Result<HttpResponse, HttpError> {
        let at = moment.at;
        match request.route() {
            "POST /v1/security-requests" => self.ask(&request, moment).await,
            "GET /v1/security-requests/{id}" => self.read_own(&request, at).await,
            "POST /v1/security-requests/{id}/change" => self.change(&request, at).await,
            "POST /v1/security-requests/{id}/cancellation" => self.cancel(&request, at).await,
            "POST /v1/security-requests/{id}/proposal-answer" => self.answer_proposal(&request, at).await,
            "POST /v1/security-requests/{id}/letters/{entry}/download" => self.court_letter(&request).await,
            "POST /v1/security-requests/{id}/minutes/download" => self.take_minutes(&request, at).await,
            "GET /v1/security-desk" => self.list(&request, at).await,
            "GET /v1/security-desk/{id}" => self.read(&request, at).await,
            "GET /v1/security-desk/{id}/clashes" => self.clashes(&request).await,
            "POST /v1/security-desk/{id}/acceptance" => self.accept(&request, at).await,
            "POST /v1/security-desk/{id}/proposal" => self.propose(&request, at).await,
            "POST /v1/security-desk/{id}/question" => self.question(&request, at).await,
            "POST /v1/security-desk/{id}/refusal" => self.decline(&request, at).await,
            "POST /v1/security-desk/{id}/minutes" => self.offer_minutes(&request, at).await,
            "POST /v1/security-desk/{id}/report" => self.report(&request, at).await,
            "POST /v1/security-desk/{id}/letters/{entry}/download" => self.police_letter(&request, at).await,
            "GET /v1/security-calendar" => self.calendar_address(&request),
            "GET /v1/calendars/{token}" => self.calendar(&request, at).await,
            _ => Err(Problem::new(ProblemCode::NotFound).into()),
        }
    }

    /// The request an address names; what is not an id, and what nobody has made, names nothing.
    async fn load(&self, request: &HttpRequest) -> Result<Request, HttpError> {
        let id: CaseId = request
            .path("id")
            .and_then(|id| id.parse().ok())
            .ok_or(Problem::new(ProblemCode::NotFound))?;
        let story = self.journal.load(id).await?;
        if story.version() == 0 {
            return Err(Problem::new(ProblemCode::NotFound).into());
        }
        Ok(story)
    }
}

fn invalid(errors: Vec<FieldError>) -> Problem {
    Problem::new(ProblemCode::RequestInvalid).with_errors(errors)
}
