//! What owners of subscriptions see.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tuntas_webhooks::{Delivery, Kind, Standing, State, Subscription};
use utoipa::ToSchema;
use uuid::Uuid;

use super::SubscriptionStateName;

/// A subscription.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionView {
    /// Its name.
    pub id: Uuid,
    /// Whose it is: `court/<code>`, `registry`, `police` or `aid/<code>`.
    #[schema(example = "court/PA.Pas")]
    pub owner: String,
    /// Where messages are posted.
    pub url: String,
    /// Types of messages; `["*"]` for all that concern the office.
    pub events: Vec<String>,
    /// Whether anything is sent.
    pub state: SubscriptionStateName,
    /// Why it is disabled.
    pub disabled: Option<DisabledView>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub created: Timestamp,
    /// The first failure after which nothing has arrived.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub failing_since: Option<Timestamp>,
    /// The newest secret; the first one is 1.
    pub secret_generation: u32,
}

/// Why nothing is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DisabledView {
    /// `owner`, `gone` (the receiver answered 410) or `failing` (nothing arrived for five days).
    #[schema(example = "failing")]
    pub why: String,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
}

/// A subscription with its secret, which is shown this once.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionSecret {
    /// The subscription.
    pub subscription: SubscriptionView,
    /// Verifies `v1` signatures (HMAC-SHA256): `whsec_` and base64. Keep it as a password.
    #[schema(example = "whsec_Q09OVE9IQ09OVE9IQ09OVE9IQ09OVE9IQ09OVE9IQ08=")]
    pub secret: String,
    /// Verifies `v1a` signatures (Ed25519): `whpk_` and base64. No secret.
    #[schema(example = "whpk_Q09OVE9IQ09OVE9IQ09OVE9IQ09OVE9IQ09OVE9IQ08=")]
    pub public_key: String,
}

/// An office's subscriptions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Subscriptions {
    /// All of them, ten at most.
    pub subscriptions: Vec<SubscriptionView>,
}

/// Messages of a subscription, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Deliveries {
    /// The messages of thirty days.
    pub deliveries: Vec<DeliveryView>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// A message on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryView {
    /// Its name, in `webhook-id`.
    #[schema(example = "msg_1796090584500000000_case_0198a2b45c6d7e8f9a0b1c2d3e4f5a6b_000003")]
    pub message: String,
    /// Its type.
    #[schema(example = "case.register_updated")]
    pub r#type: String,
    /// When it happened.
    #[schema(value_type = String, format = DateTime)]
    pub timestamp: Timestamp,
    /// `pending`, `delivered`, `failed`, or `withdrawn`: the consent it was told under was taken back.
    #[schema(example = "pending")]
    pub state: String,
    /// When it is tried next, if it is pending.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next: Option<Timestamp>,
    /// The last tries, oldest first.
    pub attempts: Vec<AttemptView>,
}

/// A try.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AttemptView {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// `answered`, `timed_out`, `unreachable` or `address_refused` (the name leads nowhere in the public internet).
    #[schema(example = "answered")]
    pub outcome: String,
    /// The HTTP status, if there was an answer.
    #[schema(example = 503)]
    pub status: Option<u16>,
}

/// A test is on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TestSent {
    /// Its `webhook-id`.
    pub message: String,
}

/// What is sent again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Replayed {
    /// Messages that are on their way again; one that was on its way anyhow is not counted.
    pub messages: u32,
    /// If there are more than one call replays: `since` for the next call, under a key of its own.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next: Option<Timestamp>,
}

impl From<&Subscription> for SubscriptionView {
    fn from(subscription: &Subscription) -> Self {
        let events = match &subscription.kinds {
            Some(kinds) => kinds
                .iter()
                .copied()
                .map(Kind::as_str)
                .map(str::to_owned)
                .collect(),
            None => vec!["*".to_owned()],
        };
        let (state, disabled) = match subscription.state {
            State::Active => (SubscriptionStateName::Active, None),
            State::Disabled { why, at, .. } => {
                let why = why.as_str().to_owned();
                (
                    SubscriptionStateName::Disabled,
                    Some(DisabledView { why, since: at }),
                )
            }
        };
        Self {
            id: subscription.id,
            owner: subscription.owner.to_string(),
            url: subscription.url.as_str().to_owned(),
            events,
            state,
            disabled,
            created: subscription.created,
            failing_since: subscription.failing_since,
            secret_generation: subscription.generation,
        }
    }
}

impl From<&Delivery> for DeliveryView {
    fn from(delivery: &Delivery) -> Self {
        let state = match delivery.standing {
            Standing::Pending => "pending",
            Standing::Delivered => "delivered",
            Standing::Failed => "failed",
            Standing::Withdrawn => "withdrawn",
        };
        let attempts = delivery.attempts.iter().map(|attempt| AttemptView {
            at: attempt.at,
            outcome: attempt.outcome.as_str().to_owned(),
            status: attempt.outcome.status(),
        });
        Self {
            message: delivery.id.clone(),
            r#type: delivery.kind.as_str().to_owned(),
            timestamp: delivery.at,
            state: state.to_owned(),
            next: (delivery.standing == Standing::Pending).then_some(delivery.next),
            attempts: attempts.collect(),
        }
    }
}
