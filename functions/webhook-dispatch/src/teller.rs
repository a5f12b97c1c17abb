//! Tells offices by their topics.

use std::fmt;

use serde::Serialize;
use tuntas_topics::Topics;
use tuntas_webhook_delivery::{NotSent, Sent};
use tuntas_webhooks::{Owner, Why};
use uuid::Uuid;

/// What an office is told when one of its subscriptions is disabled. Identifiers only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// The subscription.
    pub subscription: Uuid,
    /// Why nothing is sent to it any more.
    pub why: Why,
}

/// Tells an office.
pub trait Teller: fmt::Debug + Send + Sync {
    /// Sends a notice to the topic of an office.
    fn tell<'a>(&'a self, owner: &'a Owner, notice: &'a Notice) -> Sent<'a>;
}

/// By owner, such as `court/PA.Pas`.
impl Teller for Topics {
    fn tell<'a>(&'a self, owner: &'a Owner, notice: &'a Notice) -> Sent<'a> {
        Box::pin(async move {
            let sent = self.publish(&owner.to_string(), notice).await;
            sent.map_err(|error| NotSent(error.0))
        })
    }
}
