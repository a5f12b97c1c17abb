//! Why a command could not do its work.

use jiff::civil::Date;
use tuntas_domain::identity::CaseId;
use tuntas_dossier::DossierError;
use tuntas_journal::{JournalError, StepFailure};
use tuntas_seals::BucketError;

/// A command could not do its work. A broken chain that [`crate::verify`] finds is no failure but its result.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The journal could not be read or written, or a chain does not hold.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The seals could not be read.
    #[error(transparent)]
    Seals(#[from] BucketError),
    /// The dossier could not be read.
    #[error(transparent)]
    Dossier(#[from] DossierError),
    /// The step was not taken.
    #[error(transparent)]
    Step(#[from] StepFailure),
    /// The journal knows no such case.
    #[error("there is no case {0}")]
    NoCase(CaseId),
    /// The day has no seal.
    #[error("there is no seal of {0}")]
    NoSeal(Date),
    /// The case was not there yet.
    #[error("case {case} is not under the seal of {day}")]
    NotSealed {
        /// The case.
        case: CaseId,
        /// The seal.
        day: Date,
    },
    /// Something could not be written as JSON.
    #[error("something could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}
