//! What owners of subscriptions send.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tuntas_webhooks::{Change, Kind, Reach, Target, TargetError};
use utoipa::ToSchema;

use crate::findings::{Findings, Pointer};
use crate::problem::{FieldError, Rule};
use crate::strict;

const EVENT: Rule = Rule::new(
    "event_unknown",
    "an event is a type of message of the guide",
    "send a type such as case.held, or leave events out for all of them",
);
const EVENTS: Rule = Rule::new(
    "events_empty",
    "the events are at least one, each once",
    "name each type once, or leave events out for all of them",
);
const REPLAY: Rule = Rule::new(
    "replay_of_what",
    "a replay names a message or a moment, and not both",
    "send message, or since",
);
const SINCE: Rule = Rule::new(
    "instant_form",
    "a moment is an instant of RFC 3339 with its offset",
    "send it like 2026-12-01T00:00:00Z",
);
const MESSAGE: Rule = Rule::new(
    "message_form",
    "a message is named as in webhook-id",
    "send the value of the header webhook-id, or message of a delivery",
);

/// A new subscription.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubscriptionRequest {
    /// Where messages are posted: `https`, port 443, a name that everybody can resolve.
    #[schema(example = "https://sipp.example.go.id/tuntas")]
    pub url: String,
    /// Types of messages, each once; all that concern the office if left out.
    #[serde(default)]
    #[schema(example = json!(["case.held", "case.register_updated"]))]
    pub events: Option<Vec<String>>,
}

/// A subscription that can be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscribing {
    /// Where.
    pub url: Target,
    /// Of what; `None` for everything.
    pub kinds: Option<Vec<Kind>>,
}

/// Whether anything is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SubscriptionStateName {
    /// Messages are sent.
    Active,
    /// Messages are noted down and wait.
    Disabled,
}

/// What is to be changed; what is left out stays.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubscriptionChangeRequest {
    /// Where messages are posted.
    #[serde(default)]
    #[schema(example = "https://sipp.example.go.id/tuntas")]
    pub url: Option<String>,
    /// Types of messages; `["*"]` for all that concern the office.
    #[serde(default)]
    #[schema(example = json!(["*"]))]
    pub events: Option<Vec<String>>,
    /// `active` sends what waits, at once; `disabled` sends nothing.
    #[serde(default, deserialize_with = "strict::optional_name")]
    pub state: Option<SubscriptionStateName>,
}

/// What is to be sent again.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReplayRequest {
    /// One message, by its `webhook-id`.
    #[serde(default)]
    pub message: Option<String>,
    /// Everything that happened since then.
    #[serde(default)]
    #[schema(example = "2026-12-01T00:00:00Z")]
    pub since: Option<String>,
}

/// What is to be sent again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replay {
    /// One message.
    Message(String),
    /// What happened since then.
    Since(Timestamp),
}

impl SubscriptionRequest {
    /// Reads a body.
    ///
    /// # Errors
    /// Every fault.
    pub fn parse(body: &[u8], reach: Reach) -> Result<Subscribing, Vec<FieldError>> {
        let request: Self = strict::read(body).map_err(|fault| vec![fault])?;
        let (mut f, root) = (Findings::default(), Pointer::root());
        let url = target(&mut f, &root.member("url"), &request.url, reach);
        let kinds = request
            .events
            .as_ref()
            .map(|events| kinds(&mut f, &root.member("events"), events));
        f.whole(url.map(|url| Subscribing {
            url,
            kinds: kinds.flatten(),
        }))
    }
}

impl SubscriptionChangeRequest {
    /// Reads a body.
    ///
    /// # Errors
    /// Every fault.
    pub fn parse(body: &[u8], reach: Reach) -> Result<Change, Vec<FieldError>> {
        let request: Self = strict::read(body).map_err(|fault| vec![fault])?;
        let (mut f, root) = (Findings::default(), Pointer::root());
        let url = request.url.as_ref();
        let change = Change {
            url: url.and_then(|url| target(&mut f, &root.member("url"), url, reach)),
            kinds: request
                .events
                .as_ref()
                .map(|events| kinds(&mut f, &root.member("events"), events)),
            active: request.state.map(|state| state == SubscriptionStateName::Active),
        };
        f.finish(change)
    }
}

impl ReplayRequest {
    /// Reads a body.
    ///
    /// # Errors
    /// Every fault.
    pub fn parse(body: &[u8]) -> Result<Replay, Vec<FieldError>> {
        let request: Self = strict::read(body).map_err(|fault| vec![fault])?;
        let (mut f, root) = (Findings::default(), Pointer::root());
        let replay = match (&request.message, &request.since) {
            (Some(message), None) => {
                let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
                let named = message.starts_with("msg_") && message.len() <= 128 && message.bytes().all(plain);
                if !named {
                    f.refuse(&root.member("message"), MESSAGE);
                }
                Some(Replay::Message(message.clone()))
            }
            (None, Some(since)) => {
                let since = since.parse().map(Replay::Since);
                since.map_err(|_| f.refuse(&root.member("since"), SINCE)).ok()
            }
            _ => {
                f.refuse(&root, REPLAY);
                None
            }
        };
        f.whole(replay)
    }
}

fn target(f: &mut Findings, at: &Pointer, text: &str, reach: Reach) -> Option<Target> {
    let rule = |error: TargetError| Rule::new(error.code(), error.rule(), error.mend());
    Target::parse(text, reach)
        .map_err(|error| f.refuse(at, rule(error)))
        .ok()
}

/// `None` for everything.
fn kinds(f: &mut Findings, at: &Pointer, events: &[String]) -> Option<Vec<Kind>> {
    if events == ["*"] {
        return None;
    }
    let mut kinds = BTreeSet::new();
    for (index, event) in events.iter().enumerate() {
        match event.parse::<Kind>() {
            Ok(kind) => drop(kinds.insert(kind)),
            Err(_) => f.refuse(&at.item(index), EVENT),
        }
    }
    if f.errors.is_empty() && (events.is_empty() || kinds.len() != events.len()) {
        f.refuse(at, EVENTS);
    }
    Some(kinds.into_iter().collect())
}
