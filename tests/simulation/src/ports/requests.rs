//! Requests as the gateway hands them on.

use serde_json::{Value, json};
use tuntas_platform::http::HttpRequest;

/// Whose token a request carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sender {
    /// The court's system.
    Court,
    /// An officer of the registry, by number.
    Officer(u8),
    /// Somebody without an account.
    Anyone,
}

impl Sender {
    fn authorizer(self) -> Value {
        let (client, scope) = match self {
            Self::Court => ("court".to_owned(), "tuntas/decrees.write court/PA.Pas".to_owned()),
            Self::Officer(number) => (
                format!("officer-{number:02}"),
                format!("tuntas/print.desk officer/petugas-{number:02}"),
            ),
            Self::Anyone => return Value::Null,
        };
        json!({ "jwt": { "claims": { "client_id": client, "scope": scope }, "scopes": [] } })
    }
}

/// A request. `path` holds the part of the address that names something, by its name in the route.
pub(crate) fn request(
    sender: Sender,
    route: &str,
    path: (&str, &str),
    headers: &[(&str, &str)],
    body: &[u8],
) -> HttpRequest {
    let headers: serde_json::Map<String, Value> = headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), json!(value)))
        .collect();
    let event = json!({
        "routeKey": route,
        "headers": headers,
        "pathParameters": { path.0: path.1 },
        "body": String::from_utf8_lossy(body),
        "requestContext": {
            "requestId": "request",
            "authorizer": sender.authorizer(),
            "http": { "method": "POST", "path": "/", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "t" },
            "timeEpoch": 1,
        },
    });
    let read = serde_json::from_value(event).map(HttpRequest::from_event);
    match read {
        Ok(Ok(request)) => request,
        _ => unreachable!("the gateway's own form"),
    }
}
