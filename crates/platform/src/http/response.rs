//! An answer, in the form API Gateway expects (payload version 2.0).

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::Serialize;
use std::{borrow::Cow, collections::BTreeMap, fmt};

/// Sent with every answer: nothing is kept by a cache, guessed by a browser, framed, or told to another site.
const SECURITY_HEADERS: [(&str, &str); 4] = [
    ("cache-control", "no-store"),
    (
        "content-security-policy",
        "default-src 'none'; frame-ancestors 'none'",
    ),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
];

/// An answer. `Debug` shows its status only.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HttpResponse {
    status_code: u16,
    headers: BTreeMap<Cow<'static, str>, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    is_base64_encoded: bool,
}

impl HttpResponse {
    /// An answer without a body, such as 204.
    pub fn empty(status: u16) -> Self {
        let headers = SECURITY_HEADERS
            .into_iter()
            .map(|(name, value)| (Cow::Borrowed(name), value.to_owned()))
            .collect();
        Self {
            status_code: status,
            headers,
            body: None,
            is_base64_encoded: false,
        }
    }

    /// A JSON answer.
    pub fn json(status: u16, body: &impl Serialize) -> Self {
        Self::with_json(status, "application/json", body)
    }

    /// 202: the work was accepted and can be followed at `location`.
    pub fn accepted(location: impl Into<String>, body: &impl Serialize) -> Self {
        Self::json(202, body).header("location", location)
    }

    /// A text of any type, such as `text/html; charset=utf-8`. A page must relax `content-security-policy`
    /// itself, with [`HttpResponse::header`].
    pub fn text(status: u16, content_type: &str, body: impl Into<String>) -> Self {
        let mut response = Self::empty(status).header("content-type", content_type);
        response.body = Some(body.into());
        response
    }

    /// Bytes of any type, such as `application/pdf`.
    pub fn bytes(status: u16, content_type: &str, body: &[u8]) -> Self {
        let mut response = Self::text(status, content_type, STANDARD.encode(body));
        response.is_base64_encoded = true;
        response
    }

    /// Sets a header; `name` in lower case.
    #[must_use]
    pub fn header(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        self.headers.insert(name.into(), value.into());
        self
    }

    /// HTTP status.
    pub const fn status(&self) -> u16 {
        self.status_code
    }

    /// The body of a text answer; of a binary one, its base64.
    pub fn body(&self) -> Option<&str> {
        self.body.as_deref()
    }

    /// A header; `name` in lower case.
    pub fn header_value(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    pub(super) fn with_json(status: u16, content_type: &str, body: &impl Serialize) -> Self {
        match serde_json::to_string(body) {
            Ok(body) => Self::text(status, content_type, body),
            Err(error) => {
                // A type whose JSON has no form, such as a map with keys that are no text: a fault of ours.
                tracing::error!(category = ?error.classify(), "the answer could not be written as JSON");
                Self::text(500, "application/problem+json", UNWRITABLE)
            }
        }
    }
}

const UNWRITABLE: &str = r#"{"type":"urn:tuntas:problem:internal_error","title":"Something failed on our side","status":500,"code":"internal_error"}"#;

impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpResponse")
            .field("status", &self.status_code)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::collections::HashMap;

    #[test]
    fn accepted_work_has_a_place_to_look_at() {
        let response = HttpResponse::accepted("/v1/decrees/1", &json!({ "id": "1" }));
        assert_eq!(
            serde_json::to_value(&response).unwrap(),
            json!({
                "statusCode": 202,
                "headers": {
                    "cache-control": "no-store",
                    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
                    "content-type": "application/json",
                    "location": "/v1/decrees/1",
                    "referrer-policy": "no-referrer",
                    "x-content-type-options": "nosniff",
                },
                "body": "{\"id\":\"1\"}",
                "isBase64Encoded": false,
            })
        );
    }

    #[test]
    fn bytes_travel_as_base64() {
        let response =
            serde_json::to_value(HttpResponse::bytes(200, "application/pdf", b"%PDF\xff")).unwrap();
        assert_eq!(
            (&response["body"], &response["isBase64Encoded"]),
            (&json!("JVBERv8="), &json!(true))
        );
    }

    #[test]
    fn every_answer_has_the_security_headers() {
        for response in [
            HttpResponse::empty(204),
            HttpResponse::bytes(200, "application/pdf", b""),
        ] {
            for (name, value) in SECURITY_HEADERS {
                assert_eq!(response.header_value(name), Some(value));
            }
        }
        let page =
            HttpResponse::text(200, "text/html", "").header("content-security-policy", "default-src 'self'");
        assert_eq!(
            page.header_value("content-security-policy"),
            Some("default-src 'self'")
        );
    }

    #[test]
    fn an_answer_that_has_no_json_is_our_fault() {
        let unwritable = HashMap::from([(vec![1], 1)]);
        assert_eq!(HttpResponse::json(200, &unwritable).status(), 500);
        let told: serde_json::Value = serde_json::from_str(UNWRITABLE).unwrap();
        assert_eq!(told["code"], "internal_error");
    }
}
