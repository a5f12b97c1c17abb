//! Renders the documents of a case once the register has changed: for each party a family card (KK) and the print
//! file of an identity card (KTP-el), or a notice to the registry of the place where the party lives.
//!
//! Input is an immutable household version and the day of issue, so rendering again gives the same bytes under the
//! same key.

mod archive;
mod documents;
mod kk;
mod ktp;
mod notice;
mod render;

use std::sync::Arc;

use jiff::Timestamp;
use tuntas_cards::{RenderError, Renderer};
use tuntas_city::City;
use tuntas_domain::case::EventKind;
use tuntas_domain::decree::Role;
use tuntas_dossier::{DossierError, Dossiers};
use tuntas_journal::{Journal, Message, RunError, StepFailure};
use tuntas_register::{Register, RegisterError};
use tuntas_signatures::KeyRing;

pub use archive::{Archive, ArchiveError};

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
    pub renderer: Arc<Renderer>,
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
    /// Handles one message: both parties' documents. A message delivered again changes nothing. What keeps one party's
    /// documents back does not keep the other's.
    ///
    /// # Errors
    /// The first [`Failure`]; what could be rendered stays.
    pub async fn handle(&self, message: Message, at: Timestamp) -> Result<(), Failure> {
        if message.kind != EventKind::RegisterUpdated {
            return Ok(());
        }
        let petitioner = self.render(message, Role::Petitioner, at).await;
        let respondent = self.render(message, Role::Respondent, at).await;
        petitioner.and(respondent)
    }

    async fn render(&self, message: Message, role: Role, at: Timestamp) -> Result<(), Failure> {
        let step = Render {
            shop: self,
            case: message.case_id,
            cause: message.seq,
            role,
        };
        let ran = self.journal.run(message.case_id, at, &step).await;
        ran.map(drop).map_err(RunError::into_failure)
    }
}
