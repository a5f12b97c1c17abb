//! What is kept of outgoing webhooks, in the table `hooks`, and how they are sent, under the rules of `tuntas-webhooks`.
//!
//! | item | holds |
//! |---|---|
//! | `SUB#<owner>` / `<subscription>` | a subscription; no secret, those are derived |
//! | `SUB#<owner>` / `!` | how often a subscription was added, so that two at once do not exceed the limit |
//! | `MSG#<subscription>` / `<message>` | a message on its way, in the order of occurrence, with its last tries |
//! | `PEND#<subscription>` / `<message>` | that it has not arrived yet |
//! | `RETRY` / `<moment>#<message>#<subscription>` | when a subscription is to be looked at |
//! | `LEASE#<subscription>` | who delivers at the moment, so that two do not at once |
//! | `IDEM#<owner>` / `<hash>` | what an `Idempotency-Key` was taken for |
//!
//! The table is apart from that of the journals: the function that calls strangers can then write nothing of a case, and what
//! is remembered of tries may expire. A message that has not arrived always has a row in `RETRY` that is no later than its next
//! try: rows go only after a look that began when they were there.

mod deliveries;
mod due;
mod errands;
mod guard;
mod known;
mod lease;
mod sender;
mod subscriptions;

pub use deliveries::{DeliveryPage, KeptDelivery};
pub use due::DueRow;
pub use errands::{ErrandQueue, Errands, NotSent, ROWS_OF_AN_ERRAND, Sent, soon};
pub use known::Known;
pub use lease::Lease;
pub use sender::{Letter, Reply, Sender, SenderError};
pub use subscriptions::Owned;

use jiff::{SignedDuration, Timestamp};
use tuntas_tables::{CommitError, ItemError, ReadError, Table, Write};
use tuntas_webhooks::KEPT;

/// Starts afresh where somebody else was faster, so often.
const ATTEMPTS: usize = 6;

/// The table `hooks`.
#[derive(Clone, Debug)]
pub struct Hooks {
    table: Table,
}

/// Something could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum KeptError {
    /// Could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Could not be written.
    #[error(transparent)]
    Commit(CommitError),
    /// A stored item is damaged.
    #[error(transparent)]
    Item(#[from] ItemError),
    /// Something is stored in a form this version does not know.
    #[error("something of a webhook is stored in an unknown form")]
    UnknownForm,
    /// Something could not be written as text.
    #[error("something of a webhook could not be written: {0}")]
    Encode(#[from] serde_json::Error),
    /// Others were faster every time.
    #[error("others were faster every time")]
    Contended,
}

impl From<CommitError> for KeptError {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Contended => Self::Contended,
            error => Self::Commit(error),
        }
    }
}

impl Hooks {
    /// Opens the table.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    async fn commit(&self, writes: Vec<Write>) -> Result<(), CommitError> {
        tuntas_tables::commit(self.table.database(), writes).await
    }

    fn name(&self) -> &str {
        self.table.name()
    }
}

/// Whether another writer was faster: starting afresh may help.
fn lost_a_race(error: &CommitError) -> bool {
    matches!(error, CommitError::Condition { .. } | CommitError::Contended)
}

/// The parser's message may quote content, so it is not kept.
fn decode<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, KeptError> {
    serde_json::from_str(text).map_err(|_| KeptError::UnknownForm)
}

/// When an item of now may be forgotten, in seconds since 1970: some days after what can be looked at.
fn expires(now: Timestamp) -> i64 {
    let kept = KEPT.saturating_add(SignedDuration::from_hours(24 * 7));
    now.checked_add(kept).unwrap_or(Timestamp::MAX).as_second()
}

/// A moment as text whose order is that of time.
fn moment(at: Timestamp) -> String {
    format!("{:019}", at.as_nanosecond().max(0))
}
