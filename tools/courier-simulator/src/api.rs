//! The provider's API, `/v1/…`.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::Response,
    routing::{get, post},
};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::{
    config::BookingMishap,
    control, price, ride,
    server::Shared,
    views, webhooks,
    world::{CANCELLABLE, text},
};

/// Instant motorcycle services on offer: (company, type, name).
const SERVICES: [(&str, &str, &str); 6] = [
    ("gojek", "instant", "Instant"),
    ("gojek", "same_day", "Same Day"),
    ("grab", "instant", "Instant"),
    ("lalamove", "motorcycle", "Motorcycle"),
    ("borzo", "instant_bike", "Instant Bike"),
    ("paxel", "small", "Small Package"),
];

pub(crate) type Sim = State<Arc<Shared>>;

pub(crate) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/v1/rates/couriers", post(rates))
        .route("/v1/orders", post(create))
        .route("/v1/orders/cancellation_reasons", get(cancellation_reasons))
        .route("/v1/orders/{id}", get(retrieve))
        .route("/v1/orders/{id}/cancel", post(cancel))
        .route("/v1/trackings/{id}", get(track))
        .merge(control::router())
        .fallback(|| async { refuse(StatusCode::NOT_FOUND, 0, "Route is not exist") })
        .with_state(shared)
}

/// A JSON answer.
pub(crate) fn answer(status: StatusCode, body: &Value) -> Response {
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        header::HeaderValue::from_static("application/json"),
    );
    response
}

/// The provider's error form.
pub(crate) fn refuse(status: StatusCode, code: u32, error: &str) -> Response {
    answer(status, &json!({"success": false, "error": error, "code": code}))
}

fn too_many() -> Response {
    let mut response = answer(
        StatusCode::TOO_MANY_REQUESTS,
        &json!({"success": false, "error": "Too many requests, please try again later."}),
    );
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, header::HeaderValue::from_static("1"));
    response
}

/// The key check and the rate limit; the refusal, if any.
fn turned_away(shared: &Shared, headers: &HeaderMap) -> Option<Response> {
    let key = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let key = key.strip_prefix("Bearer ").unwrap_or(key);
    if key.is_empty() {
        return Some(refuse(
            StatusCode::UNAUTHORIZED,
            40_101_001,
            "Authorization failed. Token is missing.",
        ));
    }
    if key != shared.api_key {
        return Some(refuse(
            StatusCode::UNAUTHORIZED,
            40_101_002,
            "Authorization failed. Token is invalid.",
        ));
    }
    (!shared.within_rate()).then(too_many)
}

async fn rates(State(shared): Sim, headers: HeaderMap, body: Bytes) -> Response {
    if let Some(refusal) = turned_away(&shared, &headers) {
        return refusal;
    }
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let at = |side: &str| {
        let part = |name: &str| price::number(body.get(format!("{side}_{name}"))?);
        Some((part("latitude")?, part("longitude")?))
    };
    let has_items = body
        .get("items")
        .and_then(Value::as_array)
        .is_some_and(|items| !items.is_empty());
    let (Some(couriers), Some(kilometres), true) = (
        text(&body, "couriers"),
        price::kilometres(at("origin"), at("destination")),
        has_items,
    ) else {
        let error = "Failed to calculate rates. Required parameters are missing.";
        return refuse(StatusCode::BAD_REQUEST, 40_001_002, error);
    };
    let wanted: Vec<&str> = couriers.split(',').map(str::trim).collect();
    let price = price::rupiah(kilometres);
    let pricing: Vec<Value> = SERVICES
        .iter()
        .filter(|(company, ..)| wanted.contains(company))
        .map(|(company, kind, name)| {
            json!({"courier_name": company, "courier_code": company, "courier_service_name": name,
                "courier_service_code": kind, "company": company, "type": kind,
                "description": "On demand motorcycle", "duration": "1 - 3 hours",
                "shipment_duration_range": "1 - 3", "shipment_duration_unit": "hours", "service_type": "standard",
                "shipping_type": "parcel", "price": price, "insurance_fee": 0, "cash_on_delivery_fee": 0,
                "available_for_proof_of_delivery": true, "available_for_cash_on_delivery": false})
        })
        .collect();
    if pricing.is_empty() || kilometres > 40.0 {
        return refuse(
            StatusCode::BAD_REQUEST,
            40_001_010,
            "No courier available for the requested location",
        );
    }
    answer(
        StatusCode::OK,
        &json!({"success": true, "object": "courier_pricing", "message": "Success to retrieve courier pricing",
            "code": 20_001_003, "origin": {}, "destination": {}, "pricing": pricing}),
    )
}

/// Checks a booking as the provider does; the first thing wrong with it.
fn fault(body: &Value) -> Option<(u32, &'static str)> {
    let missing = |key: &str| text(body, key).is_none();
    let nowhere = |side: &str| price::coordinate(body, &format!("{side}_coordinate")).is_none();
    let required: [(&str, u32, &'static str); 6] = [
        (
            "origin_contact_name",
            40_002_014,
            "Please make sure origin contact name is filled",
        ),
        (
            "origin_contact_phone",
            40_002_015,
            "Please make sure origin contact phone is filled",
        ),
        (
            "origin_address",
            40_002_016,
            "Please make sure origin address is filled",
        ),
        (
            "destination_contact_name",
            40_002_017,
            "Please make sure destination contact name is filled",
        ),
        (
            "destination_contact_phone",
            40_002_018,
            "Please make sure destination contact phone is filled",
        ),
        (
            "destination_address",
            40_002_019,
            "Please make sure destination address is filled",
        ),
    ];
    if let Some((_, code, error)) = required.into_iter().find(|(key, ..)| missing(key)) {
        return Some((code, error));
    }
    match text(body, "delivery_type").as_deref() {
        Some("now") => {}
        Some("scheduled") => return Some((40_002_007, "Courier is not available for scheduled delivery")),
        Some(_) => {
            return Some((
                40_002_006,
                "Please make sure to input the right delivery type value",
            ));
        }
        None => return Some((40_002_005, "Delivery type has no value")),
    }
    let company = text(body, "courier_company").unwrap_or_default();
    if !SERVICES.iter().any(|service| service.0 == company) {
        return Some((40_002_026, "Courier does not exist"));
    }
    let kind = text(body, "courier_type").unwrap_or_default();
    if !SERVICES
        .iter()
        .any(|service| service.0 == company && service.1 == kind)
    {
        return Some((40_002_027, "Courier service type does not exist"));
    }
    if nowhere("origin") {
        return Some((40_002_022, "Please make sure origin coordinate is filled"));
    }
    if nowhere("destination") {
        return Some((40_002_024, "Please make sure destination coordinate is filled"));
    }
    if body
        .get("destination_cash_on_delivery")
        .is_some_and(|amount| price::number(amount) != Some(0.0))
    {
        return Some((
            40_002_009,
            "Courier is not available for cash on delivery service",
        ));
    }
    let proof = body
        .get("destination_proof_of_delivery")
        .and_then(Value::as_bool)
        .unwrap_or(false);
    if proof && missing("destination_proof_of_delivery_note") {
        return Some((40_002_032, "Please make sure proof of delivery note is filled"));
    }
    let whole = |item: &Value, key: &str| item.get(key).and_then(price::number).is_some_and(|n| n >= 0.0);
    let fits = |item: &Value| {
        text(item, "name").is_some() && ["value", "weight", "quantity"].iter().all(|key| whole(item, key))
    };
    let items = body.get("items").and_then(Value::as_array);
    if !items.is_some_and(|items| !items.is_empty() && items.iter().all(fits)) {
        return Some((40_002_038, "There is an issue with the order items"));
    }
    None
}

async fn create(State(shared): Sim, headers: HeaderMap, body: Bytes) -> Response {
    if let Some(refusal) = turned_away(&shared, &headers) {
        return refusal;
    }
    let (mishap, hang) = {
        let mut world = shared.world();
        (
            world.booking_mishap(),
            Duration::from_millis(world.mishaps.hang_ms),
        )
    };
    match mishap {
        BookingMishap::ErrorBeforeCreated => {
            return refuse(StatusCode::INTERNAL_SERVER_ERROR, 0, "Something went wrong");
        }
        BookingMishap::HangBeforeCreated => return no_answer(&shared, hang).await,
        BookingMishap::Throttled => return too_many(),
        BookingMishap::NoBalance => {
            return refuse(
                StatusCode::BAD_REQUEST,
                40_002_039,
                "Your balance is insufficient",
            );
        }
        _ => {}
    }
    let created = book(&shared, &body);
    if created.status() != StatusCode::OK {
        return created;
    }
    match mishap {
        BookingMishap::ErrorAfterCreated => {
            let mut response = Response::new(Body::from("<html>502 Bad Gateway</html>"));
            *response.status_mut() = StatusCode::BAD_GATEWAY;
            response
        }
        BookingMishap::HangAfterCreated => no_answer(&shared, hang).await,
        BookingMishap::GarbledAfterCreated => {
            Response::new(Body::from("{\"success\":true,\"message\":\"Ord"))
        }
        _ => created,
    }
}

/// Keeps the caller waiting, until it is enough or the simulator stops.
async fn no_answer(shared: &Shared, how_long: Duration) -> Response {
    let mut stopping = shared.stopping.subscribe();
    let _ = tokio::time::timeout(how_long, stopping.wait_for(|stopping| *stopping)).await;
    refuse(StatusCode::GATEWAY_TIMEOUT, 0, "Gateway timeout")
}

/// Checks a booking and makes the order; check of the reference and making are one step.
fn book(shared: &Arc<Shared>, body: &[u8]) -> Response {
    let Ok(request @ Value::Object(_)) = serde_json::from_slice::<Value>(body) else {
        return refuse(
            StatusCode::BAD_REQUEST,
            40_000_001,
            "Request body is not valid JSON",
        );
    };
    if let Some((code, error)) = fault(&request) {
        return refuse(StatusCode::BAD_REQUEST, code, error);
    }
    let (outbox, parcels) = mpsc::unbounded_channel();
    let (number, reply) = {
        let mut world = shared.world();
        let reference = text(&request, "reference_id");
        if let Some(there) = reference
            .as_deref()
            .and_then(|reference| world.referenced(reference))
        {
            let details =
                json!({"order_id": there.id, "reference_id": there.reference, "waybill_id": there.waybill});
            return answer(
                StatusCode::BAD_REQUEST,
                &json!({"success": false, "error": "Order with the same reference id already exists",
                    "code": 40_002_060, "details": details}),
            );
        }
        let mishaps = world.mishaps.clone();
        let order = world.add(request, outbox);
        tracing::info!(order = %order.id, "order created");
        let _ = order.outbox.send(views::status_webhook(order, &mishaps));
        let _ = order.outbox.send(views::price_webhook(order, &mishaps));
        (order.number, views::order(order, &mishaps, true))
    };
    shared.spawn(webhooks::deliver(shared.clone(), parcels));
    if !shared.step.is_zero() {
        shared.spawn(ride::ride(shared.clone(), number));
    }
    answer(StatusCode::OK, &reply)
}

async fn retrieve(State(shared): Sim, headers: HeaderMap, Path(id): Path<String>) -> Response {
    if let Some(refusal) = turned_away(&shared, &headers) {
        return refusal;
    }
    let world = shared.world();
    match world.order(&id) {
        Some(order) => answer(StatusCode::OK, &views::order(order, &world.mishaps, false)),
        None => refuse(StatusCode::BAD_REQUEST, 40_002_057, "Order not found"),
    }
}

async fn track(State(shared): Sim, headers: HeaderMap, Path(id): Path<String>) -> Response {
    if let Some(refusal) = turned_away(&shared, &headers) {
        return refusal;
    }
    let world = shared.world();
    match world.tracked(&id) {
        Some(order) => answer(StatusCode::OK, &views::tracking(order, &world.mishaps)),
        None => refuse(StatusCode::BAD_REQUEST, 40_003_001, "Failed to get tracking data"),
    }
}

async fn cancel(State(shared): Sim, headers: HeaderMap, Path(id): Path<String>, body: Bytes) -> Response {
    if let Some(refusal) = turned_away(&shared, &headers) {
        return refusal;
    }
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let code = text(&body, "cancellation_reason_code");
    let reason = text(&body, "cancellation_reason");
    let number = {
        let world = shared.world();
        let Some(order) = world.order(&id) else {
            return refuse(StatusCode::BAD_REQUEST, 40_002_057, "Order not found");
        };
        if order.status() == "cancelled" {
            return refuse(
                StatusCode::BAD_REQUEST,
                40_002_050,
                "Order is already in the new status",
            );
        }
        if !CANCELLABLE.contains(&order.status()) {
            return refuse(
                StatusCode::BAD_REQUEST,
                40_002_053,
                "Cannot cancel order in its current status",
            );
        }
        if code.is_none() || (code.as_deref() == Some("others") && reason.is_none()) {
            return refuse(
                StatusCode::BAD_REQUEST,
                40_002_056,
                "Cancellation reason is required",
            );
        }
        order.number
    };
    shared.move_to(number, "cancelled");
    answer(
        StatusCode::OK,
        &json!({"success": true, "message": "Order successfully cancelled", "object": "order", "id": id,
            "status": "cancelled", "cancellation_reason_code": code, "cancellation_reason": reason}),
    )
}

async fn cancellation_reasons(State(shared): Sim, headers: HeaderMap) -> Response {
    if let Some(refusal) = turned_away(&shared, &headers) {
        return refusal;
    }
    let reason = |code: &str, reason: &str| json!({"code": code, "reason": reason});
    answer(
        StatusCode::OK,
        &json!({"success": true, "object": "cancellation_reasons", "cancellation_reasons":
            [reason("change_courier", "Ingin ganti kurir"), reason("others", "Lainnya")]}),
    )
}
