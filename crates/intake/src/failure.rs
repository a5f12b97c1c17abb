//! Why something was not taken in.

use tuntas_contract::{Problem, ProblemCode};
use tuntas_domain::case::Refusal;
use tuntas_dossier::DossierError;
use tuntas_evidence::EvidenceError;
use tuntas_journal::JournalError;

/// Why something was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The court's to mend; saying the same again meets the same answer.
    #[error("refused: {0}")]
    Refused(Box<Problem>),
    /// The journal failed.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The dossiers failed.
    #[error(transparent)]
    Dossier(#[from] DossierError),
    /// The evidence could not be kept.
    #[error(transparent)]
    Evidence(#[from] EvidenceError),
}

impl From<Problem> for IntakeError {
    fn from(problem: Problem) -> Self {
        Self::Refused(Box::new(problem))
    }
}

impl From<ProblemCode> for IntakeError {
    fn from(code: ProblemCode) -> Self {
        Problem::new(code).into()
    }
}

impl From<Refusal> for IntakeError {
    fn from(refusal: Refusal) -> Self {
        Problem::from(refusal).into()
    }
}
