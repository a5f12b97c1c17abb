//! Problem details (RFC 9457), with the codes and words of the contract.

use super::HttpResponse;
use crate::BoxError;
use std::fmt;
use tuntas_contract::ProblemCode;

/// What went wrong. The caller reads all of it but the seconds, which go into a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    told: Box<tuntas_contract::Problem>,
    retry_after: Option<u32>,
}

/// How a handler fails.
pub enum HttpError {
    /// Told to the caller as it is.
    Problem(Problem),
    /// Logged with its causes; the caller is told only the id of the request.
    Internal(BoxError),
}

impl Problem {
    /// 401: the caller is not known.
    pub(crate) fn unauthenticated() -> Self {
        ProblemCode::Unauthenticated.into()
    }

    /// 403: the caller is known, and its token does not have this scope.
    pub(crate) fn scope_missing(scope: &str) -> Self {
        let mut problem = Self::from(ProblemCode::ScopeMissing);
        problem.told.detail = format!("This operation needs the scope {scope}.");
        problem
    }

    /// 503: it may work in `retry_after` seconds.
    pub fn unavailable(retry_after: u32) -> Self {
        Self {
            retry_after: Some(retry_after),
            ..ProblemCode::Unavailable.into()
        }
    }

    /// 500: our fault. `request_id` is what the caller can quote.
    pub(crate) fn internal(request_id: &str) -> Self {
        tuntas_contract::Problem::new(ProblemCode::InternalError)
            .with_request_id(request_id)
            .into()
    }

    /// HTTP status.
    pub fn status(&self) -> u16 {
        self.told.status
    }

    /// Stable name.
    pub fn code(&self) -> &'static str {
        self.told.code.as_str()
    }
}

impl From<Problem> for HttpResponse {
    fn from(problem: Problem) -> Self {
        let response = Self::with_json(problem.status(), "application/problem+json", &problem.told);
        match problem.retry_after {
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
        Self {
            told: Box::new(refusal),
            retry_after: None,
        }
    }
}

impl From<ProblemCode> for Problem {
    fn from(code: ProblemCode) -> Self {
        tuntas_contract::Problem::new(code).into()
    }
}

impl fmt::Debug for HttpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problem(problem) => write!(f, "Problem({} {})", problem.status(), problem.code()),
            Self::Internal(error) => write!(f, "Internal({error})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn told(problem: Problem) -> Value {
        serde_json::from_str(HttpResponse::from(problem).body().unwrap()).unwrap()
    }

    #[test]
    fn a_missing_scope_is_named() {
        let problem = Problem::scope_missing("tuntas/print.desk");
        assert_eq!(
            told(problem),
            json!({
                "type": "urn:tuntas:problem:scope_missing",
                "title": ProblemCode::ScopeMissing.title(),
                "status": 403,
                "code": "scope_missing",
                "detail": "This operation needs the scope tuntas/print.desk.",
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
        let wanted = tuntas_contract::Problem::new(ProblemCode::WrongCode).with_attempts_left(3);
        assert_eq!(told(problem), serde_json::to_value(&wanted).unwrap());
        // The domain's own refusals are errors too: a handler has to say which code they mean.
        let error = HttpError::from(std::io::Error::other("secret"));
        assert!(matches!(error, HttpError::Internal(_)));
    }

    #[test]
    fn a_busy_service_says_when_to_come_back() {
        let response = HttpResponse::from(Problem::unavailable(30));
        assert_eq!(
            (response.status(), response.header_value("retry-after")),
            (503, Some("30"))
        );
        assert_eq!(
            response.header_value("content-type"),
            Some("application/problem+json")
        );
        assert!(!response.body().unwrap().contains("retry"));
    }
}
