//! The offices' topics at SNS: whom something near, overdue or given up is told, by identifiers alone. What is told, and to
//! which office, each function says itself.

use std::collections::BTreeMap;
use std::pin::Pin;

use aws_sdk_sns::Client;
use aws_sdk_sns::error::DisplayErrorContext;
use serde::Serialize;

/// An answer that is still to come.
pub type Sent<'a> = Pin<Box<dyn Future<Output = Result<(), NotSent>> + Send + 'a>>;

/// A message did not go out. Trying again later is safe.
#[derive(Debug, thiserror::Error)]
#[error("a message did not go out: {0}")]
pub struct NotSent(pub String);

/// Topics by the names of their offices.
#[derive(Clone, Debug)]
pub struct Topics {
    client: Client,
    arns: BTreeMap<String, String>,
}

impl Topics {
    /// Addresses (ARN) of the topics by office, such as `police` or `court/PA.Pas`: as the function's settings name them.
    pub fn new(client: Client, arns: BTreeMap<String, String>) -> Self {
        Self { client, arns }
    }

    /// Sends a notice, as JSON, to whoever subscribes to an office's topic.
    ///
    /// # Errors
    /// [`NotSent`]: the office has no topic, or the topic did not take it.
    pub async fn publish(&self, office: &str, notice: &(impl Serialize + Sync)) -> Result<(), NotSent> {
        let arn = self
            .arns
            .get(office)
            .ok_or_else(|| NotSent(format!("{office} has no topic")))?;
        let message = serde_json::to_string(notice).map_err(|error| NotSent(error.to_string()))?;
        let answer = self.client.publish().topic_arn(arn).message(message).send().await;
        answer
            .map(drop)
            .map_err(|error| NotSent(DisplayErrorContext(&error).to_string()))
    }
}
