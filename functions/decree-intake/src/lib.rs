//! Takes decrees from courts over HTTPS: proves who sent them, keeps the exact bytes as evidence, and opens a case.
//! Accepting is quick; everything that follows happens behind the journal.

mod accept;
mod answer;
mod court;
mod documents;
mod find;
mod later;
mod uploads;

use std::sync::Arc;

use jiff::Timestamp;
use tuntas_city::City;
use tuntas_contract::{Problem, ProblemCode};
use tuntas_domain::identity::{CaseId, CityCode};
use tuntas_dossier::Dossiers;
use tuntas_evidence::EvidenceStore;
use tuntas_journal::Journal;
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_signatures::KeyRing;
use uuid::Uuid;

use later::Later;
pub use uploads::Uploads;

/// What the function works with.
#[derive(Clone, Debug)]
pub struct DecreeIntake {
    /// The journal.
    pub journal: Journal,
    /// Where personal data go.
    pub dossiers: Dossiers,
    /// Where the exact bytes go.
    pub evidence: EvidenceStore,
    /// Where courts put documents.
    pub uploads: Uploads,
    /// Makes tracking codes.
    pub keys: KeyRing,
    /// The city with its courts' keys.
    pub city: Arc<City>,
    /// Code of the city, parsed.
    pub city_code: CityCode,
    /// Beginning of public addresses, without a slash at the end.
    pub public_url: String,
}

/// What changes from request to request.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// Now.
    pub at: Timestamp,
    /// Names the case, if this request opens one.
    pub new_case: Uuid,
}

impl DecreeIntake {
    /// Handles one request.
    ///
    /// # Errors
    /// A problem for the caller, or a failure of ours.
    pub async fn handle(&self, request: HttpRequest, moment: Moment) -> Result<HttpResponse, HttpError> {
        match request.route() {
            "POST /v1/decrees" => self.accept(&request, moment).await,
            "POST /v1/decrees/{id}/completion" => self.later(&request, moment, Later::Completion).await,
            "POST /v1/decrees/{id}/repair" => self.later(&request, moment, Later::Repair).await,
            "POST /v1/decrees/{id}/reversal" => self.later(&request, moment, Later::Reversal).await,
            "POST /v1/decrees/{id}/custody" => self.later(&request, moment, Later::Custody).await,
            "POST /v1/decrees/{id}/duty-release" => self.later(&request, moment, Later::DutyRelease).await,
            "POST /v1/decrees/{id}/documents" => self.document(&request, moment).await,
            "GET /v1/decrees" => self.find_by_reference(&request, moment.at).await,
            "GET /v1/decrees/{id}" => self.find(&request, moment.at).await,
            _ => Err(Problem::new(ProblemCode::NotFound).into()),
        }
    }
}

/// The case an address names; what is not an id names nothing.
fn case_of(request: &HttpRequest) -> Result<CaseId, Problem> {
    request
        .path("id")
        .and_then(|id| id.parse().ok())
        .ok_or(Problem::new(ProblemCode::NotFound))
}
