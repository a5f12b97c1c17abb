//! The code as it was typed in: by a program as JSON, by a person in the page's form.

use tuntas_contract::{FieldError, HandoverCodeRequest, Problem, ProblemCode};
use tuntas_platform::http::HttpRequest;

/// How the answer is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// As JSON.
    Json,
    /// As a page.
    Page,
}

impl Form {
    /// What a code was sent in.
    pub(crate) fn sent(request: &HttpRequest) -> Self {
        if request.is_form() { Self::Page } else { Self::Json }
    }

    /// What a reader of an address wants; a browser says so.
    pub(crate) fn wanted(request: &HttpRequest) -> Self {
        let page = request
            .header("accept")
            .is_some_and(|accept| accept.contains("text/html"));
        if page { Self::Page } else { Self::Json }
    }
}

/// Why no code can be read. A malformed code costs no try.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// Nothing was sent.
    Empty,
    /// Something else than six digits was sent.
    Malformed(Vec<FieldError>),
}

impl From<Unreadable> for Problem {
    fn from(unreadable: Unreadable) -> Self {
        match unreadable {
            Unreadable::Empty => Self::new(ProblemCode::BodyEmpty),
            Unreadable::Malformed(errors) => Self::new(ProblemCode::RequestInvalid).with_errors(errors),
        }
    }
}

/// The six digits.
pub(crate) fn code(body: &[u8], form: Form) -> Result<String, Unreadable> {
    if body.is_empty() {
        return Err(Unreadable::Empty);
    }
    match form {
        Form::Json => HandoverCodeRequest::parse(body).map_err(Unreadable::Malformed),
        Form::Page => field(body).ok_or(Unreadable::Malformed(Vec::new())),
    }
}

/// The field `code` of a URL-encoded form. Only digits can be right, so only the blanks and hyphens that people put
/// between them are decoded.
fn field(body: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?;
    let value = text.split('&').find_map(|pair| pair.strip_prefix("code="))?;
    let digits = value.replace("%20", "").replace(['+', '-'], "");
    (digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        for typed in [
            "code=042917",
            "code=042+917",
            "a=1&code=042-917",
            "code=042%20917&b=",
        ] {
            assert_eq!(field(typed.as_bytes()).as_deref(), Some("042917"), "{typed}");
        }
        for typed in [
            "",
            "code=",
            "code=04291",
            "code=0429170",
            "kode=042917",
            "code=%D9%A042917",
            "code=04291x",
        ] {
            assert_eq!(field(typed.as_bytes()), None, "{typed}");
        }
        assert_eq!(field(b"code=\xff"), None);
    }
}
