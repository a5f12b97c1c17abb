//! Errands to `webhook-dispatch`: they make soon what the list of what is due makes within a minute.

use std::fmt;
use std::pin::Pin;

use aws_sdk_sqs::Client;
use aws_sdk_sqs::error::DisplayErrorContext;
use jiff::SignedDuration;
use tracing::warn;
use tuntas_webhooks::Errand;

/// Longest delay of a message, in seconds.
const MAX_DELAY: i32 = 900;

/// Rows of one errand at most: a message of the queue holds them with ease.
pub const ROWS_OF_AN_ERRAND: usize = 200;

/// An answer that is still to come.
pub type Sent<'a> = Pin<Box<dyn Future<Output = Result<(), NotSent>> + Send + 'a>>;

/// A message did not go out. Trying again later is safe.
#[derive(Debug, thiserror::Error)]
#[error("a message did not go out: {0}")]
pub struct NotSent(pub String);

/// Where errands go.
pub trait Errands: fmt::Debug + Send + Sync {
    /// Sends an errand, to be done after a delay, which may be cut short.
    fn send<'a>(&'a self, errand: &'a Errand, after: SignedDuration) -> Sent<'a>;
}

/// Has an errand done soon. If that cannot be said, the list of what is due says it within a minute of its time.
pub async fn soon(errands: &dyn Errands, errand: &Errand, after: SignedDuration) {
    if let Err(error) = errands.send(errand, after).await {
        warn!(%error, "an errand waits for the schedule");
    }
}

/// The queue of `webhook-dispatch`.
#[derive(Clone, Debug)]
pub struct ErrandQueue {
    client: Client,
    address: String,
}

impl ErrandQueue {
    /// Opens the queue at an address.
    pub fn new(client: Client, address: impl Into<String>) -> Self {
        Self {
            client,
            address: address.into(),
        }
    }
}

impl Errands for ErrandQueue {
    fn send<'a>(&'a self, errand: &'a Errand, after: SignedDuration) -> Sent<'a> {
        Box::pin(async move {
            let body = serde_json::to_string(errand).map_err(|error| NotSent(error.to_string()))?;
            let delay = i32::try_from(after.as_secs())
                .unwrap_or(MAX_DELAY)
                .clamp(0, MAX_DELAY);
            let request = self.client.send_message().queue_url(&self.address);
            let answer = request.message_body(body).delay_seconds(delay).send().await;
            answer
                .map(drop)
                .map_err(|error| NotSent(DisplayErrorContext(&error).to_string()))
        })
    }
}
