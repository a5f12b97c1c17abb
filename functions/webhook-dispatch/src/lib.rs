//! Tells offices' own systems what has happened.
//!
//! Three things come in: something happened, a subscription is to be brought what waits for it, and every minute the clock.
//! What happened is noted down for each subscription it concerns, once, before anybody is called. A subscription is then
//! worked off in the order of occurrence, by one deliverer at a time, until its receiver fails; the next try stands on a list.
//! So an absent receiver keeps nobody waiting, and nothing here sleeps.

mod deliver;
mod note;
mod schedule;
mod tell;
mod teller;

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use tuntas_aiding::{Aiding, Programming};
use tuntas_domain::identity::CaseId;
use tuntas_journal::{Journal, JournalError};
use tuntas_securing::Securing;
use tuntas_signatures::{KeyRing, KeyRingError};
use tuntas_webhook_delivery::{Errands, Hooks, KeptError, NotSent, Sender};
use tuntas_webhooks::Errand;

pub use teller::{Notice, Teller};

/// What the function works with.
#[derive(Clone)]
pub struct WebhookDispatch {
    /// The journal of cases.
    pub cases: Journal,
    /// The journal of requests for security.
    pub requests: Journal<Securing>,
    /// The journal of referrals for aid.
    pub referrals: Journal<Aiding>,
    /// The journal of programmes of aid.
    pub programmes: Journal<Programming>,
    /// Subscriptions, and what is on its way to them.
    pub hooks: Hooks,
    /// Keys that sign.
    pub keys: KeyRing,
    /// Calls receivers.
    pub sender: Sender,
    /// Messages to ourselves.
    pub errands: Arc<dyn Errands>,
    /// Tells offices by their topics.
    pub teller: Arc<dyn Teller>,
    /// Reads the clock: one call of this function is many tries long.
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    /// Spreads tries.
    pub chance: Arc<dyn Fn() -> u64 + Send + Sync>,
}

impl fmt::Debug for WebhookDispatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookDispatch").finish_non_exhaustive()
    }
}

/// Why something is to be tried again.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A journal could not be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// Subscriptions or messages could not be read or written.
    #[error(transparent)]
    Kept(#[from] KeptError),
    /// The journal has no such entry, or does not say whose it is.
    #[error("the journal of {id} has no entry {seq} that could be told of")]
    NoEntry {
        /// The case, request, referral or programme.
        id: CaseId,
        /// The entry.
        seq: u32,
    },
    /// A message could not be written.
    #[error("a message could not be written: {0}")]
    Encode(#[from] serde_json::Error),
    /// A key could not be derived.
    #[error(transparent)]
    Key(#[from] KeyRingError),
    /// A message to ourselves or to an office did not go out.
    #[error(transparent)]
    NotSent(#[from] NotSent),
}

impl WebhookDispatch {
    /// Does one errand. Twice does no harm, but for a receiver that may be told twice under one name.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn handle(&self, errand: Errand) -> Result<(), Failure> {
        match errand {
            // Boxed: both hold a message, a subscription and a connection at once.
            Errand::Note { occurrence } => Box::pin(self.note(occurrence)).await,
            Errand::Deliver {
                owner,
                subscription,
                due,
            } => Box::pin(self.deliver(&owner, subscription, due)).await,
        }
    }

    fn now(&self) -> Timestamp {
        (self.clock)()
    }
}
