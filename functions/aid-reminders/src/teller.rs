//! Tells an aid office by its topic. Identifiers and days alone: who wants more reads the referral.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_domain::identity::{AidOfficeCode, CaseId};
use tuntas_topics::{Sent, Topics};

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

/// Tells an office.
pub trait Teller: fmt::Debug + Send + Sync {
    /// Sends a notice to the topic of its office.
    fn tell<'a>(&'a self, notice: &'a Notice) -> Sent<'a>;
}

/// By the code of their office.
impl Teller for Topics {
    fn tell<'a>(&'a self, notice: &'a Notice) -> Sent<'a> {
        Box::pin(self.publish(notice.office.as_str(), notice))
    }
}
