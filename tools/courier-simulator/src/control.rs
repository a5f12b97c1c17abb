//! What no courier would let you do, `/_sim/…`.

use std::sync::Arc;

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::json;

use crate::{
    api::{Sim, answer},
    config::{Mishaps, WebhookTarget},
    handover,
    server::{Shared, install_webhook},
    world::{NoSuchOrder, OrderView, STATUSES},
};

pub(crate) fn router() -> Router<Arc<Shared>> {
    Router::new()
        .route("/_sim/orders", get(orders))
        .route("/_sim/webhooks", get(sent))
        .route("/_sim/orders/{id}/advance", post(advance))
        .route("/_sim/orders/{id}/handover", post(hand_over))
        .route("/_sim/mishaps", post(mishaps))
        .route("/_sim/webhook", post(webhook))
}

fn wrong(error: impl std::fmt::Display) -> Response {
    answer(StatusCode::BAD_REQUEST, &json!({ "error": error.to_string() }))
}

fn nowhere(error: NoSuchOrder) -> Response {
    answer(StatusCode::NOT_FOUND, &json!({ "error": error.to_string() }))
}

async fn orders(State(shared): Sim) -> Response {
    let orders: Vec<OrderView> = shared.world().orders.values().map(OrderView::from).collect();
    answer(StatusCode::OK, &json!({ "orders": orders }))
}

async fn sent(State(shared): Sim) -> Response {
    answer(StatusCode::OK, &json!({ "webhooks": shared.world().sent }))
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Advance {
    status: Option<String>,
}

async fn advance(State(shared): Sim, Path(id): Path<String>, body: Bytes) -> Response {
    let wanted: Advance = if body.is_empty() {
        Advance::default()
    } else {
        match serde_json::from_slice(&body) {
            Ok(wanted) => wanted,
            Err(error) => return wrong(error),
        }
    };
    let number = match shared.world().number(&id) {
        Ok(number) => number,
        Err(error) => return nowhere(error),
    };
    let status = match wanted.status.as_deref() {
        Some(status) if STATUSES.contains(&status) => status,
        Some(_) => return wrong("no such status"),
        None => match shared.next(number) {
            Some(next) => next,
            None => {
                return answer(
                    StatusCode::CONFLICT,
                    &json!({"error": "the order has no next status"}),
                );
            }
        },
    };
    shared.move_to(number, status);
    let view = shared.world().orders.get(&number).map(OrderView::from);
    answer(StatusCode::OK, &json!(view))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    code: String,
}

async fn hand_over(State(shared): Sim, Path(id): Path<String>, body: Bytes) -> Response {
    let told: Told = match serde_json::from_slice(&body) {
        Ok(told) => told,
        Err(error) => return wrong(error),
    };
    match handover::tell(&shared, &id, &told.code).await {
        Ok(outcome) => answer(StatusCode::OK, &json!(outcome)),
        Err(error) => nowhere(error),
    }
}

async fn mishaps(State(shared): Sim, body: Bytes) -> Response {
    match serde_json::from_slice::<Mishaps>(&body) {
        Ok(mishaps) => {
            shared.world().mishaps = mishaps.clone();
            answer(StatusCode::OK, &json!(mishaps))
        }
        Err(error) => wrong(error),
    }
}

async fn webhook(State(shared): Sim, body: Bytes) -> Response {
    let target: WebhookTarget = match serde_json::from_slice(&body) {
        Ok(target) => target,
        Err(_) => return wrong("expected url, header, token and optionally ping"),
    };
    match install_webhook(&shared, target).await {
        Ok(status) => answer(StatusCode::OK, &json!({ "ping": status })),
        Err(error) => wrong(error),
    }
}
