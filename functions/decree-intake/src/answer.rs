//! What the court gets back.

use jiff::Timestamp;
use tuntas_contract::DecreeStatus;
use tuntas_domain::identity::CaseId;
use tuntas_intake::IntakeError;
use tuntas_journal::Story;
use tuntas_platform::http::{HttpError, HttpResponse};

use crate::DecreeIntake;

impl DecreeIntake {
    /// The status of a case, as the court may read it.
    pub(crate) async fn status(&self, story: &Story, now: Timestamp) -> Result<DecreeStatus, HttpError> {
        self.intake.status(story, now).await.map_err(failure)
    }
}

pub(crate) fn accepted(status: &DecreeStatus) -> HttpResponse {
    HttpResponse::accepted(location(status), status)
}

pub(crate) fn existing(status: DecreeStatus) -> HttpResponse {
    let location = location(&status);
    HttpResponse::json(200, &status.as_duplicate()).header("location", location)
}

/// A refusal is told to the court; everything else is ours.
pub(crate) fn failure(error: IntakeError) -> HttpError {
    match error {
        IntakeError::Refused(problem) => (*problem).into(),
        ours => ours.into(),
    }
}

fn location(status: &DecreeStatus) -> String {
    location_of(CaseId(status.id))
}

pub(crate) fn location_of(case: CaseId) -> String {
    format!("/v1/decrees/{case}")
}
