//! Requests as the gateway hands them on.

use std::collections::HashMap;

use aws_lambda_events::apigw::{
    ApiGatewayRequestAuthorizer, ApiGatewayRequestAuthorizerJwtDescription, ApiGatewayV2httpRequest,
};
use aws_lambda_events::http::{HeaderName, HeaderValue};
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
    /// What the gateway's authorizer proves of the sender.
    fn authorizer(self) -> Option<ApiGatewayRequestAuthorizer> {
        let (client, scope) = match self {
            Self::Court => ("court".to_owned(), "tuntas/decrees.write court/PA.Pas".to_owned()),
            Self::Officer(number) => (
                format!("officer-{number:02}"),
                format!(
                    "tuntas/print.desk tuntas/cases.desk tuntas/cases.approve officer/petugas-{number:02}"
                ),
            ),
            Self::Anyone => return None,
        };
        let mut jwt = ApiGatewayRequestAuthorizerJwtDescription::default();
        jwt.claims = HashMap::from([("client_id".to_owned(), client), ("scope".to_owned(), scope)]);
        let mut authorizer = ApiGatewayRequestAuthorizer::default();
        authorizer.jwt = Some(jwt);
        Some(authorizer)
    }
}

/// A request. `path` holds the parts of the address that name something, each by its name in the route.
pub(crate) fn request(
    sender: Sender,
    route: &str,
    path: &[(&str, &str)],
    headers: &[(&str, &str)],
    body: &[u8],
) -> HttpRequest {
    let mut event = ApiGatewayV2httpRequest::default();
    event.route_key = Some(route.to_owned());
    event.path_parameters = path
        .iter()
        .map(|(name, part)| ((*name).to_owned(), (*part).to_owned()))
        .collect();
    event.body = Some(String::from_utf8_lossy(body).into_owned());
    event.request_context.authorizer = sender.authorizer();
    for (name, value) in headers {
        let name = HeaderName::from_bytes(name.as_bytes()).expect("a header's name");
        event
            .headers
            .insert(name, HeaderValue::from_str(value).expect("a header's value"));
    }
    HttpRequest::from_event(event).expect("a small body")
}
