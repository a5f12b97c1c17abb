//! The HTTP client.

use std::{fmt, time::Duration};

use reqwest::{
    Method, StatusCode, Url,
    header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER},
};
use serde_json::Value;
use tuntas_domain::case::CourierStatus;

use super::{
    codes::{self, Meaning},
    reply::{self, Existing},
    request::{CancelRequest, OrderRequest},
};
use crate::{
    BookError, Booking, CancelError, CancelReason, Courier, Doubt, Order, OrderId, Patience, ReadError,
    Refusal, Unavailability, patience::Budget,
};

/// The largest reply that is read, in bytes.
const REPLY_LIMIT: usize = 512 * 1024;
/// A `Retry-After` is taken to mean at most this.
const RETRY_AFTER_LIMIT: Duration = Duration::from_hours(1);

/// How the key is put into the `authorization` header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeyStyle {
    /// The key alone, as the API docs say.
    #[default]
    Raw,
    /// `Bearer <key>`, as the help pages show.
    Bearer,
}

/// How to reach Biteship.
#[derive(Clone)]
pub struct Settings {
    /// `https://api.biteship.com`, or a simulator on the loopback interface. Plain `http` is accepted only there.
    pub base_url: String,
    /// `biteship_live.…` or `biteship_test.…`
    pub api_key: String,
    /// How the key is sent.
    pub key_style: KeyStyle,
    /// The courier company's code at Biteship.
    pub company: String,
    /// The company's service code; `instant` is a motorcycle at once.
    pub service: String,
    /// Time limits.
    pub patience: Patience,
}

impl Settings {
    /// Gojek instant, key sent raw, default patience.
    pub fn new(base_url: &str, api_key: &str) -> Self {
        Self {
            base_url: base_url.to_owned(),
            api_key: api_key.to_owned(),
            key_style: KeyStyle::Raw,
            company: "gojek".to_owned(),
            service: "instant".to_owned(),
            patience: Patience::default(),
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("base_url", &self.base_url)
            .field("company", &self.company)
            .field("service", &self.service)
            .field("patience", &self.patience)
            .finish_non_exhaustive()
    }
}

/// Settings that cannot work.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// Not a URL, not HTTP, or plain `http` to another machine.
    #[error("courier base URL must be https, or http on the loopback interface")]
    BaseUrl,
    /// The key is empty or cannot stand in a header.
    #[error("courier API key is empty or not printable")]
    ApiKey,
    /// The HTTP client could not be set up (no usable TLS roots).
    #[error("courier HTTP client could not be set up")]
    Client(#[source] reqwest::Error),
}

/// A client for Biteship. Cheap to clone; keeps its connections.
#[derive(Clone)]
pub struct Biteship {
    http: reqwest::Client,
    base: String,
    company: String,
    service: String,
    patience: Patience,
}

impl fmt::Debug for Biteship {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Biteship")
            .field("base", &self.base)
            .finish_non_exhaustive()
    }
}

/// One answer, whatever its status.
struct Reply {
    status: StatusCode,
    retry_after: Option<Duration>,
    /// `None` when the body is no JSON.
    body: Option<Value>,
}

/// No answer.
enum Silence {
    /// Nothing was sent.
    NotSent,
    /// Something was sent, or may have been.
    Lost(Doubt),
}

/// What one `POST /v1/orders` came to.
enum Posted {
    Made(Box<Order>),
    Exists(Existing),
    Failed { error: BookError, again: bool },
    InDoubt(Doubt),
}

impl Biteship {
    /// Sets the client up; nothing is sent yet.
    ///
    /// # Errors
    /// [`SettingsError`]
    pub fn new(settings: &Settings) -> Result<Self, SettingsError> {
        let url = Url::parse(&settings.base_url).map_err(|_| SettingsError::BaseUrl)?;
        let on_loopback = url.host_str().is_some_and(is_loopback);
        let scheme_fits = url.scheme() == "https" || (url.scheme() == "http" && on_loopback);
        if !scheme_fits || url.query().is_some() || url.fragment().is_some() {
            return Err(SettingsError::BaseUrl);
        }
        let key = match settings.key_style {
            KeyStyle::Raw => settings.api_key.clone(),
            KeyStyle::Bearer => format!("Bearer {}", settings.api_key),
        };
        let mut key = HeaderValue::from_str(&key).map_err(|_| SettingsError::ApiKey)?;
        if settings.api_key.trim().is_empty() {
            return Err(SettingsError::ApiKey);
        }
        key.set_sensitive(true);
        let mut builder = reqwest::Client::builder()
            .default_headers(HeaderMap::from_iter([(AUTHORIZATION, key)]))
            .connect_timeout(settings.patience.connect)
            // Repeating is decided here, by what is known of the effect, and a redirect would take the
            // addressee's address to another host.
            .retry(reqwest::retry::never())
            .redirect(reqwest::redirect::Policy::none())
            .user_agent("tuntas-couriers");
        if on_loopback {
            builder = builder.no_proxy();
        }
        Ok(Self {
            http: builder.build().map_err(SettingsError::Client)?,
            base: url.as_str().trim_end_matches('/').to_owned(),
            company: settings.company.clone(),
            service: settings.service.clone(),
            patience: settings.patience,
        })
    }

    /// Sends one request and reads its answer.
    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
        timeout: Duration,
    ) -> Result<Reply, Silence> {
        let mut request = self
            .http
            .request(method, format!("{}{path}", self.base))
            .timeout(timeout);
        if let Some(body) = body {
            request = request.header(CONTENT_TYPE, "application/json").body(body);
        }
        let mut response = request.send().await.map_err(|error| silence(&error))?;
        let retry_after = retry_after(response.headers());
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| silence(&error))? {
            if bytes.len() + chunk.len() > REPLY_LIMIT {
                return Err(Silence::Lost(Doubt::UnreadableReply));
            }
            bytes.extend_from_slice(&chunk);
        }
        let reply = Reply {
            status: response.status(),
            retry_after,
            body: reply::json(&bytes),
        };
        tracing::debug!(
            http.status = reply.status.as_u16(),
            courier.code = reply.body.as_ref().map_or(0, reply::code),
            "courier provider answered"
        );
        Ok(reply)
    }

    /// One `POST /v1/orders`.
    async fn post_order(&self, booking: &Booking, budget: &Budget) -> Posted {
        let Some(timeout) = budget.request_timeout() else {
            return unavailable(Unavailability::Unreachable, None, false);
        };
        let Ok(body) = serde_json::to_vec(&OrderRequest::new(booking, &self.company, &self.service)) else {
            return Posted::Failed {
                error: BookError::Refused {
                    code: 0,
                    reason: Refusal::Other,
                },
                again: false,
            };
        };
        match self.send(Method::POST, "/v1/orders", Some(body), timeout).await {
            Err(Silence::NotSent) => unavailable(Unavailability::Unreachable, None, true),
            Err(Silence::Lost(doubt)) => Posted::InDoubt(doubt),
            Ok(reply) => posted(reply, &booking.reference),
        }
    }

    /// The order that has our reference already.
    async fn existing(
        &self,
        existing: Existing,
        booking: &Booking,
        budget: &mut Budget,
    ) -> Result<Order, BookError> {
        let unknown = |doubt| BookError::Unknown { doubt };
        let Some(id) = existing.id else {
            return Err(unknown(Doubt::ExistingUnreadable));
        };
        let order = self
            .read(&id, budget)
            .await
            .map_err(|_| unknown(Doubt::ExistingUnreadable))?;
        let told = [existing.reference.as_deref(), order.reference.as_deref()];
        let ours = booking.reference.as_str();
        // At least one of the two answers has to say that it is ours, and neither that it is not.
        if told.iter().flatten().any(|theirs| *theirs != ours) || told.iter().all(Option::is_none) {
            return Err(unknown(Doubt::ReferenceMismatch));
        }
        Ok(Order {
            already_existed: true,
            ..order
        })
    }

    /// Asks once, by the same POST; why that is safe is told at the top of [`super`].
    async fn look_up(&self, booking: &Booking, budget: &mut Budget) -> Result<Order, BookError> {
        match self.post_order(booking, budget).await {
            Posted::Made(order) => Ok(*order),
            Posted::Exists(existing) => self.existing(existing, booking, budget).await,
            Posted::Failed { error, .. } => Err(error),
            Posted::InDoubt(doubt) => Err(BookError::Unknown { doubt }),
        }
    }

    /// `GET /v1/orders/:id`, repeated within the budget: reading has no effect.
    async fn read(&self, id: &OrderId, budget: &mut Budget) -> Result<Order, ReadError> {
        loop {
            let Some(timeout) = budget.request_timeout() else {
                return Err(ReadError::Unavailable {
                    cause: Unavailability::Provider,
                    retry_after: None,
                });
            };
            let (cause, retry_after) = match self
                .send(Method::GET, &format!("/v1/orders/{id}"), None, timeout)
                .await
            {
                Err(Silence::NotSent) => (Unavailability::Unreachable, None),
                Err(Silence::Lost(_)) => (Unavailability::Provider, None),
                Ok(reply) => {
                    let body = reply.body.as_ref();
                    let code = body.map_or(0, reply::code);
                    if reply.status.is_success() {
                        let order = body.filter(|body| reply::succeeded(body)).and_then(reply::order);
                        if let Some(order) = order.filter(|order| order.id == *id) {
                            return Ok(order);
                        }
                    }
                    if code == codes::ORDER_NOT_FOUND || reply.status == StatusCode::NOT_FOUND {
                        return Err(ReadError::NotFound);
                    }
                    let cause = no_effect_cause(reply.status, code);
                    if cause == Unavailability::Credentials {
                        return Err(ReadError::Unavailable {
                            cause,
                            retry_after: None,
                        });
                    }
                    (cause, reply.retry_after)
                }
            };
            if !budget.wait_to_retry(retry_after).await {
                return Err(ReadError::Unavailable { cause, retry_after });
            }
        }
    }
}

impl Courier for Biteship {
    fn provider(&self) -> &'static str {
        "biteship"
    }

    async fn book(&self, booking: &Booking) -> Result<Order, BookError> {
        let mut budget = Budget::start(self.patience);
        loop {
            match self.post_order(booking, &budget).await {
                Posted::Made(order) => return Ok(*order),
                Posted::Exists(existing) => return self.existing(existing, booking, &mut budget).await,
                Posted::Failed { error, again } => {
                    let asked = match &error {
                        BookError::Unavailable { retry_after, .. } => *retry_after,
                        _ => None,
                    };
                    if !again || !budget.wait_to_retry(asked).await {
                        return Err(error);
                    }
                }
                Posted::InDoubt(doubt) => {
                    tracing::warn!(courier.doubt = %doubt, "booking outcome unknown");
                    if !budget.settle().await {
                        return Err(BookError::Unknown { doubt });
                    }
                    return match self.look_up(booking, &mut budget).await {
                        // The look-up could not be made, so the first doubt stands.
                        Err(BookError::Unavailable { .. } | BookError::Unknown { .. }) => {
                            Err(BookError::Unknown { doubt })
                        }
                        settled => settled,
                    };
                }
            }
        }
    }

    async fn find_by_reference(&self, booking: &Booking) -> Result<Order, BookError> {
        self.look_up(booking, &mut Budget::start(self.patience)).await
    }

    async fn order(&self, id: &OrderId) -> Result<Order, ReadError> {
        self.read(id, &mut Budget::start(self.patience)).await
    }

    async fn cancel(&self, id: &OrderId, reason: CancelReason) -> Result<(), CancelError> {
        let mut budget = Budget::start(self.patience);
        let provider = Unavailability::Provider;
        let body = serde_json::to_vec(&CancelRequest::new(reason)).map_err(|_| CancelError::Unavailable {
            cause: provider,
            retry_after: None,
        })?;
        loop {
            let Some(timeout) = budget.request_timeout() else {
                return Err(CancelError::Unavailable {
                    cause: provider,
                    retry_after: None,
                });
            };
            let path = format!("/v1/orders/{id}/cancel");
            // Cancelling twice cancels once, so even a lost answer may be asked for again.
            let (cause, retry_after) = match self.send(Method::POST, &path, Some(body.clone()), timeout).await
            {
                Err(Silence::NotSent) => (Unavailability::Unreachable, None),
                Err(Silence::Lost(_)) => (provider, None),
                Ok(reply) => {
                    let body = reply.body.as_ref();
                    let code = body.map_or(0, reply::code);
                    let said_no = body.is_some_and(|body| !reply::succeeded(body));
                    match code {
                        codes::ORDER_NOT_FOUND => return Err(CancelError::NotFound),
                        codes::ALREADY_THAT_STATUS => return Ok(()),
                        codes::CANNOT_CANCEL_NOW => return self.why_not_cancelled(id, &mut budget).await,
                        _ if reply.status == StatusCode::NOT_FOUND => return Err(CancelError::NotFound),
                        _ if reply.status.is_success() && !said_no && body.is_some() => return Ok(()),
                        _ => {}
                    }
                    let cause = no_effect_cause(reply.status, code);
                    match codes::meaning(code) {
                        Meaning::Refused(_) => return Err(CancelError::Refused { code }),
                        Meaning::Later(Unavailability::Credentials) => {
                            return Err(CancelError::Unavailable {
                                cause,
                                retry_after: None,
                            });
                        }
                        _ => (cause, reply.retry_after),
                    }
                }
            };
            if !budget.wait_to_retry(retry_after).await {
                return Err(CancelError::Unavailable { cause, retry_after });
            }
        }
    }
}

impl Biteship {
    /// "Cannot cancel now" is also said of an order that is already cancelled.
    async fn why_not_cancelled(&self, id: &OrderId, budget: &mut Budget) -> Result<(), CancelError> {
        match self.read(id, budget).await {
            Ok(order) if order.status == CourierStatus::Cancelled => Ok(()),
            Ok(_) => Err(CancelError::TooLate),
            Err(ReadError::NotFound) => Err(CancelError::NotFound),
            Err(ReadError::Unavailable { cause, retry_after }) => {
                Err(CancelError::Unavailable { cause, retry_after })
            }
        }
    }
}

/// Sorts one answer to `POST /v1/orders`.
fn posted(reply: Reply, reference: &str) -> Posted {
    let Reply {
        status,
        retry_after,
        body,
    } = reply;
    if status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT {
        return Posted::InDoubt(Doubt::ServerError(status.as_u16()));
    }
    if status == StatusCode::TOO_MANY_REQUESTS {
        return unavailable(Unavailability::Throttled, retry_after, true);
    }
    let Some(body) = body else {
        return if status.is_success() {
            Posted::InDoubt(Doubt::UnreadableReply)
        } else {
            unavailable(no_effect_cause(status, 0), retry_after, false)
        };
    };
    if status.is_success() && reply::succeeded(&body) {
        return match reply::order(&body) {
            None => Posted::InDoubt(Doubt::UnreadableReply),
            Some(order)
                if order
                    .reference
                    .as_deref()
                    .is_some_and(|theirs| theirs != reference) =>
            {
                Posted::InDoubt(Doubt::ReferenceMismatch)
            }
            Some(order) => Posted::Made(Box::new(order)),
        };
    }
    let code = reply::code(&body);
    if code == codes::DUPLICATE_REFERENCE {
        return Posted::Exists(reply::existing(&body));
    }
    match codes::meaning(code) {
        Meaning::Refused(reason) => Posted::Failed {
            error: BookError::Refused { code, reason },
            again: false,
        },
        Meaning::Later(cause) => unavailable(cause, retry_after, false),
        Meaning::Unlisted if matches!(status, StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY) => {
            Posted::Failed {
                error: BookError::Refused {
                    code,
                    reason: Refusal::Other,
                },
                again: false,
            }
        }
        Meaning::Unlisted if status.is_success() => Posted::InDoubt(Doubt::UnreadableReply),
        Meaning::Unlisted => unavailable(no_effect_cause(status, code), retry_after, false),
    }
}

fn unavailable(cause: Unavailability, retry_after: Option<Duration>, again: bool) -> Posted {
    Posted::Failed {
        error: BookError::Unavailable { cause, retry_after },
        again,
    }
}

/// The cause behind an answer that did nothing, by its number or else its HTTP status.
fn no_effect_cause(status: StatusCode, code: u32) -> Unavailability {
    if let Meaning::Later(cause) = codes::meaning(code) {
        return cause;
    }
    match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Unavailability::Credentials,
        StatusCode::PAYMENT_REQUIRED => Unavailability::Balance,
        StatusCode::TOO_MANY_REQUESTS => Unavailability::Throttled,
        _ => Unavailability::Provider,
    }
}

/// Was anything sent before this error?
fn silence(error: &reqwest::Error) -> Silence {
    if error.is_connect() || error.is_builder() {
        Silence::NotSent
    } else if error.is_timeout() {
        Silence::Lost(Doubt::TimedOut)
    } else {
        Silence::Lost(Doubt::ConnectionLost)
    }
}

/// `Retry-After` in seconds. The form with a date is not used by this provider and would need a clock.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds: u64 = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds).min(RETRY_AFTER_LIMIT))
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host.ends_with(".localhost")
        || bare.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_only_for_the_loopback_interface() {
        for good in [
            "https://api.biteship.com",
            "http://127.0.0.1:4577",
            "http://localhost:1/",
            "http://[::1]:1",
        ] {
            assert!(Biteship::new(&Settings::new(good, "k")).is_ok(), "{good}");
        }
        for bad in [
            "http://api.biteship.com",
            "http://127.0.0.1.evil.example",
            "ftp://localhost",
            "",
            "https://a/?k=v",
        ] {
            assert!(
                matches!(
                    Biteship::new(&Settings::new(bad, "k")),
                    Err(SettingsError::BaseUrl)
                ),
                "{bad}"
            );
        }
        assert!(matches!(
            Biteship::new(&Settings::new("https://a.example", " ")),
            Err(SettingsError::ApiKey)
        ));
    }

    #[test]
    fn the_key_is_in_no_debug_output() {
        let settings = Settings::new("https://api.biteship.com", "biteship_live.rahasia");
        let shown = format!("{settings:?} {:?}", Biteship::new(&settings).unwrap());
        assert!(!shown.contains("rahasia"), "{shown}");
    }
}
