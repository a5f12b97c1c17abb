//! Looks at what a court or the police uploaded: whether it is what was announced, and whether it can be opened without
//! harm. What is sound is kept and linked in the journal, a document of a court as evidence, minutes of the police beside the
//! letters; what is not is removed, and the journal says why.
//!
//! The address that took the bytes binds size, type and digest already. Here all of it is asked again of the bytes
//! themselves, so that nothing hangs on who checked what before.

mod announced;
pub mod cell;
mod examine;
mod judge;
mod notification;

use jiff::{SignedDuration, Timestamp};
use tracing::{info, warn};
use tuntas_buckets::{Bucket, BucketError, Got};
use tuntas_domain::case::DocumentFault;
use tuntas_domain::identity::{CaseId, UploadId};
use tuntas_evidence::{EvidenceError, EvidenceStore};
use tuntas_journal::{Divorce, Journal, RunError, StepFailure};
use tuntas_platform::metrics;
use tuntas_securing::Securing;
use tuntas_signatures::sha256_hex;

pub use cell::{Cell, CellError};
pub use examine::examine;
pub use notification::{Arrival, Notification};

use announced::{Announced, Announces};
use judge::Judge;

/// How long an object that no announcement is known of is left where it is. The announcement is stored before its address is
/// handed out, so this is patience with the unforeseen.
const GRACE: SignedDuration = SignedDuration::from_mins(2);

/// After the last moment for an upload, how long the bucket keeps it at least.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// What the function works with.
#[derive(Clone, Debug)]
pub struct DocumentCheck {
    /// The journal of cases; that of requests for security stands in the same table.
    pub journal: Journal,
    /// Where courts and police put what they announced. Nothing stays there.
    pub doorstep: Bucket,
    /// Where sound documents of courts are kept.
    pub evidence: EvidenceStore,
    /// Where sound minutes are kept.
    pub documents: Bucket,
    /// Where a document is opened.
    pub cell: Cell,
}

/// Why a message is to be delivered again.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The step of a case was not taken.
    #[error(transparent)]
    Step(#[from] StepFailure),
    /// The step of a request for security was not taken.
    #[error(transparent)]
    Request(#[from] StepFailure<tuntas_security::Refusal>),
    /// The doorstep, or the bucket of documents, failed.
    #[error(transparent)]
    Doorstep(#[from] BucketError),
    /// The evidence could not be stored.
    #[error(transparent)]
    Evidence(#[from] EvidenceError),
    /// The document could not be handed to the cell.
    #[error(transparent)]
    Cell(#[from] CellError),
    /// Nobody announced it, as far as the journal knows at this moment.
    #[error("a document arrived that the journal does not know yet")]
    NotAnnouncedYet,
    /// Another delivery of the same message may have taken it away a moment ago.
    #[error("the document is not where it was put")]
    Gone,
}

impl DocumentCheck {
    /// Handles what one message tells of. A message delivered again changes nothing.
    ///
    /// # Errors
    /// The last [`Failure`]; what could be done is done.
    pub async fn handle(&self, notification: Notification, now: Timestamp) -> Result<(), Failure> {
        let mut outcome = Ok(());
        for arrival in notification.arrivals() {
            if let Err(failure) = self.arrived(&arrival, now).await {
                outcome = Err(failure);
            }
        }
        outcome
    }

    async fn arrived(&self, arrival: &Arrival, now: Timestamp) -> Result<(), Failure> {
        if let Some((case, upload)) = arrival.names(Divorce::FOLDER) {
            return self.came(&self.journal, case, upload, arrival, now).await;
        }
        if let Some((request, upload)) = arrival.names(Securing::FOLDER) {
            let journal: Journal<Securing> = self.journal.also();
            return self.came(&journal, request, upload, arrival, now).await;
        }
        // Not a name that was ever signed. It goes with the bucket's own clock.
        metrics::count("DocumentOrphaned");
        warn!(
            outcome = "orphaned",
            "something lies on the doorstep that nobody we know can have put there"
        );
        Ok(())
    }

    async fn came<S: Announces>(
        &self,
        journal: &Journal<S>,
        id: CaseId,
        upload: UploadId,
        arrival: &Arrival,
        now: Timestamp,
    ) -> Result<(), Failure>
    where
        Failure: From<StepFailure<S::Refusal>>,
    {
        let story = journal.load(id).await.map_err(StepFailure::from)?;
        let Some(announced) = S::announced(&story.case, upload) else {
            if now.duration_since(arrival.at()) < GRACE {
                return Err(Failure::NotAnnouncedYet);
            }
            self.doorstep.remove(arrival.key()).await?;
            metrics::count("DocumentOrphaned");
            warn!(case = %id, document = %upload, outcome = "orphaned", "a document nobody announced was removed");
            return Ok(());
        };
        // Told twice, or something else was put in its place after it was judged: what was judged counts.
        if announced.judged {
            return Ok(self.doorstep.remove(arrival.key()).await?);
        }
        // The message was away for days; the document has expired, and the bucket has removed it.
        if now > announced.until + KEPT {
            return Ok(());
        }
        let found = self.look(&announced, arrival.key()).await?;
        let step = Judge::new(
            upload,
            found.as_ref().map(|sound| sound.pages).map_err(|fault| *fault),
        );
        // Before the journal says so, it has to be true. What has ended takes nothing in.
        if let Ok(sound) = found
            && step.accepts(&story)
        {
            S::keep(self, id, &announced, sound.content).await?;
        }
        let ran = journal.run_from(story, now, &step).await;
        let ran = ran.map_err(|error: RunError<_, S::Refusal>| StepFailure::from(error))?;
        for found in ran.events.iter().filter_map(S::verdict) {
            tell(id, upload, found);
        }
        Ok(self.doorstep.remove(arrival.key()).await?)
    }

    /// Reads no more than was announced, and opens it only if it is that to the byte.
    async fn look(&self, announced: &Announced, key: &str) -> Result<Result<Sound, DocumentFault>, Failure> {
        let size = usize::try_from(announced.size).unwrap_or(usize::MAX);
        let content = match self.doorstep.get_at_most(key, size).await? {
            Got::Nothing => return Err(Failure::Gone),
            Got::TooLarge => return Ok(Err(DocumentFault::WrongSize)),
            Got::Whole(content) if content.len() != size => return Ok(Err(DocumentFault::WrongSize)),
            Got::Whole(content) => content,
        };
        if sha256_hex(&content) != announced.sha256 {
            return Ok(Err(DocumentFault::WrongHash));
        }
        let pages = self.cell.examine(announced.format, &content).await?;
        Ok(pages.map(|pages| Sound { content, pages }))
    }
}

/// A document that is what was announced and can be opened without harm.
struct Sound {
    content: Vec<u8>,
    pages: u16,
}

fn tell(case: CaseId, upload: UploadId, found: Result<u16, DocumentFault>) {
    match found {
        Ok(pages) => {
            metrics::count("DocumentAccepted");
            info!(%case, document = %upload, pages, outcome = "accepted", "document checked");
        }
        Err(reason) => {
            metrics::count("DocumentRefused");
            info!(%case, document = %upload, ?reason, outcome = "refused", "document checked");
        }
    }
}
