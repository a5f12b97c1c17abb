//! The provider's JSON, typos included.

use serde_json::{Value, json};

use crate::{
    chance, clock,
    config::Mishaps,
    webhooks::Parcel,
    world::{Order, text},
};

/// A status in the spelling asked for.
pub(crate) fn spelt(status: &str, mishaps: &Mishaps) -> String {
    if !mishaps.camel_case {
        return status.to_owned();
    }
    let mut words = status.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut camel, word| {
        let (head, tail) = word.split_at(word.len().min(1));
        camel.push_str(&head.to_ascii_uppercase());
        camel.push_str(tail);
        camel
    })
}

fn number(value: u64, mishaps: &Mishaps) -> Value {
    if mishaps.string_numbers {
        json!(value.to_string())
    } else {
        json!(value)
    }
}

/// The rider of an order, once there is one: (name, phone, plate), made up from the seed.
fn rider(order: &Order) -> Option<(&'static str, String, String)> {
    const NAMES: [&str; 6] = [
        "Slamet W.",
        "Agus P.",
        "Dwi S.",
        "Rudi H.",
        "Joko T.",
        "Bambang K.",
    ];
    if !order.steps.iter().any(|step| step.status == "allocated") {
        return None;
    }
    let roll = chance::draw(order.seed, "rider", order.number, 0);
    let name = NAMES[usize::try_from(roll % 6).unwrap_or(0)];
    Some((
        name,
        format!("0800{:08}", roll % 100_000_000),
        format!("N {} SIM", 1000 + roll % 9000),
    ))
}

fn note(status: &str) -> &'static str {
    match status {
        "confirmed" => "Order has been confirmed. Locating nearest driver to pick up.",
        "allocated" => "Courier has been allocated. Waiting to pick up.",
        "picking_up" => "Courier is on the way to pick up item.",
        "picked" => "Item has been picked and ready to be shipped.",
        "dropping_off" => "Item is on the way to customer.",
        "delivered" => "Item has been delivered.",
        "courier_not_found" => "Courier not found.",
        "on_hold" => "Shipment is on hold.",
        "return_in_transit" => "Item is being returned to the sender.",
        "returned" => "Item has been returned to the sender.",
        "disposed" => "Item is lost or destroyed.",
        _ => "Order has been cancelled.",
    }
}

fn history(order: &Order, mishaps: &Mishaps) -> Vec<Value> {
    let entry = |step: &crate::world::Step| {
        json!({"service_type": "instant", "status": spelt(step.status, mishaps), "note": note(step.status),
            "updated_at": clock::with_seconds(step.at)})
    };
    order.steps.iter().map(entry).collect()
}

/// The reply to creating (`created`) or retrieving an order.
pub(crate) fn order(order: &Order, mishaps: &Mishaps, created: bool) -> Value {
    let request = &order.request;
    let field = |key: &str| request.get(key).cloned().unwrap_or(Value::Null);
    let postcode = |key: &str| match request.get(key).and_then(Value::as_u64) {
        Some(code) => number(code, mishaps),
        None => Value::Null,
    };
    let rider = rider(order);
    let (name, phone, plate) = match &rider {
        Some((name, phone, plate)) => (json!(name), json!(phone), json!(plate)),
        None => (Value::Null, Value::Null, Value::Null),
    };
    let confirmed_at = order.steps.first().map_or_else(clock::now, |step| step.at);
    json!({
        "success": true,
        "message": if created { "Order successfully created" } else { "Order successfully retrieved" },
        "object": "order",
        "id": order.id,
        "draft_order_id": null,
        "short_id": format!("SIM{}", order.number),
        "shipper": {"name": field("shipper_contact_name"), "email": field("shipper_contact_email"),
            "phone": field("shipper_contact_phone"), "organization": field("shipper_organization")},
        "origin": {"contact_name": field("origin_contact_name"), "contact_phone": field("origin_contact_phone"),
            "coordinate": field("origin_coordinate"), "address": field("origin_address"),
            "note": field("origin_note"), "postal_code": postcode("origin_postal_code")},
        "destination": {"contact_name": field("destination_contact_name"),
            "contact_phone": field("destination_contact_phone"), "contact_email": field("destination_contact_email"),
            "address": field("destination_address"), "note": field("destination_note"),
            "proof_of_delivery": {"use": field("destination_proof_of_delivery"), "fee": 0,
                "note": field("destination_proof_of_delivery_note"), "link": null},
            "cash_on_delivery": {"id": null, "amount": 0, "amount_currency": "IDR", "fee": 0,
                "fee_currency": "IDR", "note": null, "type": null},
            "coordinate": field("destination_coordinate"), "postal_code": postcode("destination_postal_code")},
        "courier": {"tracking_id": order.tracking_id, "waybill_id": order.waybill,
            "company": field("courier_company"), "name": name, "phone": phone, "driver_name": name,
            "driver_phone": phone, "driver_photo_url": null, "driver_plate_number": plate,
            "type": field("courier_type"), "link": link(order),
            "insurance": {"amount": 0, "amount_currency": "IDR", "fee": 0, "fee_currency": "IDR", "note": ""},
            "routing_code": null, "history": history(order, mishaps)},
        "delivery": {"datetime": clock::without_seconds(confirmed_at), "note": null, "type": field("delivery_type"),
            "distance": (order.kilometres * 10.0).round() / 10.0, "distance_unit": "kilometer"},
        "reference_id": order.reference,
        "invoice_id": null,
        "items": field("items"),
        "extra": [], "currency": "IDR", "tax_lines": [],
        "price": number(order.price, mishaps),
        "metadata": field("metadata"), "tags": [],
        "note": field("order_note"),
        "status": spelt(order.status(), mishaps),
    })
}

fn link(order: &Order) -> String {
    format!("https://track.biteship.invalid/{}", order.tracking_id)
}

/// The reply to `GET /v1/trackings/:id`, with the provider's `messsage`.
pub(crate) fn tracking(order: &Order, mishaps: &Mishaps) -> Value {
    json!({
        "success": true, "messsage": "Successfully get tracking info", "object": "tracking",
        "id": order.tracking_id, "waybill_id": order.waybill,
        "courier": {"company": text(&order.request, "courier_company")},
        "origin": {"contact_name": text(&order.request, "origin_contact_name")},
        "destination": {"contact_name": text(&order.request, "destination_contact_name")},
        "history": history(order, mishaps), "link": link(order), "order_id": order.id,
        "status": spelt(order.status(), mishaps),
    })
}

/// The `order.status` webhook for the order's present status.
pub(crate) fn status_webhook(order: &Order, mishaps: &Mishaps) -> Parcel {
    let status = spelt(order.status(), mishaps);
    let at = clock::with_seconds(order.steps.last().map_or_else(clock::now, |step| step.at));
    let (company, kind) = (
        text(&order.request, "courier_company"),
        text(&order.request, "courier_type"),
    );
    let body = if mishaps.nested_webhooks {
        json!({"event": "order.status", "order_id": order.id, "status": status, "updated_at": at,
            "courier": {"company": company, "type": kind, "tracking_id": order.tracking_id,
                "waybill_id": order.waybill}})
    } else {
        let rider = rider(order);
        json!({"event": "order.status", "order_id": order.id, "status": status,
            "order_price": number(order.price, mishaps), "courier_tracking_id": order.tracking_id,
            "courier_waybill_id": order.waybill, "courier_company": company, "courier_type": kind,
            "courier_driver_name": rider.as_ref().map(|rider| rider.0),
            "courier_driver_phone": rider.as_ref().map(|rider| &rider.1),
            "courier_driver_photo_url": null,
            "courier_driver_plate_number": rider.as_ref().map(|rider| &rider.2),
            "courier_link": link(order), "updated_at": at})
    };
    Parcel {
        order: order.number,
        order_id: order.id.clone(),
        step: order.steps.len() as u64,
        event: "order.status",
        status: order.status(),
        body: body.to_string(),
    }
}

/// The `order.price` webhook, sent when a rider is allocated, with the provider's `shippment_fee`.
pub(crate) fn price_webhook(order: &Order, mishaps: &Mishaps) -> Parcel {
    let body = json!({"event": "order.price", "order_id": order.id, "status": spelt(order.status(), mishaps),
        "price": number(order.price, mishaps), "shippment_fee": number(order.price, mishaps),
        "cash_on_delivery_fee": 0, "proof_of_delivery_fee": 0, "courier_tracking_id": order.tracking_id,
        "courier_waybill_id": order.waybill});
    Parcel {
        order: order.number,
        order_id: order.id.clone(),
        step: 1_000 + order.steps.len() as u64,
        event: "order.price",
        status: order.status(),
        body: body.to_string(),
    }
}
