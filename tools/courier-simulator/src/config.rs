//! How the simulated provider behaves.

use std::{
    collections::{BTreeMap, VecDeque},
    fmt,
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

use serde::{Deserialize, Serialize};

/// How to start a simulator.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen; loopback only. Port 0 takes a free one.
    pub addr: SocketAddr,
    /// The key a client has to present, alone or after `Bearer `.
    pub api_key: String,
    /// Time between two statuses of an order. Zero: orders move only through `/_sim/`.
    pub step: Duration,
    /// Seed of ids and chance.
    pub seed: u64,
    /// An order is delivered only after its hand-over code was accepted.
    pub require_code: bool,
    /// Calls per second before 429; `None` for no limit.
    pub calls_per_second: Option<u32>,
    /// Where webhooks go.
    pub webhook: Option<WebhookTarget>,
    /// How often a webhook is tried until it is answered with 2xx.
    pub webhook_tries: u32,
    /// Wait before a webhook is tried again; doubled each time.
    pub webhook_retry_wait: Duration,
    /// What goes wrong.
    pub mishaps: Mishaps,
}

impl Default for Config {
    /// A free port, key `biteship_test.local`, moved by hand, no webhook, no mishaps.
    fn default() -> Self {
        Self {
            addr: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            api_key: "biteship_test.local".to_owned(),
            step: Duration::ZERO,
            seed: 1,
            require_code: false,
            calls_per_second: None,
            webhook: None,
            webhook_tries: 4,
            webhook_retry_wait: Duration::from_millis(500),
            mishaps: Mishaps::default(),
        }
    }
}

/// Where webhooks go, and the static header that authenticates them.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebhookTarget {
    /// On the loopback interface: `http://127.0.0.1:…` or `http://<name>.localhost:…`.
    pub url: String,
    /// Header name.
    pub header: String,
    /// Header value.
    pub token: String,
    /// Whether installing it sends the empty first call.
    #[serde(default = "yes")]
    pub ping: bool,
}

fn yes() -> bool {
    true
}

impl fmt::Debug for WebhookTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookTarget")
            .field("url", &self.url)
            .field("header", &self.header)
            .finish_non_exhaustive()
    }
}

/// What goes wrong. As JSON every field is optional.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mishaps {
    /// For the next `POST /v1/orders`, one each, in this order.
    pub booking: VecDeque<BookingMishap>,
    /// Chance of each mishap for the others, in percent.
    pub booking_percent: BTreeMap<BookingMishap, u8>,
    /// How the next orders go, one each, in this order.
    pub journeys: VecDeque<Journey>,
    /// Chance of each journey for the others, in percent; the rest are delivered.
    pub journey_percent: BTreeMap<Journey, u8>,
    /// Chances for each webhook, in percent.
    pub webhook_percent: WebhookPercent,
    /// How long a delayed webhook waits.
    pub webhook_delay_ms: u64,
    /// How long a hanging booking call stays open before it ends with 504.
    pub hang_ms: u64,
    /// Statuses are spelt `pickingUp` instead of `picking_up`.
    pub camel_case: bool,
    /// Webhooks have the older nested form.
    pub nested_webhooks: bool,
    /// Prices and postcodes are strings.
    pub string_numbers: bool,
}

impl Default for Mishaps {
    fn default() -> Self {
        Self {
            booking: VecDeque::new(),
            booking_percent: BTreeMap::new(),
            journeys: VecDeque::new(),
            journey_percent: BTreeMap::new(),
            webhook_percent: WebhookPercent::default(),
            webhook_delay_ms: 500,
            hang_ms: 60_000,
            camel_case: false,
            nested_webhooks: false,
            string_numbers: false,
        }
    }
}

/// What goes wrong with one `POST /v1/orders`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookingMishap {
    /// Nothing.
    None,
    /// 500, and no order.
    ErrorBeforeCreated,
    /// 502, though the order was in truth created.
    ErrorAfterCreated,
    /// No answer, and no order.
    HangBeforeCreated,
    /// No answer, though the order was in truth created.
    HangAfterCreated,
    /// 200 with half a body, though the order was in truth created.
    GarbledAfterCreated,
    /// 429 with `Retry-After: 1`.
    Throttled,
    /// 40002039: the balance does not suffice.
    NoBalance,
}

/// How the ride of one order goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Journey {
    /// From door to door.
    Delivered,
    /// No rider is found.
    NoDriver,
    /// The rider gives up on the way to the pick-up.
    RiderCancels,
    /// Stopped after pick-up, then delivered.
    OnHold,
    /// Nobody at the door: on hold, then back to the sender.
    Returned,
    /// Lost on the way.
    Lost,
}

impl Journey {
    /// The statuses after `confirmed`.
    pub(crate) fn statuses(self) -> &'static [&'static str] {
        match self {
            Self::Delivered => &["allocated", "picking_up", "picked", "dropping_off", "delivered"],
            Self::NoDriver => &["courier_not_found"],
            Self::RiderCancels => &["allocated", "picking_up", "cancelled"],
            Self::OnHold => &[
                "allocated",
                "picking_up",
                "picked",
                "on_hold",
                "dropping_off",
                "delivered",
            ],
            Self::Returned => &[
                "allocated",
                "picking_up",
                "picked",
                "dropping_off",
                "on_hold",
                "return_in_transit",
                "returned",
            ],
            Self::Lost => &["allocated", "picking_up", "picked", "dropping_off", "disposed"],
        }
    }
}

/// Chances for each webhook, in percent, drawn independently.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WebhookPercent {
    /// Sent twice.
    pub duplicate: u8,
    /// Sent after the next one of the same order.
    pub reorder: u8,
    /// Sent later.
    pub delay: u8,
    /// Never sent.
    pub lost: u8,
    /// Sent with a wrong token.
    pub wrong_token: u8,
}
