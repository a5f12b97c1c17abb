//! Why a command could not do its work.

use jiff::civil::Date;
use tuntas_domain::identity::CaseId;
use tuntas_dossier::DossierError;
use tuntas_journal::JournalError;
use tuntas_seals::BucketError;
use tuntas_securing::KeptError;
use tuntas_tables::CommitError;

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
    /// Papers of a request for security could not be read.
    #[error(transparent)]
    Kept(#[from] KeptError),
    /// Papers of a referral could not be read.
    #[error(transparent)]
    Aid(#[from] tuntas_aiding::KeptError),
    /// Papers could not be deleted.
    #[error(transparent)]
    Commit(#[from] CommitError),
    /// Files could not be listed or removed.
    #[error(transparent)]
    Documents(#[from] tuntas_buckets::BucketError),
    /// Its files lie in a bucket that nobody named.
    #[error("its files lie in the bucket of documents: name that, too (--documents)")]
    NoDocuments,
    /// Nothing is kept of people beside it.
    #[error("nothing of people is kept beside it: there is nothing to erase")]
    NobodyNamed,
    /// The rules say no.
    #[error("it cannot be erased: {0}")]
    Refused(Box<dyn std::error::Error + Send + Sync>),
    /// That somebody looks could not be written down, so nothing is shown.
    #[error("the look cannot be written down, so nothing is shown: {0}")]
    Unseen(Box<dyn std::error::Error + Send + Sync>),
    /// Others were faster every time.
    #[error("other writers were faster {0} times; try again")]
    Contended(u8),
    /// The journal knows nothing of this id.
    #[error("the journal knows nothing with the id {0}")]
    Unknown(CaseId),
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
