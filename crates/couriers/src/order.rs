//! What a courier provider told us about one order, in our own words.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Reported;

/// A provider's order id. Only letters, digits, `-` and `_`, 1 to 64 of them: it goes into URLs and keys.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct OrderId(String);

/// The text is not an order id (see [`OrderId`]). The text itself is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a courier order id")]
pub struct InvalidOrderId;

impl OrderId {
    /// Reads an order id.
    pub fn parse(text: &str) -> Result<Self, InvalidOrderId> {
        let fits = (1..=64).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidOrderId)
        }
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OrderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<OrderId> for String {
    fn from(id: OrderId) -> Self {
        id.0
    }
}

impl TryFrom<String> for OrderId {
    type Error = InvalidOrderId;
    fn try_from(text: String) -> Result<Self, InvalidOrderId> {
        Self::parse(&text)
    }
}

/// An order as the provider has it now.
#[derive(Clone, PartialEq)]
pub struct Order {
    /// The provider's id.
    pub id: OrderId,
    /// Our own reference, if the provider repeated it. A second order with the reference of a known one is
    /// a stray and has to be cancelled.
    pub reference: Option<String>,
    /// Where the envelope is.
    pub status: Reported,
    /// What the city pays, in whole rupiah. The citizen pays nothing.
    pub price_rupiah: Option<u64>,
    /// The airway bill (resi).
    pub waybill: Option<String>,
    /// The provider's tracking id.
    pub tracking_id: Option<String>,
    /// Who rides (`gojek`, `grab`).
    pub company: Option<String>,
    /// Live tracking page. It shows the addressee's street: personal data, hidden in `Debug`.
    pub tracking_link: Option<String>,
    /// The rider, once there is one.
    pub driver: Option<Driver>,
    /// What the provider remembers of the ride, oldest first; may be empty.
    pub history: Vec<HistoryEntry>,
    /// True when the order was there before this call: found by its reference rather than made.
    pub already_existed: bool,
}

impl fmt::Debug for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Order")
            .field("id", &self.id)
            .field("reference", &self.reference)
            .field("status", &self.status)
            .field("price_rupiah", &self.price_rupiah)
            .field("already_existed", &self.already_existed)
            .field("driver", &self.driver)
            .finish_non_exhaustive()
    }
}

/// One step of a ride, as the provider remembers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The status reached.
    pub status: Reported,
    /// When, if the provider wrote a time we can read.
    pub at: Option<Timestamp>,
}

/// A rider. Personal data: hidden in `Debug`.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Driver {
    /// Name.
    pub name: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// Number plate.
    pub plate: Option<String>,
}

impl Driver {
    /// `None` when nothing at all is known of the rider.
    pub(crate) fn known(name: Option<String>, phone: Option<String>, plate: Option<String>) -> Option<Self> {
        let driver = Self { name, phone, plate };
        (driver != Self::default()).then_some(driver)
    }
}

impl fmt::Debug for Driver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Driver(..)")
    }
}
