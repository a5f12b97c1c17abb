//! What Biteship sends us.
//!
//! A webhook is authenticated by nothing but a fixed header, has no event id, and comes late, twice, out of
//! order or never. So it is only ever a *hint*: check the header with [`WebhookSecret`], drop what
//! [`WebhookEvent::dedup_key`] shows to be a repeat, then **read the order** and believe that.

use std::fmt;

use jiff::Timestamp;
use serde_json::Value;
use subtle::ConstantTimeEq;

use super::{reply, status};
use crate::{Driver, OrderId, Reported, instant};

/// The largest body that is looked at, in bytes. Real ones are below 2 KiB.
const BODY_LIMIT: usize = 64 * 1024;

/// A parsed webhook.
#[derive(Clone, Debug, PartialEq)]
pub enum Webhook {
    /// The empty first call when the webhook is installed; it has to be answered with 200.
    Ping,
    /// Something about an order.
    Event(WebhookEvent),
    /// An event this version does not know; answer 200 and do nothing. Holds the name, reduced to
    /// `[a-z0-9_.]` and 40 characters.
    Ignored(String),
}

/// Which kind of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WebhookKind {
    /// `order.status`
    Status,
    /// `order.price`
    Price,
    /// `order.waybill_id`
    Waybill,
}

/// An event about one order.
#[derive(Clone, Debug, PartialEq)]
pub struct WebhookEvent {
    /// Which kind of event.
    pub kind: WebhookKind,
    /// The order it is about.
    pub order_id: OrderId,
    /// The status it claims; price and waybill events may have none.
    pub status: Option<Reported>,
    /// When it happened, if the provider wrote a time we can read.
    pub updated_at: Option<Timestamp>,
    /// The airway bill, if given.
    pub waybill: Option<String>,
    /// The price in whole rupiah, if given.
    pub price_rupiah: Option<u64>,
    /// What the courier charges for the ride in whole rupiah (`shippment_fee` on the wire), if given.
    pub shipment_fee_rupiah: Option<u64>,
    /// The rider, if given.
    pub driver: Option<Driver>,
}

/// Recognises a repeated webhook. Its `Display` is a stable key without personal data:
/// `<order id>|<kind>|<status>|<time>`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DedupKey {
    order_id: OrderId,
    kind: WebhookKind,
    status: Option<Reported>,
    updated_at: Option<Timestamp>,
}

impl fmt::Display for DedupKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            WebhookKind::Status => "status",
            WebhookKind::Price => "price",
            WebhookKind::Waybill => "waybill",
        };
        write!(f, "{}|{kind}|", self.order_id)?;
        match &self.status {
            Some(status) => write!(f, "{status}|")?,
            None => f.write_str("-|")?,
        }
        match &self.updated_at {
            Some(at) => write!(f, "{at}"),
            None => f.write_str("-"),
        }
    }
}

impl WebhookEvent {
    /// The key under which repeats of this webhook fall together.
    pub fn dedup_key(&self) -> DedupKey {
        DedupKey {
            order_id: self.order_id.clone(),
            kind: self.kind,
            status: self.status.clone(),
            updated_at: self.updated_at,
        }
    }
}

/// Why a body is not a webhook. Answer 400.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WebhookError {
    /// Larger than 64 KiB.
    #[error("webhook body too large")]
    TooLarge,
    /// Not a JSON object.
    #[error("webhook body is not a JSON object")]
    NotJson,
    /// A known event without a usable order id or status.
    #[error("webhook lacks its order id or status")]
    Incomplete,
}

/// Reads a webhook body: the flat form, the older nested one (`courier: {…}`), or the empty installation ping.
pub fn parse_webhook(body: &[u8]) -> Result<Webhook, WebhookError> {
    if body.len() > BODY_LIMIT {
        return Err(WebhookError::TooLarge);
    }
    if body.iter().all(u8::is_ascii_whitespace) {
        return Ok(Webhook::Ping);
    }
    let value = reply::json(body)
        .filter(Value::is_object)
        .ok_or(WebhookError::NotJson)?;
    if value.as_object().is_some_and(serde_json::Map::is_empty) {
        return Ok(Webhook::Ping);
    }
    let name = reply::text(&value, "/event").unwrap_or_default();
    let kind = match name.as_str() {
        "order.status" => WebhookKind::Status,
        "order.price" => WebhookKind::Price,
        "order.waybill_id" => WebhookKind::Waybill,
        other => return Ok(Webhook::Ignored(plain_name(other))),
    };
    let order_id = reply::text(&value, "/order_id")
        .and_then(|id| OrderId::parse(&id).ok())
        .ok_or(WebhookError::Incomplete)?;
    let status = reply::text(&value, "/status").map(|word| status::parse(&word));
    if kind == WebhookKind::Status && status.is_none() {
        return Err(WebhookError::Incomplete);
    }
    let either = |flat: &str, nested: &str| reply::text(&value, flat).or_else(|| reply::text(&value, nested));
    Ok(Webhook::Event(WebhookEvent {
        kind,
        order_id,
        status,
        updated_at: reply::text(&value, "/updated_at").and_then(|at| instant::parse(&at)),
        waybill: either("/courier_waybill_id", "/courier/waybill_id"),
        price_rupiah: reply::amount(&value, "/price").or_else(|| reply::amount(&value, "/order_price")),
        shipment_fee_rupiah: reply::amount(&value, "/shippment_fee")
            .or_else(|| reply::amount(&value, "/shipment_fee")),
        driver: Driver::known(
            either("/courier_driver_name", "/courier/driver_name"),
            either("/courier_driver_phone", "/courier/driver_phone"),
            either("/courier_driver_plate_number", "/courier/driver_plate_number"),
        ),
    }))
}

fn plain_name(name: &str) -> String {
    name.chars()
        .map(|c| c.to_ascii_lowercase())
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'))
        .take(40)
        .collect()
}

/// The fixed header that shows a webhook to be Biteship's.
#[derive(Clone)]
pub struct WebhookSecret {
    header: String,
    token: String,
}

impl WebhookSecret {
    /// `header` is the header's name, `token` its whole value.
    pub fn new(header: &str, token: &str) -> Self {
        Self {
            header: header.to_ascii_lowercase(),
            token: token.to_owned(),
        }
    }

    /// The header's name in lower case.
    pub fn header(&self) -> &str {
        &self.header
    }

    /// Is this the header's right value? Takes the same time whatever the value is, except that its length
    /// shows. An empty token is never right, so a secret that was not filled in shuts the door.
    pub fn verify(&self, presented: Option<&[u8]>) -> bool {
        let presented = presented.unwrap_or_default();
        !self.token.is_empty() && bool::from(self.token.as_bytes().ct_eq(presented))
    }
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookSecret")
            .field("header", &self.header)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;
    use tuntas_domain::case::CourierStatus;

    use super::*;

    fn event(body: &Value) -> WebhookEvent {
        match parse_webhook(body.to_string().as_bytes()).unwrap() {
            Webhook::Event(event) => event,
            other => panic!("no event: {other:?}"),
        }
    }

    fn flat() -> Value {
        json!({"event": "order.status", "order_id": "65ddac38", "status": "picked", "order_price": "17500",
            "courier_tracking_id": "tr-1", "courier_waybill_id": "WYB-1", "courier_company": "gojek",
            "courier_type": "instant", "courier_driver_name": "Slamet Widodo", "courier_driver_phone": "0812000111",
            "courier_driver_photo_url": null, "courier_driver_plate_number": "N 1234 XY",
            "courier_link": "https://track.example/abc", "updated_at": "2026-03-02T10:15+07:00"})
    }

    #[test]
    fn the_flat_form_is_read() {
        let event = event(&flat());
        assert_eq!(event.status, Some(CourierStatus::Picked.into()));
        assert_eq!(event.price_rupiah, Some(17_500));
        assert_eq!(event.waybill.as_deref(), Some("WYB-1"));
        assert_eq!(event.driver.as_ref().unwrap().plate.as_deref(), Some("N 1234 XY"));
        assert_eq!(
            event.dedup_key().to_string(),
            "65ddac38|status|picked|2026-03-02T03:15:00Z"
        );
    }

    #[test]
    fn the_older_nested_form_is_read() {
        let event = event(
            &json!({"event": "order.status", "order_id": "65ddac38", "status": "droppingOff",
            "courier": {"company": "grab", "type": "instant", "tracking_id": "tr-1", "waybill_id": "WYB-1"}}),
        );
        assert_eq!(event.status, Some(CourierStatus::ToDrop.into()));
        assert_eq!(event.waybill.as_deref(), Some("WYB-1"));
        assert_eq!(event.driver, None);
        assert_eq!(event.dedup_key().to_string(), "65ddac38|status|to_drop|-");
    }

    #[test]
    fn a_price_event_carries_the_misspelt_fee() {
        let event = event(
            &json!({"event": "order.price", "order_id": "65ddac38", "price": 19_000,
            "shippment_fee": "18000", "cash_on_delivery_fee": 0, "proof_of_delivery_fee": 1000}),
        );
        assert_eq!(event.kind, WebhookKind::Price);
        assert_eq!(
            (event.price_rupiah, event.shipment_fee_rupiah),
            (Some(19_000), Some(18_000))
        );
        assert_eq!(event.status, None);
    }

    #[test]
    fn the_installation_ping_is_empty() {
        for body in ["", "  \r\n", "{}"] {
            assert_eq!(parse_webhook(body.as_bytes()), Ok(Webhook::Ping), "{body:?}");
        }
    }

    #[test]
    fn an_unknown_event_is_tolerated_and_its_name_cannot_smuggle_text() {
        let body = json!({"event": "order.Photo\nJl. Pahlawan", "order_id": "x"}).to_string();
        assert_eq!(
            parse_webhook(body.as_bytes()),
            Ok(Webhook::Ignored("order.photojl.pahlawan".to_owned()))
        );
    }

    #[test]
    fn an_unknown_status_is_kept_for_people() {
        let event = event(&json!({"event": "order.status", "order_id": "65ddac38", "status": "hovering"}));
        assert_eq!(event.status, Some(Reported::Unknown("hovering".to_owned())));
    }

    #[test]
    fn a_known_event_without_its_order_or_status_is_refused() {
        for body in [
            json!({"event": "order.status", "status": "picked"}),
            json!({"event": "order.status", "order_id": "../../admin", "status": "picked"}),
            json!({"event": "order.status", "order_id": "65ddac38"}),
        ] {
            assert_eq!(
                parse_webhook(body.to_string().as_bytes()),
                Err(WebhookError::Incomplete),
                "{body}"
            );
        }
        assert_eq!(parse_webhook(b"[1]"), Err(WebhookError::NotJson));
        assert_eq!(parse_webhook(&vec![b' '; 70_000]), Err(WebhookError::TooLarge));
    }

    #[test]
    fn repeats_fall_together_whatever_their_spelling_and_different_steps_do_not() {
        let first = event(&flat()).dedup_key();
        let mut again = flat();
        again["updated_at"] = json!("2026-03-02T10:15:00.000+07:00");
        assert_eq!(event(&again).dedup_key(), first);
        let mut later = flat();
        later["status"] = json!("dropping_off");
        assert_ne!(event(&later).dedup_key(), first);
    }

    #[test]
    fn only_the_exact_token_opens_the_door() {
        let secret = WebhookSecret::new("X-Tuntas-Webhook", "benar");
        assert_eq!(secret.header(), "x-tuntas-webhook");
        assert!(secret.verify(Some(b"benar")));
        for wrong in [
            None,
            Some(&b""[..]),
            Some(b"benar "),
            Some(b"bena"),
            Some(b"salah"),
        ] {
            assert!(!secret.verify(wrong), "{wrong:?}");
        }
        assert!(
            !WebhookSecret::new("x", "").verify(Some(b"")),
            "a secret not filled in shuts the door"
        );
    }

    #[test]
    fn nothing_personal_or_secret_is_in_debug() {
        let shown = format!("{:?} {:?}", event(&flat()), WebhookSecret::new("x", "rahasia"));
        for hidden in ["Slamet", "0812000111", "N 1234 XY", "rahasia"] {
            assert!(!shown.contains(hidden), "{hidden} in {shown}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(body in prop::collection::vec(any::<u8>(), 0..2000)) {
            let _ = parse_webhook(&body);
        }

        /// Well-formed JSON with the right keys and absurd values: never a panic, and never an event whose
        /// key could carry more than an id, a status word and a time.
        #[test]
        fn absurd_values_never_panic(order in "\\PC{0,80}", word in "\\PC{0,200}", at in "\\PC{0,60}", price in any::<f64>()) {
            let body = json!({"event": "order.status", "order_id": order, "status": word, "updated_at": at,
                "order_price": price, "courier": [word], "courier_driver_name": {"a": at}});
            if let Ok(Webhook::Event(event)) = parse_webhook(body.to_string().as_bytes()) {
                prop_assert!(event.dedup_key().to_string().len() < 180);
            }
        }
    }
}
