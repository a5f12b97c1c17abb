//! What the court gets back.

use jiff::Timestamp;
use tuntas_contract::{DecreeStatus, Problem, ProblemCode};
use tuntas_domain::case::{Event, EventKind};
use tuntas_domain::decree::{Parties, Role};
use tuntas_domain::identity::CaseId;
use tuntas_journal::Story;
use tuntas_platform::http::{HttpError, HttpResponse};
use tuntas_signatures::TrackingCode;

use crate::DecreeIntake;
use crate::documents::documents;

impl DecreeIntake {
    pub(crate) fn tracking_code(&self, case: CaseId, role: Role) -> TrackingCode {
        self.keys.tracking_code(case.0, role)
    }

    /// The status of a case. Each party's tracking address is in it, for the court to hand to that party.
    pub(crate) async fn status(&self, story: &Story, now: Timestamp) -> Result<DecreeStatus, HttpError> {
        let accepted = story
            .first(EventKind::DecreeAccepted)
            .ok_or(Problem::new(ProblemCode::NotFound))?;
        let Event::DecreeAccepted { evidence, .. } = &accepted.event else {
            return Err(Problem::new(ProblemCode::NotFound).into());
        };
        let reference = self
            .dossiers
            .decree(story.id)
            .await?
            .and_then(|filed| filed.reference);
        let tracking = Parties::from_fn(|role| {
            format!(
                "{}/v1/tracking/{}",
                self.public_url,
                self.tracking_code(story.id, role).expose()
            )
        });
        DecreeStatus::new(
            story.id,
            &story.case,
            evidence,
            accepted.at,
            reference,
            tracking,
            documents(story, now),
        )
        .ok_or_else(|| Problem::new(ProblemCode::NotFound).into())
    }
}

pub(crate) fn accepted(status: &DecreeStatus) -> HttpResponse {
    HttpResponse::accepted(location(status), status)
}

pub(crate) fn existing(status: DecreeStatus) -> HttpResponse {
    let location = location(&status);
    HttpResponse::json(200, &status.as_duplicate()).header("location", location)
}

fn location(status: &DecreeStatus) -> String {
    location_of(CaseId(status.id))
}

pub(crate) fn location_of(case: CaseId) -> String {
    format!("/v1/decrees/{case}")
}
