//! The simulator, seen over HTTP.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper that fails is a failed test"
)]

mod api;
mod control;
mod door;
mod listener;
mod program;
mod rides;
mod webhooks;

use std::time::Duration;

use courier_simulator::{Config, Handle, Simulator};
use serde_json::{Value, json};

/// A good order, as a client would send it.
fn order(reference: &str) -> Value {
    json!({"origin_contact_name": "Loket", "origin_contact_phone": "0343421000", "origin_address": "Jl. Pahlawan 22",
        "origin_coordinate": {"latitude": -7.6453, "longitude": 112.9075},
        "destination_contact_name": "Siti", "destination_contact_phone": "081234567890",
        "destination_address": "Jl. Kartini 5", "destination_coordinate": {"latitude": -7.6491, "longitude": 112.9311},
        "courier_company": "gojek", "courier_type": "instant", "delivery_type": "now", "reference_id": reference,
        "items": [{"name": "Dokumen", "value": 0, "weight": 200, "quantity": 1}]})
}

async fn start(config: Config) -> Handle {
    Simulator::start(config).await.unwrap()
}

/// Fast enough for a test, slow enough to see the statuses one by one.
fn riding() -> Config {
    Config {
        step: Duration::from_millis(20),
        webhook_retry_wait: Duration::from_millis(20),
        ..Config::default()
    }
}

async fn call(method: reqwest::Method, url: String, body: Option<Value>) -> (u16, Value) {
    let request = reqwest::Client::builder()
        .no_proxy()
        .build()
        .unwrap()
        .request(method, url);
    let request = request.header("authorization", "biteship_test.local");
    let request = match body {
        Some(body) => request.body(body.to_string()),
        None => request,
    };
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    (
        status,
        serde_json::from_slice(&response.bytes().await.unwrap()).unwrap_or(Value::Null),
    )
}

async fn post(handle: &Handle, path: &str, body: Value) -> (u16, Value) {
    call(
        reqwest::Method::POST,
        format!("{}{path}", handle.base_url()),
        Some(body),
    )
    .await
}

async fn get(handle: &Handle, path: &str) -> (u16, Value) {
    call(reqwest::Method::GET, format!("{}{path}", handle.base_url()), None).await
}

/// Makes a good order and returns its id.
async fn book(handle: &Handle, reference: &str) -> String {
    let (status, reply) = post(handle, "/v1/orders", order(reference)).await;
    assert_eq!(status, 200, "{reply}");
    reply["id"].as_str().unwrap().to_owned()
}

/// Waits until something is so.
async fn until(what: &str, so: impl Fn() -> bool) {
    for _ in 0..500 {
        if so() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("never happened: {what}");
}
