//! What the simulated provider knows.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    sync::Arc,
};

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use tokio::sync::{Mutex as AsyncMutex, Notify, mpsc};

use crate::{
    chance, clock,
    config::{BookingMishap, Journey, Mishaps, WebhookTarget},
    handover, price,
    webhooks::{Parcel, SentWebhook},
};

/// Statuses that end an order.
pub(crate) const FINAL: [&str; 6] = [
    "delivered",
    "cancelled",
    "rejected",
    "returned",
    "disposed",
    "courier_not_found",
];
/// Statuses from which an order can be cancelled.
pub(crate) const CANCELLABLE: [&str; 4] = ["confirmed", "scheduled", "allocated", "picking_up"];
/// Every status the provider has.
pub(crate) const STATUSES: [&str; 14] = [
    "confirmed",
    "scheduled",
    "allocated",
    "picking_up",
    "picked",
    "dropping_off",
    "on_hold",
    "return_in_transit",
    "delivered",
    "cancelled",
    "rejected",
    "returned",
    "disposed",
    "courier_not_found",
];

/// No order has this id or reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchOrder;

impl std::fmt::Display for NoSuchOrder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no order has this id or reference")
    }
}

impl std::error::Error for NoSuchOrder {}

/// One step of a ride.
#[derive(Clone)]
pub(crate) struct Step {
    pub(crate) status: &'static str,
    pub(crate) at: Timestamp,
}

/// One order.
pub(crate) struct Order {
    pub(crate) id: String,
    pub(crate) number: u64,
    pub(crate) seed: u64,
    /// The request as it came: personal data, kept in memory only and shown only to the key's owner.
    pub(crate) request: Value,
    pub(crate) reference: Option<String>,
    pub(crate) tracking_id: String,
    pub(crate) waybill: String,
    pub(crate) kilometres: f64,
    pub(crate) price: u64,
    pub(crate) steps: Vec<Step>,
    /// Statuses still ahead.
    pub(crate) ahead: VecDeque<&'static str>,
    pub(crate) handover_url: Option<String>,
    /// The code the addressee told the rider, until it is used.
    pub(crate) code: Option<String>,
    /// HTTP status of the last hand-over attempt.
    pub(crate) handover_status: Option<u16>,
    pub(crate) handed_over: bool,
    /// Wakes the rider who waits at the door.
    pub(crate) told: Arc<Notify>,
    /// One hand-over at a time.
    pub(crate) door: Arc<AsyncMutex<()>>,
    pub(crate) outbox: mpsc::UnboundedSender<Parcel>,
}

impl Order {
    pub(crate) fn status(&self) -> &'static str {
        self.steps.last().map_or("confirmed", |step| step.status)
    }

    pub(crate) fn is_final(&self) -> bool {
        FINAL.contains(&self.status())
    }
}

/// One order without personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OrderView {
    /// The provider's id.
    pub id: String,
    /// The client's reference.
    pub reference_id: Option<String>,
    /// Present status, in the provider's words.
    pub status: String,
    /// All statuses so far.
    pub history: Vec<String>,
    /// The rider stands at the addressee's door.
    pub at_door: bool,
    /// The note has a hand-over line.
    pub has_handover: bool,
    /// HTTP status of the last hand-over attempt.
    pub handover_status: Option<u16>,
    /// The hand-over code was accepted.
    pub handed_over: bool,
    /// What it costs, in rupiah.
    pub price: u64,
}

impl From<&Order> for OrderView {
    fn from(order: &Order) -> Self {
        Self {
            id: order.id.clone(),
            reference_id: order.reference.clone(),
            status: order.status().to_owned(),
            history: order.steps.iter().map(|step| step.status.to_owned()).collect(),
            at_door: order.status() == "dropping_off",
            has_handover: order.handover_url.is_some(),
            handover_status: order.handover_status,
            handed_over: order.handed_over,
            price: order.price,
        }
    }
}

/// Everything that changes.
pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) orders: BTreeMap<u64, Order>,
    by_id: HashMap<String, u64>,
    by_reference: HashMap<String, u64>,
    by_tracking: HashMap<String, u64>,
    pub(crate) mishaps: Mishaps,
    pub(crate) webhook: Option<WebhookTarget>,
    pub(crate) sent: Vec<SentWebhook>,
    pub(crate) booking_calls: u64,
}

impl World {
    pub(crate) fn new(seed: u64, mishaps: Mishaps, webhook: Option<WebhookTarget>) -> Self {
        Self {
            seed,
            orders: BTreeMap::new(),
            by_id: HashMap::new(),
            by_reference: HashMap::new(),
            by_tracking: HashMap::new(),
            mishaps,
            webhook,
            sent: Vec::new(),
            booking_calls: 0,
        }
    }

    /// Finds an order by its id.
    pub(crate) fn order(&self, id: &str) -> Option<&Order> {
        self.orders.get(self.by_id.get(id)?)
    }

    /// Finds an order by its tracking id.
    pub(crate) fn tracked(&self, id: &str) -> Option<&Order> {
        self.orders.get(self.by_tracking.get(id)?)
    }

    /// Finds an order by the client's reference.
    pub(crate) fn referenced(&self, reference: &str) -> Option<&Order> {
        self.orders.get(self.by_reference.get(reference)?)
    }

    /// The number of the order with this id or reference.
    pub(crate) fn number(&self, id_or_reference: &str) -> Result<u64, NoSuchOrder> {
        let found = self
            .by_id
            .get(id_or_reference)
            .or_else(|| self.by_reference.get(id_or_reference));
        found.copied().ok_or(NoSuchOrder)
    }

    /// What goes wrong with this booking call.
    pub(crate) fn booking_mishap(&mut self) -> BookingMishap {
        self.booking_calls += 1;
        if let Some(next) = self.mishaps.booking.pop_front() {
            return next;
        }
        let roll = chance::draw(self.seed, "booking", self.booking_calls, 0) % 100;
        pick(&self.mishaps.booking_percent, roll).unwrap_or(BookingMishap::None)
    }

    /// Makes an order; the caller has checked that the reference is free, under the same lock.
    pub(crate) fn add(&mut self, request: Value, outbox: mpsc::UnboundedSender<Parcel>) -> &Order {
        let number = self.orders.len() as u64 + 1;
        let journey = self.mishaps.journeys.pop_front().unwrap_or_else(|| {
            let roll = chance::draw(self.seed, "journey", number, 0) % 100;
            pick(&self.mishaps.journey_percent, roll).unwrap_or(Journey::Delivered)
        });
        let (from, to) = ("origin_coordinate", "destination_coordinate");
        let kilometres =
            price::kilometres(price::coordinate(&request, from), price::coordinate(&request, to))
                .unwrap_or(0.0);
        let order = Order {
            id: chance::id(self.seed, "order", number),
            number,
            seed: self.seed,
            reference: text(&request, "reference_id"),
            tracking_id: chance::id(self.seed, "tracking", number),
            waybill: format!(
                "WYB-{:013}",
                chance::draw(self.seed, "waybill", number, 0) % 10_000_000_000_000
            ),
            kilometres,
            price: price::rupiah(kilometres),
            steps: vec![Step {
                status: "confirmed",
                at: clock::now(),
            }],
            ahead: journey.statuses().iter().copied().collect(),
            handover_url: text(&request, "order_note")
                .as_deref()
                .and_then(handover::url_in_note),
            code: None,
            handover_status: None,
            handed_over: false,
            told: Arc::default(),
            door: Arc::default(),
            outbox,
            request,
        };
        self.by_id.insert(order.id.clone(), number);
        self.by_tracking.insert(order.tracking_id.clone(), number);
        if let Some(reference) = &order.reference {
            self.by_reference.insert(reference.clone(), number);
        }
        self.orders.entry(number).or_insert(order)
    }
}

/// Non-empty text under a key.
pub(crate) fn text(body: &Value, key: &str) -> Option<String> {
    let text = body.get(key)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Which of the cases, each with its share of a hundred, a roll of 0 to 99 hits.
fn pick<T: Copy>(shares: &BTreeMap<T, u8>, roll: u64) -> Option<T> {
    let mut upto = 0;
    shares.iter().find_map(|(case, share)| {
        upto += u64::from(*share);
        (roll < upto).then_some(*case)
    })
}
