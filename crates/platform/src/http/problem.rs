//! Problem details (RFC 9457).

use super::HttpResponse;
use crate::BoxError;
use serde::Serialize;
use std::{borrow::Cow, fmt};

/// What went wrong, for a program (`code`) and for a person (`title`, `detail`). The caller reads all of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Problem(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Details {
    /// `/problems/<code>`: where the code is explained, relative to the API.
    #[serde(rename = "type")]
    type_: String,
    title: Cow<'static, str>,
    status: u16,
    /// Stable name; part of the contract.
    code: Cow<'static, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    instance: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
    #[serde(skip)]
    retry_after: Option<u32>,
}

/// What is wrong with one field of the body, and how to mend it. Never repeats the field's value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// JSON pointer (RFC 6901) into the body, such as `/parties/0/nik`; empty for the body as a whole.
    pub field: String,
    /// Stable name of the rule.
    pub code: Cow<'static, str>,
    /// The rule that is broken.
    pub rule: String,
    /// What to do about it.
    pub mend: String,
}

/// How a handler fails.
pub enum HttpError {
    /// Told to the caller as it is.
    Problem(Problem),
    /// Logged with its causes; the caller is told only the id of the request.
    Internal(BoxError),
}

impl Problem {
    /// A problem with this status (400 to 599; any other becomes 500), stable code and title.
    pub fn new(status: u16, code: impl Into<Cow<'static, str>>, title: impl Into<Cow<'static, str>>) -> Self {
        let code = code.into();
        Self(Box::new(Details {
            type_: format!("/problems/{code}"),
            title: title.into(),
            status: if (400..600).contains(&status) { status } else { 500 },
            code,
            detail: None,
            instance: None,
            errors: Vec::new(),
            retry_after: None,
        }))
    }

    /// 400: the request itself is malformed.
    pub fn bad_request(code: impl Into<Cow<'static, str>>, title: impl Into<Cow<'static, str>>) -> Self {
        Self::new(400, code, title)
    }

    /// 401: the caller is not known.
    pub fn unauthenticated() -> Self {
        Self::new(
            401,
            "unauthenticated",
            "The request carries no valid access token",
        )
    }

    /// 403: the caller is known and may not do this.
    pub fn forbidden(code: impl Into<Cow<'static, str>>, title: impl Into<Cow<'static, str>>) -> Self {
        Self::new(403, code, title)
    }

    /// 404: there is no such thing, or none this caller may know of.
    pub fn not_found() -> Self {
        Self::new(404, "not_found", "There is nothing here")
    }

    /// 409: the thing is in a state that does not allow it.
    pub fn conflict(code: impl Into<Cow<'static, str>>, title: impl Into<Cow<'static, str>>) -> Self {
        Self::new(409, code, title)
    }

    /// 422: well-formed, and against a rule.
    pub fn unprocessable(code: impl Into<Cow<'static, str>>, title: impl Into<Cow<'static, str>>) -> Self {
        Self::new(422, code, title)
    }

    /// 503: it may work in `retry_after` seconds.
    pub fn unavailable(retry_after: u32) -> Self {
        Self::new(503, "unavailable", "The service cannot answer now").retry_after(retry_after)
    }

    /// 500: our fault. `request_id` is what the caller can quote.
    pub(crate) fn internal(request_id: &str) -> Self {
        Self::new(500, "internal", "Something went wrong on our side")
            .instance(format!("urn:request:{request_id}"))
    }

    /// Adds what is particular to this occurrence. No personal data.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.0.detail = Some(detail.into());
        self
    }

    /// Adds a URI of this occurrence.
    #[must_use]
    pub fn instance(mut self, instance: impl Into<String>) -> Self {
        self.0.instance = Some(instance.into());
        self
    }

    /// Adds the fault of a field.
    #[must_use]
    pub fn error(mut self, error: FieldError) -> Self {
        self.0.errors.push(error);
        self
    }

    /// Adds the faults of several fields.
    #[must_use]
    pub fn errors(mut self, errors: impl IntoIterator<Item = FieldError>) -> Self {
        self.0.errors.extend(errors);
        self
    }

    /// Adds a `Retry-After` header of that many seconds.
    #[must_use]
    pub fn retry_after(mut self, seconds: u32) -> Self {
        self.0.retry_after = Some(seconds);
        self
    }

    /// HTTP status.
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// Stable name.
    pub fn code(&self) -> &str {
        &self.0.code
    }
}

impl From<Problem> for HttpResponse {
    fn from(problem: Problem) -> Self {
        let response = Self::with_json(problem.0.status, "application/problem+json", &problem);
        match problem.0.retry_after {
            Some(seconds) => response.header("retry-after", seconds.to_string()),
            None => response,
        }
    }
}

impl From<Problem> for HttpError {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl<E: std::error::Error + Send + Sync + 'static> From<E> for HttpError {
    fn from(error: E) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl fmt::Debug for HttpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problem(problem) => write!(f, "Problem({} {})", problem.0.status, problem.0.code),
            Self::Internal(error) => write!(f, "Internal({error})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_problem_says_what_to_mend() {
        let problem = Problem::unprocessable("decree_invalid", "The decree breaks a rule")
            .detail("Two fields are to be mended.")
            .error(FieldError {
                field: "/bhtDate".into(),
                code: "date_order".into(),
                rule: "the ruling cannot be final before it was read".into(),
                mend: "compare both dates with the ruling".into(),
            });
        let response = serde_json::to_value(HttpResponse::from(problem)).unwrap();
        assert_eq!(response["statusCode"], 422);
        assert_eq!(response["headers"]["content-type"], "application/problem+json");
        let body: serde_json::Value = serde_json::from_str(response["body"].as_str().unwrap()).unwrap();
        assert_eq!(
            body,
            json!({
                "type": "/problems/decree_invalid",
                "title": "The decree breaks a rule",
                "status": 422,
                "code": "decree_invalid",
                "detail": "Two fields are to be mended.",
                "errors": [{
                    "field": "/bhtDate",
                    "code": "date_order",
                    "rule": "the ruling cannot be final before it was read",
                    "mend": "compare both dates with the ruling",
                }],
            })
        );
    }

    #[test]
    fn a_problem_is_never_a_success() {
        assert_eq!(Problem::new(200, "odd", "Odd").status(), 500);
    }

    #[test]
    fn a_busy_service_says_when_to_come_back() {
        let response = serde_json::to_value(HttpResponse::from(Problem::unavailable(30))).unwrap();
        assert_eq!(response["headers"]["retry-after"], "30");
        assert!(!response["body"].as_str().unwrap().contains("retry"));
    }
}
