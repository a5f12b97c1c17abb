//! A request as a handler reads it.

use super::{FieldError, Problem};
use aws_lambda_events::event::apigw::ApiGatewayV2httpRequest;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::de::DeserializeOwned;
use std::{
    collections::{BTreeSet, HashMap},
    fmt,
};

/// Longest body accepted, in bytes. A decree with ten children takes about 10 KiB.
pub const MAX_BODY_BYTES: usize = 256 * 1024;

/// A request. `Debug` shows its route and id only.
pub struct HttpRequest {
    route: String,
    request_id: String,
    path: HashMap<String, String>,
    query: HashMap<String, String>,
    headers: HashMap<String, String>,
    body: Vec<u8>,
    caller: Option<Caller>,
}

/// Who sent the request, as the authorizer proved it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// `OAuth2` client id.
    pub client_id: String,
    /// Scopes of the access token, such as `tuntas/decrees.write`.
    pub scopes: BTreeSet<String>,
}

impl Caller {
    /// Whether the access token has that scope.
    pub fn may(&self, scope: &str) -> bool {
        self.scopes.contains(scope)
    }
}

impl HttpRequest {
    /// Takes the request out of its event.
    ///
    /// # Errors
    /// A 413 problem when the body exceeds [`MAX_BODY_BYTES`], a 400 when its base64 is broken.
    pub fn from_event(event: ApiGatewayV2httpRequest) -> Result<Self, Problem> {
        let body = match (event.body, event.is_base64_encoded) {
            (None, _) => Vec::new(),
            // Decoding shrinks it to three quarters: refuse what cannot fit before spending time on it.
            (Some(text), true) if text.len() / 4 * 3 > MAX_BODY_BYTES + 3 => return Err(too_large()),
            (Some(text), true) => STANDARD.decode(text).map_err(|_| {
                Problem::bad_request("body_not_base64", "The body could not be decoded from base64")
            })?,
            (Some(text), false) => text.into_bytes(),
        };
        if body.len() > MAX_BODY_BYTES {
            return Err(too_large());
        }
        let mut headers: HashMap<String, String> = HashMap::new();
        for (name, value) in &event.headers {
            let Ok(value) = value.to_str() else { continue };
            // `HeaderName` is lower-case already.
            headers
                .entry(name.as_str().to_owned())
                .and_modify(|known| {
                    known.push_str(", ");
                    known.push_str(value);
                })
                .or_insert_with(|| value.to_owned());
        }
        let query = event
            .query_string_parameters
            .iter()
            .fold(HashMap::new(), |mut query, (name, value)| {
                query.entry(name.to_owned()).or_insert_with(|| value.to_owned());
                query
            });
        let caller = event
            .request_context
            .authorizer
            .and_then(|authorizer| authorizer.jwt)
            .and_then(|jwt| {
                let client_id = jwt.claims.get("client_id").filter(|id| !id.is_empty())?.clone();
                let scopes = jwt.claims.get("scope").map_or_else(BTreeSet::new, |scopes| {
                    scopes.split_whitespace().map(str::to_owned).collect()
                });
                Some(Caller { client_id, scopes })
            });
        Ok(Self {
            route: event
                .route_key
                .or(event.request_context.route_key)
                .unwrap_or_default(),
            request_id: event.request_context.request_id.unwrap_or_default(),
            path: event.path_parameters,
            query,
            headers,
            body,
            caller,
        })
    }

    /// The route that matched, such as `GET /v1/decrees/{id}`: never holds a value of the path.
    pub fn route(&self) -> &str {
        &self.route
    }

    /// API Gateway's id of the request.
    pub fn request_id(&self) -> &str {
        &self.request_id
    }

    /// A part of the path, such as `id` of `/v1/decrees/{id}`.
    pub fn path(&self, name: &str) -> Option<&str> {
        self.path.get(name).map(String::as_str)
    }

    /// A query parameter, decoded. Of a repeated one, the first.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(String::as_str)
    }

    /// A header; capitals in `name` do not matter. Repeated headers are joined by `, `.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(&name.to_ascii_lowercase()).map(String::as_str)
    }

    /// The body, byte for byte as it was sent.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// A 400 problem `body_not_json` when it is not JSON, a 422 `body_invalid` with the field when it is another
    /// JSON than expected.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let mut reader = serde_json::Deserializer::from_slice(&self.body);
        let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
            let field = pointer(error.path());
            unreadable(error.inner(), field)
        })?;
        reader.end().map_err(|error| unreadable(&error, String::new()))?;
        Ok(value)
    }

    /// The caller the authorizer proved; `None` on a public route.
    pub fn caller(&self) -> Option<&Caller> {
        self.caller.as_ref()
    }

    /// The caller, if its access token has that scope. The route's authorizer asks for it first; asked again
    /// here, a mistake in the routes opens nothing.
    ///
    /// # Errors
    /// A 401 problem without a caller, a 403 problem `scope_missing` without the scope.
    pub fn require_scope(&self, scope: &str) -> Result<&Caller, Problem> {
        let caller = self.caller().ok_or_else(Problem::unauthenticated)?;
        if caller.may(scope) {
            return Ok(caller);
        }
        Err(
            Problem::forbidden("scope_missing", "The access token lacks a scope")
                .detail(format!("This operation needs the scope {scope}.")),
        )
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest")
            .field("route", &self.route)
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}

fn too_large() -> Problem {
    Problem::new(413, "body_too_large", "The body is too large")
        .detail(format!("At most {MAX_BODY_BYTES} bytes are accepted."))
}

fn unreadable(error: &serde_json::Error, field: String) -> Problem {
    let place = format!("line {}, column {}", error.line(), error.column());
    if error.is_data() {
        return Problem::unprocessable("body_invalid", "The body is not what this operation expects").error(
            FieldError {
                field,
                code: "unexpected".into(),
                rule: rule(error),
                mend: format!("compare the body at {place} with the description of the operation"),
            },
        );
    }
    Problem::bad_request("body_not_json", "The body is not JSON")
        .detail(format!("Reading stopped at {place}."))
}

/// What serde expected, without the value it found: that a field is missing may be told, what stood in it may
/// not.
fn rule(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let said = said
        .rsplit_once(" at line ")
        .map_or(said.as_str(), |(said, _)| said);
    if said.starts_with("missing field") || said.starts_with("unknown field") {
        return said.to_owned();
    }
    said.rsplit_once(", expected ").map_or_else(
        || "the value has the wrong form".to_owned(),
        |(_, expected)| format!("expected {expected}"),
    )
}

/// A serde path as a JSON pointer.
fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
            Segment::Enum { .. } | Segment::Unknown => String::new(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use serde_json::{Value, json};

    /// The event of a court's request, with `changes` to its top-level members.
    fn event(changes: &Value) -> ApiGatewayV2httpRequest {
        let mut event = json!({
            "version": "2.0",
            "routeKey": "GET /v1/decrees/{id}",
            "rawPath": "/v1/decrees/abc",
            "rawQueryString": "reference=0318%2FPdt.G%2F2015%2FPA.Pas",
            "headers": { "Idempotency-Key": "k-1", "x-court-signature": "h..s" },
            "queryStringParameters": { "reference": "0318/Pdt.G/2015/PA.Pas" },
            "pathParameters": { "id": "abc" },
            "requestContext": {
                "routeKey": "GET /v1/decrees/{id}",
                "requestId": "r-1",
                "authorizer": { "jwt": {
                    "claims": { "client_id": "court", "scope": "tuntas/decrees.write court/PA.Pas" },
                    "scopes": null,
                } },
                "http": { "method": "GET", "path": "/v1/decrees/abc", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "t" },
                "timeEpoch": 1,
            },
            "isBase64Encoded": false,
        });
        for (name, value) in changes.as_object().unwrap() {
            event[name] = value.clone();
        }
        serde_json::from_value(event).unwrap()
    }

    fn request(changes: &Value) -> Result<HttpRequest, Problem> {
        HttpRequest::from_event(event(changes))
    }

    #[test]
    fn a_request_is_read_whole() {
        let request = request(&json!({ "body": "{\"a\":1}" })).unwrap();
        assert_eq!(request.route(), "GET /v1/decrees/{id}");
        assert_eq!(request.request_id(), "r-1");
        assert_eq!(request.path("id"), Some("abc"));
        assert_eq!(request.query("reference"), Some("0318/Pdt.G/2015/PA.Pas"));
        assert_eq!(request.query("cursor"), None);
        for name in ["Idempotency-Key", "idempotency-key", "IDEMPOTENCY-KEY"] {
            assert_eq!(request.header(name), Some("k-1"), "{name}");
        }
        assert_eq!(request.body(), b"{\"a\":1}");
    }

    #[test]
    fn the_body_is_kept_byte_for_byte() {
        let bytes = b"{ \"nama\" :\t\"\xC3\xA9\" }\r\n".to_vec();
        let encoded = json!({ "body": STANDARD.encode(&bytes), "isBase64Encoded": true });
        assert_eq!(request(&encoded).unwrap().body(), bytes);
        let text = json!({ "body": String::from_utf8(bytes.clone()).unwrap() });
        assert_eq!(request(&text).unwrap().body(), bytes);
        assert_eq!(request(&json!({})).unwrap().body(), b"");
        let broken = request(&json!({ "body": "!", "isBase64Encoded": true })).unwrap_err();
        assert_eq!((broken.status(), broken.code()), (400, "body_not_base64"));
    }

    #[test]
    fn a_body_may_have_256_kib_and_no_more() {
        for encoded in [false, true] {
            let body = |length: usize| {
                let text = "x".repeat(length);
                let text = if encoded { STANDARD.encode(text) } else { text };
                request(&json!({ "body": text, "isBase64Encoded": encoded }))
            };
            assert_eq!(body(MAX_BODY_BYTES).unwrap().body().len(), MAX_BODY_BYTES);
            assert_eq!(body(MAX_BODY_BYTES + 1).unwrap_err().status(), 413);
            assert_eq!(body(MAX_BODY_BYTES * 4).unwrap_err().code(), "body_too_large");
        }
    }

    #[test]
    fn only_a_proven_scope_opens_an_operation() {
        let court = request(&json!({})).unwrap();
        assert_eq!(court.require_scope("court/PA.Pas").unwrap().client_id, "court");
        let refused = court.require_scope("court/PA.Pa").unwrap_err();
        assert_eq!((refused.status(), refused.code()), (403, "scope_missing"));

        let context = |authorizer: Value| {
            json!({ "requestContext": {
                "authorizer": authorizer,
                "http": { "method": "GET", "path": "/", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "t" },
                "timeEpoch": 1,
            } })
        };
        for nobody in [
            json!(null),
            json!({ "jwt": { "claims": { "scope": "tuntas/decrees.write" } } }),
            json!({ "lambda": { "client_id": "court", "scope": "tuntas/decrees.write" } }),
        ] {
            let request = request(&context(nobody)).unwrap();
            assert_eq!(request.caller(), None);
            assert_eq!(
                request
                    .require_scope("tuntas/decrees.write")
                    .unwrap_err()
                    .status(),
                401
            );
        }
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Decree {
        #[expect(dead_code, reason = "only its reading is tested")]
        parties: Vec<Person>,
    }

    #[derive(Debug, Deserialize)]
    struct Person {
        #[expect(dead_code, reason = "only its reading is tested")]
        rt: u8,
    }

    #[test]
    fn a_wrong_field_is_named_and_its_value_never_repeated() {
        let refusal = |body: &str| {
            request(&json!({ "body": body }))
                .unwrap()
                .json::<Decree>()
                .unwrap_err()
        };
        let errors = |problem: &Problem| serde_json::to_value(problem).unwrap()["errors"].clone();

        let wrong = refusal(r#"{"parties":[{"rt":3},{"rt":"Siti Aminah"}]}"#);
        assert_eq!((wrong.status(), wrong.code()), (422, "body_invalid"));
        assert_eq!(errors(&wrong)[0]["field"], "/parties/1/rt");
        assert_eq!(errors(&wrong)[0]["rule"], "expected u8");
        assert!(!serde_json::to_string(&wrong).unwrap().contains("Siti"));

        let missing = refusal(r#"{"parties":[{}]}"#);
        assert_eq!(errors(&missing)[0]["field"], "/parties/0");
        assert_eq!(errors(&missing)[0]["rule"], "missing field `rt`");
        assert_eq!(
            errors(&refusal(r#"{"x":1}"#))[0]["rule"],
            "unknown field `x`, expected `parties`"
        );

        for broken in ["", "{", "{\"parties\":[]} trailing", "\u{feff}{}"] {
            let problem = refusal(broken);
            assert_eq!(
                (problem.status(), problem.code()),
                (400, "body_not_json"),
                "{broken}"
            );
        }
        assert!(
            request(&json!({ "body": "{\"parties\":[]} \n" }))
                .unwrap()
                .json::<Decree>()
                .is_ok()
        );
    }

    #[test]
    fn debug_shows_no_content() {
        let shown = format!("{:?}", request(&json!({ "body": "rahasia" })).unwrap());
        assert!(
            shown.contains("GET /v1/decrees/{id}") && !shown.contains("rahasia") && !shown.contains("k-1")
        );
    }
}
