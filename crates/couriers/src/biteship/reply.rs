//! Reading what Biteship answers. The docs ask to "assume all field nullable", numbers come as strings at
//! times, and new fields appear: so only the order's id is required, and no odd value fails the whole reply.

use serde_json::Value;

use super::status;
use crate::{Driver, HistoryEntry, Order, OrderId, instant};

/// A reply's body, if it is JSON at all.
pub(super) fn json(body: &[u8]) -> Option<Value> {
    serde_json::from_slice(body).ok()
}

/// Non-empty text at a JSON pointer; numbers are taken as their digits.
pub(super) fn text(value: &Value, pointer: &str) -> Option<String> {
    match value.pointer(pointer)? {
        Value::String(s) => {
            let s = s.trim();
            (!s.is_empty()).then(|| s.to_owned())
        }
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    }
}

/// A whole amount at a JSON pointer: `48000`, `48000.0` or `"48000"`.
pub(super) fn amount(value: &Value, pointer: &str) -> Option<u64> {
    let text = text(value, pointer)?;
    let whole = text.split_once('.').map_or(text.as_str(), |(whole, fraction)| {
        if fraction.bytes().all(|b| b == b'0') {
            whole
        } else {
            ""
        }
    });
    whole.parse().ok()
}

/// The error number, 0 when there is none.
pub(super) fn code(value: &Value) -> u32 {
    amount(value, "/code")
        .and_then(|code| u32::try_from(code).ok())
        .unwrap_or(0)
}

/// True unless the reply says `success: false`.
pub(super) fn succeeded(value: &Value) -> bool {
    value.get("success").and_then(Value::as_bool).unwrap_or(true)
}

/// What a refused duplicate says about the order that has the reference.
pub(super) struct Existing {
    pub(super) id: Option<OrderId>,
    pub(super) reference: Option<String>,
}

pub(super) fn existing(value: &Value) -> Existing {
    Existing {
        id: text(value, "/details/order_id").and_then(|id| OrderId::parse(&id).ok()),
        reference: text(value, "/details/reference_id"),
    }
}

/// An order, from the reply to creating or retrieving one. `None` without a usable id.
pub(super) fn order(value: &Value) -> Option<Order> {
    let id = OrderId::parse(&text(value, "/id")?).ok()?;
    let word = text(value, "/status").unwrap_or_default();
    Some(Order {
        id,
        reference: text(value, "/reference_id"),
        status: status::parse(&word),
        price_rupiah: amount(value, "/price"),
        waybill: text(value, "/courier/waybill_id"),
        tracking_id: text(value, "/courier/tracking_id"),
        company: text(value, "/courier/company"),
        tracking_link: text(value, "/courier/link"),
        driver: Driver::known(
            text(value, "/courier/driver_name").or_else(|| text(value, "/courier/name")),
            text(value, "/courier/driver_phone").or_else(|| text(value, "/courier/phone")),
            text(value, "/courier/driver_plate_number"),
        ),
        history: history(value),
        already_existed: false,
    })
}

fn history(value: &Value) -> Vec<HistoryEntry> {
    let Some(Value::Array(steps)) = value.pointer("/courier/history") else {
        return Vec::new();
    };
    steps
        .iter()
        .filter_map(|step| {
            Some(HistoryEntry {
                status: status::parse(&text(step, "/status")?),
                at: text(step, "/updated_at").and_then(|at| instant::parse(&at)),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Reported;

    #[test]
    fn numbers_may_be_strings_and_strings_numbers() {
        let reply = json!({"id": "65f1", "status": "confirmed", "price": "48000",
            "reference_id": 77, "courier": {"waybill_id": 8_812_345, "tracking_id": null}});
        let order = order(&reply).unwrap();
        assert_eq!(order.price_rupiah, Some(48_000));
        assert_eq!(order.reference.as_deref(), Some("77"));
        assert_eq!(order.waybill.as_deref(), Some("8812345"));
        assert_eq!(order.tracking_id, None);
        assert_eq!(amount(&json!({"price": 48_000.0}), "/price"), Some(48_000));
        assert_eq!(amount(&json!({"price": 48_000.5}), "/price"), None);
        assert_eq!(amount(&json!({"price": -1}), "/price"), None);
    }

    #[test]
    fn an_order_with_every_field_null_but_its_id_is_still_an_order() {
        let reply = json!({"success": true, "id": "65f1", "status": null, "price": null, "courier": null,
            "origin": null, "delivery": null, "items": null});
        let order = order(&reply).unwrap();
        assert_eq!(order.status, Reported::unknown(""));
        assert_eq!(order.driver, None);
    }

    #[test]
    fn an_id_that_would_change_the_url_is_no_order() {
        for id in ["", "../orders", "a/b", "a b", "a?b", &"a".repeat(65)] {
            assert_eq!(order(&json!({"id": id, "status": "confirmed"})), None, "{id}");
        }
    }
}
