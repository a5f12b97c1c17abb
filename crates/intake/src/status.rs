//! What the court gets to know of a case.

use jiff::Timestamp;
use tuntas_contract::{DecreeDocument, DecreeStatus, ProblemCode};
use tuntas_domain::case::{Event, EventKind};
use tuntas_domain::decree::{Parties, Role};
use tuntas_domain::identity::CaseId;
use tuntas_journal::Story;
use tuntas_signatures::TrackingCode;

use crate::{Intake, IntakeError};

impl Intake {
    pub(crate) fn tracking_code(&self, case: CaseId, role: Role) -> TrackingCode {
        self.keys.tracking_code(case.0, role)
    }

    /// Address of a party's tracking page, for the court to hand to that party and to nobody else.
    pub fn tracking_address(&self, case: CaseId, role: Role) -> String {
        format!(
            "{}/v1/tracking/{}",
            self.public_url,
            self.tracking_code(case, role).expose()
        )
    }

    /// The status of a case. Each party's tracking address is in it, for the court to hand to that party.
    ///
    /// # Errors
    /// [`IntakeError`]; a case without a decree is not found.
    pub async fn status(&self, story: &Story, now: Timestamp) -> Result<DecreeStatus, IntakeError> {
        let accepted = story
            .first(EventKind::DecreeAccepted)
            .ok_or(ProblemCode::NotFound)?;
        let Event::DecreeAccepted { evidence, .. } = &accepted.event else {
            return Err(ProblemCode::NotFound.into());
        };
        let reference = self
            .dossiers
            .decree(story.id)
            .await?
            .and_then(|filed| filed.reference);
        let tracking = Parties::from_fn(|role| self.tracking_address(story.id, role));
        DecreeStatus::new(
            story.id,
            &story.case,
            evidence,
            accepted.at,
            reference,
            tracking,
            documents(story, now),
        )
        .ok_or_else(|| ProblemCode::NotFound.into())
    }
}

/// The documents of a case as the court reads them.
pub fn documents(story: &Story, now: Timestamp) -> Vec<DecreeDocument> {
    let entries = story.entries.iter().map(|entry| (entry.at, &entry.event));
    DecreeDocument::list(&story.case, entries, now)
}
