//! Takes decrees from courts over HTTPS: proves who sent them, keeps the exact bytes as evidence, and opens a case.
//! Accepting is quick; everything that follows happens behind the journal.

mod answer;
mod court;
mod documents;
mod find;
mod uploads;

use tuntas_contract::{Problem, ProblemCode, idempotency_key};
use tuntas_domain::identity::CaseId;
use tuntas_intake::{Accepted, Intake, Later};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

pub use tuntas_intake::Moment;
pub use uploads::Uploads;

/// What the function works with.
#[derive(Clone, Debug)]
pub struct DecreeIntake {
    /// Takes in what was proven to be a court's.
    pub intake: Intake,
    /// Where courts put documents.
    pub uploads: Uploads,
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
            "POST /v1/decrees/{id}/aid-consents" => self.later(&request, moment, Later::AidConsents).await,
            "POST /v1/decrees/{id}/documents" => self.document(&request, moment).await,
            "GET /v1/decrees" => self.find_by_reference(&request, moment.at).await,
            "GET /v1/decrees/{id}" => self.find(&request, moment.at).await,
            _ => Err(Problem::new(ProblemCode::NotFound).into()),
        }
    }

    async fn accept(&self, request: &HttpRequest, moment: Moment) -> Result<HttpResponse, HttpError> {
        let said = self.signed(request)?;
        let key = idempotency_key(request.header("idempotency-key")).map_err(Problem::new)?;
        match self
            .intake
            .accept(&said, key, moment)
            .await
            .map_err(answer::failure)?
        {
            Accepted::Opened(story) => Ok(answer::accepted(&self.status(&story, moment.at).await?)),
            Accepted::Known(story) => Ok(answer::existing(self.status(&story, moment.at).await?)),
        }
    }

    async fn later(
        &self,
        request: &HttpRequest,
        moment: Moment,
        later: Later,
    ) -> Result<HttpResponse, HttpError> {
        let said = self.signed(request)?;
        let key = idempotency_key(request.header("idempotency-key")).map_err(Problem::new)?;
        let case = case_of(request)?;
        let said = self.intake.later(&said, key, case, later, moment).await;
        let story = said.map_err(answer::failure)?;
        Ok(answer::accepted(&self.status(&story, moment.at).await?))
    }
}

/// The case an address names; what is not an id names nothing.
fn case_of(request: &HttpRequest) -> Result<CaseId, Problem> {
    request
        .path("id")
        .and_then(|id| id.parse().ok())
        .ok_or(Problem::new(ProblemCode::NotFound))
}
