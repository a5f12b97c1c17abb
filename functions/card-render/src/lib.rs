//! Renders the documents of a case once the register has changed: for each party what the change makes due of a family
//! card (KK) and the print file of an identity card (KTP-el), or a letter to the registry of the place where the party
//! lives; and the letter to a registry elsewhere that recorded the marriage.
//!
//! Input is an immutable household version and the day of issue, so rendering again gives the same bytes under the
//! same key.

mod archive;
mod change;
mod documents;
mod kk;
mod ktp;
mod marriage;
mod notice;
mod press;
mod relocation;
mod render;
mod resident;
mod settled;

use std::sync::Arc;

use jiff::Timestamp;
use tuntas_cards::RenderError;
use tuntas_city::City;
use tuntas_domain::case::EventKind;
use tuntas_domain::decree::{Decree, Role};
use tuntas_domain::identity::CaseId;
use tuntas_dossier::{DossierError, Dossiers};
use tuntas_journal::{Journal, Message, RunError, Step, StepFailure};
use tuntas_register::{Register, RegisterError};
use tuntas_signatures::KeyRing;

pub use archive::{Archive, ArchiveError};
pub use press::Press;

use marriage::MarriageLetter;
use render::Render;

/// What the function works with.
#[derive(Clone, Debug)]
pub struct CardRender {
    /// The journal.
    pub journal: Journal,
    /// What the court sent; also where documents become verifiable.
    pub dossiers: Dossiers,
    /// The register, for reading.
    pub register: Register,
    /// Where PDFs are kept.
    pub archive: Archive,
    /// Signs the tokens in QR symbols.
    pub keys: KeyRing,
    /// Typesets.
    pub renderer: Arc<dyn Press>,
    /// The city.
    pub city: Arc<City>,
    /// Beginning of public addresses, without a slash at the end.
    pub public_url: String,
}

/// Why a message is to be delivered again.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The step was not taken.
    #[error(transparent)]
    Step(#[from] StepFailure),
    /// The dossier failed.
    #[error(transparent)]
    Dossier(#[from] DossierError),
    /// The register failed.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The archive failed.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// A document could not be typeset.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// Something the journal speaks of is not where it should be.
    #[error("the journal speaks of a {0} that is not there")]
    Missing(&'static str),
}

impl CardRender {
    /// Handles one message: both parties' documents, and the letter about the marriage. A message delivered again changes
    /// nothing. What keeps one of them back does not keep the others.
    ///
    /// # Errors
    /// The first [`Failure`]; what could be rendered stays.
    pub async fn handle(&self, message: Message, at: Timestamp) -> Result<(), Failure> {
        if !matches!(
            message.kind,
            EventKind::RegisterUpdated | EventKind::RegisterAmended
        ) {
            return Ok(());
        }
        let (case, cause) = (message.case_id, message.seq);
        let party = |role| Render {
            shop: self,
            case,
            cause,
            role,
        };
        let petitioner = self.run(case, at, &party(Role::Petitioner)).await;
        let respondent = self.run(case, at, &party(Role::Respondent)).await;
        let marriage = MarriageLetter {
            shop: self,
            case,
            cause,
        };
        let marriage = self.run(case, at, &marriage).await;
        petitioner.and(respondent).and(marriage)
    }

    async fn run(
        &self,
        case: CaseId,
        at: Timestamp,
        step: &impl Step<Error = Failure>,
    ) -> Result<(), Failure> {
        let ran = self.journal.run(case, at, step).await;
        ran.map(drop).map_err(RunError::into_failure)
    }

    async fn decree(&self, case: CaseId) -> Result<Decree, Failure> {
        let filed = self.dossiers.decree(case).await?;
        Ok(filed.ok_or(Failure::Missing("dossier"))?.decree)
    }
}
