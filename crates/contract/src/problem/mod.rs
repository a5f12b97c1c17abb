//! Refusals: RFC 9457 problem details with a stable code.

mod code;
mod field;

pub use code::ProblemCode;
pub use field::{FieldError, Rule};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Media type of every refusal.
pub const PROBLEM_MEDIA_TYPE: &str = "application/problem+json";

/// A refusal (RFC 9457). `code` is stable; texts may be reworded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// `urn:tuntas:problem:` and the code.
    #[schema(example = "urn:tuntas:problem:decree_invalid")]
    pub r#type: String,
    /// What the code means, in English.
    #[schema(example = "The decree breaks rules of the contract")]
    pub title: String,
    /// HTTP status.
    #[schema(example = 422)]
    pub status: u16,
    /// Stable code.
    pub code: ProblemCode,
    /// What the caller does about it.
    #[schema(example = "Mend every listed field and send the decree again under a new Idempotency-Key.")]
    pub detail: String,
    /// Faults in the body, field by field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// For `wrong_code`: how many tries are left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempts_left: Option<u8>,
    /// Names this answer in the logs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

impl Problem {
    /// A problem with the texts of its code.
    pub fn new(code: ProblemCode) -> Self {
        Self {
            r#type: format!("urn:tuntas:problem:{}", code.as_str()),
            title: code.title().to_owned(),
            status: code.status(),
            code,
            detail: code.remedy().to_owned(),
            errors: Vec::new(),
            attempts_left: None,
            request_id: None,
        }
    }

    /// Adds the faults of a body.
    #[must_use]
    pub fn with_errors(mut self, errors: Vec<FieldError>) -> Self {
        self.errors = errors;
        self
    }

    /// Adds how many tries are left.
    #[must_use]
    pub fn with_attempts_left(mut self, attempts: u8) -> Self {
        self.attempts_left = Some(attempts);
        self
    }

    /// Adds the name of the request in the logs.
    #[must_use]
    pub fn with_request_id(mut self, id: impl Into<String>) -> Self {
        self.request_id = Some(id.into());
        self
    }
}

impl From<ProblemCode> for Problem {
    fn from(code: ProblemCode) -> Self {
        Self::new(code)
    }
}

impl From<tuntas_domain::case::Refusal> for Problem {
    fn from(refusal: tuntas_domain::case::Refusal) -> Self {
        Self::new(refusal.into())
    }
}

impl From<tuntas_security::Refusal> for Problem {
    fn from(refusal: tuntas_security::Refusal) -> Self {
        Self::new(refusal.into())
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.code.fmt(f)
    }
}

impl std::error::Error for Problem {}
