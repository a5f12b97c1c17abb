//! Problem details (RFC 9457).

use super::HttpResponse;
use crate::BoxError;
use serde::Serialize;
use std::{borrow::Cow, fmt};
use tuntas_contract::ProblemCode;

/// What went wrong, for a program (`code`) and for a person (`title`, `detail`). The caller reads all of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Problem(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Details {
    /// `urn:tuntas:problem:<code>`.
    #[serde(rename = "type")]
    type_: String,
    title: Cow<'static, str>,
    status: u16,
    /// Stable name; part of the contract.
    code: Cow<'static, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
    #[serde(rename = "attemptsLeft", skip_serializing_if = "Option::is_none")]
    attempts_left: Option<u8>,
    #[serde(rename = "requestId", skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
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
            type_: format!("urn:tuntas:problem:{code}"),
            title: title.into(),
            status: if (400..600).contains(&status) { status } else { 500 },
            code,
            detail: None,
            errors: Vec::new(),
            attempts_left: None,
            request_id: None,
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
        ProblemCode::NotFound.into()
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
        Self::from(ProblemCode::Unavailable).retry_after(retry_after)
    }

    /// 500: our fault. `request_id` is what the caller can quote.
    pub(crate) fn internal(request_id: &str) -> Self {
        let mut problem = Self::from(ProblemCode::InternalError);
        problem.0.request_id = Some(request_id.to_owned());
        problem
    }

    /// Adds what is particular to this occurrence. No personal data.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.0.detail = Some(detail.into());
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

/// A refusal of the contract is told as it is; every other error is ours.
impl<E: std::error::Error + Send + Sync + 'static> From<E> for HttpError {
    fn from(error: E) -> Self {
        let error: BoxError = Box::new(error);
        match error.downcast::<tuntas_contract::Problem>() {
            Ok(refusal) => Self::Problem((*refusal).into()),
            Err(error) => Self::Internal(error),
        }
    }
}

impl From<tuntas_contract::Problem> for Problem {
    fn from(refusal: tuntas_contract::Problem) -> Self {
        Self(Box::new(Details {
            type_: refusal.r#type,
            title: refusal.title.into(),
            status: refusal.status,
            code: refusal.code.as_str().into(),
            detail: Some(refusal.detail),
            errors: refusal.errors.into_iter().map(FieldError::from).collect(),
            attempts_left: refusal.attempts_left,
            request_id: refusal.request_id,
            retry_after: None,
        }))
    }
}

impl From<ProblemCode> for Problem {
    fn from(code: ProblemCode) -> Self {
        tuntas_contract::Problem::new(code).into()
    }
}

impl From<tuntas_contract::FieldError> for FieldError {
    fn from(fault: tuntas_contract::FieldError) -> Self {
        Self {
            field: fault.field,
            code: fault.code,
            rule: fault.rule.into_owned(),
            mend: fault.mend.into_owned(),
        }
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
                "type": "urn:tuntas:problem:decree_invalid",
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
    fn a_refusal_of_the_contract_is_told_word_for_word() {
        fn refuse() -> Result<(), HttpError> {
            Err(tuntas_contract::Problem::new(ProblemCode::WrongCode).with_attempts_left(3))?
        }
        let HttpError::Problem(problem) = refuse().unwrap_err() else {
            panic!("a refusal is not a fault of ours");
        };
        let told = tuntas_contract::Problem::new(ProblemCode::WrongCode).with_attempts_left(3);
        assert_eq!(
            serde_json::to_value(&problem).unwrap(),
            serde_json::to_value(&told).unwrap()
        );
        // The domain's own refusals are errors too: a handler has to say which code they mean.
        let error = HttpError::from(std::io::Error::other("secret"));
        assert!(matches!(error, HttpError::Internal(_)));
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
