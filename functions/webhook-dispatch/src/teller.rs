//! Tells offices by their topics.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
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

/// The offices' topics at SNS.
#[derive(Clone, Debug)]
pub struct Topics {
    client: aws_sdk_sns::Client,
    arns: BTreeMap<String, String>,
}

impl Topics {
    /// Topics by owner, such as `court/PA.Pas`.
    pub fn new(client: aws_sdk_sns::Client, arns: BTreeMap<String, String>) -> Self {
        Self { client, arns }
    }
}

impl Teller for Topics {
    fn tell<'a>(&'a self, owner: &'a Owner, notice: &'a Notice) -> Sent<'a> {
        Box::pin(async move {
            let owner = owner.to_string();
            let arn = self
                .arns
                .get(&owner)
                .ok_or_else(|| NotSent(format!("{owner} has no topic")))?;
            let message = serde_json::to_string(notice).map_err(|error| NotSent(error.to_string()))?;
            let answer = self.client.publish().topic_arn(arn).message(message).send().await;
            answer
                .map(drop)
                .map_err(|error| NotSent(aws_sdk_sns::error::DisplayErrorContext(&error).to_string()))
        })
    }
}
