//! Tells an aid office by its topic. Identifiers and days alone: who wants more reads the referral.

use std::collections::BTreeMap;
use std::fmt;
use std::pin::Pin;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_domain::identity::{AidOfficeCode, CaseId};

/// What an office is told: things that were not done by their day, each once. After a crash the same thing may come again,
/// under the same `referral`, `what` and `on`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Notice {
    /// Code of the office.
    pub office: AidOfficeCode,
    /// By desk, soonest first.
    pub overdue: Vec<Overdue>,
}

/// Something that was not done by its day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Overdue {
    /// Of which referral.
    pub referral: CaseId,
    /// Whose list it stands on, such as `assessment`.
    pub desk: String,
    /// What, such as `assess`.
    pub what: String,
    /// By which day it should have been done.
    pub on: Date,
}

/// An answer that is still to come.
pub type Sent<'a> = Pin<Box<dyn Future<Output = Result<(), NotSent>> + Send + 'a>>;

/// A message did not go out. Trying again later is safe.
#[derive(Debug, thiserror::Error)]
#[error("a message did not go out: {0}")]
pub struct NotSent(pub String);

/// Tells an office.
pub trait Teller: fmt::Debug + Send + Sync {
    /// Sends a notice to the topic of its office.
    fn tell<'a>(&'a self, notice: &'a Notice) -> Sent<'a>;
}

/// The offices' topics at SNS.
#[derive(Clone, Debug)]
pub struct Topics {
    client: aws_sdk_sns::Client,
    arns: BTreeMap<String, String>,
}

impl Topics {
    /// Topics by the code of their office.
    pub fn new(client: aws_sdk_sns::Client, arns: BTreeMap<String, String>) -> Self {
        Self { client, arns }
    }
}

impl Teller for Topics {
    fn tell<'a>(&'a self, notice: &'a Notice) -> Sent<'a> {
        Box::pin(async move {
            let office = &notice.office;
            let arn = self
                .arns
                .get(office.as_str())
                .ok_or_else(|| NotSent(format!("{office} has no topic")))?;
            let message = serde_json::to_string(notice).map_err(|error| NotSent(error.to_string()))?;
            let answer = self.client.publish().topic_arn(arn).message(message).send().await;
            answer.map_err(|error| NotSent(aws_sdk_sns::error::DisplayErrorContext(&error).to_string()))?;
            Ok(())
        })
    }
}
