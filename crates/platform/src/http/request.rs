//! A request as a handler reads it.

use super::Problem;
use aws_lambda_events::event::apigw::ApiGatewayV2httpRequest;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::{
    collections::{BTreeSet, HashMap},
    fmt,
};
use tuntas_contract::{MAX_BODY_BYTES, ProblemCode};

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

    /// Whether the token acts for that court: it has the scope `court/<code>`.
    pub fn acts_for(&self, court: &str) -> bool {
        self.scopes
            .iter()
            .any(|scope| scope.strip_prefix("court/") == Some(court))
    }

    /// The officer the token stands for: the code in the one scope `officer/<code>` it carries. A token of nobody, or of
    /// two, is no officer's.
    pub fn officer(&self) -> Option<&str> {
        self.only("officer/")
    }

    /// The officer of the police the token stands for: the code in the one scope `police/<code>` it carries.
    pub fn police(&self) -> Option<&str> {
        self.only("police/")
    }

    /// The officer of an aid office the token stands for: the code in the one scope `aid/<code>` it carries.
    pub fn aid(&self) -> Option<&str> {
        self.only("aid/")
    }

    /// What stands behind the one scope with that beginning.
    fn only(&self, beginning: &str) -> Option<&str> {
        let mut codes = self
            .scopes
            .iter()
            .filter_map(|scope| scope.strip_prefix(beginning));
        let code = codes.next()?;
        codes.next().is_none().then_some(code)
    }
}

impl HttpRequest {
    /// Takes the request out of its event.
    ///
    /// # Errors
    /// A 413 problem when the body exceeds [`MAX_BODY_BYTES`]; a 500 when the gateway's own base64 is broken.
    pub fn from_event(event: ApiGatewayV2httpRequest) -> Result<Self, Problem> {
        let request_id = event.request_context.request_id.unwrap_or_default();
        let too_large = || Err(ProblemCode::BodyTooLarge.into());
        let body = match (event.body, event.is_base64_encoded) {
            (None, _) => Vec::new(),
            // Decoding shrinks it to three quarters: refuse what cannot fit before spending time on it.
            (Some(text), true) if text.len() / 4 * 3 > MAX_BODY_BYTES + 3 => return too_large(),
            (Some(text), true) => STANDARD
                .decode(text)
                .map_err(|_| Problem::internal(&request_id))?,
            (Some(text), false) => text.into_bytes(),
        };
        if body.len() > MAX_BODY_BYTES {
            return too_large();
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
            request_id,
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

    /// Whether the body is a browser's form (`application/x-www-form-urlencoded`).
    pub fn is_form(&self) -> bool {
        self.header("content-type").is_some_and(|kind| {
            let essence = kind.split(';').next().unwrap_or_default().trim();
            essence.eq_ignore_ascii_case("application/x-www-form-urlencoded")
        })
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
        Err(Problem::scope_missing(scope))
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

#[cfg(test)]
mod tests {
    use super::*;
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
        assert_eq!((broken.status(), broken.code()), (500, "internal_error"));
    }

    #[test]
    fn a_page_begins_where_the_list_said_or_nowhere() {
        let asked = |query: Value| request(&json!({ "queryStringParameters": query })).unwrap();
        let row = |text: &str| text.parse::<u8>().ok();
        let ours = asked(json!({ "cursor": "12", "limit": "7" }));
        assert_eq!((ours.limit(), ours.cursor(row)), (Ok(7), Ok(Some(12))));
        assert_eq!(asked(json!({})).cursor(row), Ok(None));
        for wrong in ["", "x", "300"] {
            let asked = asked(json!({ "cursor": wrong, "limit": wrong }));
            let refused = asked.cursor(row).unwrap_err();
            assert_eq!(
                (refused.status(), refused.code()),
                (400, "cursor_invalid"),
                "{wrong}"
            );
            assert_eq!(asked.limit().unwrap_err().code(), "limit_invalid", "{wrong}");
        }
    }

    #[test]
    fn a_body_may_have_64_kib_and_no_more() {
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
        let caller = court.require_scope("court/PA.Pas").unwrap();
        assert_eq!(caller.client_id, "court");
        assert!(caller.acts_for("PA.Pas"));
        for other in ["PA.Pa", "PA.Bgl", "", "court/PA.Pas"] {
            assert!(!caller.acts_for(other), "{other}");
        }
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

    #[test]
    fn debug_shows_no_content() {
        let shown = format!("{:?}", request(&json!({ "body": "rahasia" })).unwrap());
        assert!(
            shown.contains("GET /v1/decrees/{id}") && !shown.contains("rahasia") && !shown.contains("k-1")
        );
    }
}
