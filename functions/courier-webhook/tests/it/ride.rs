//! Whole rides: the provider reports over HTTP, well or badly, and the rider enters the code at the door.

use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use courier_simulator::{Config, HandoverOutcome, Journey, Mishaps, WebhookPercent, WebhookTarget};
use courier_webhook::CourierWebhook;
use serde_json::{Map, Value};
use tuntas_couriers::biteship::Biteship;
use tuntas_domain::case::{CourierStatus, TrackStage};

use crate::support::{HEADER, Office, Sent, TOKEN, right_code, token, wrong_code};

type Function = CourierWebhook<Biteship>;

/// Serves the function over HTTP; its address.
async fn serve(function: Function) -> String {
    let router = Router::new()
        .route("/v1/courier/biteship", post(report))
        .route("/v1/handovers/{token}", post(code))
        .with_state(function);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

fn json_of(headers: &HeaderMap) -> Value {
    let headers = headers
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().into()));
    Value::Object(headers.collect::<Map<String, Value>>())
}

async fn report(State(function): State<Function>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let body = String::from_utf8(body.to_vec()).unwrap();
    let sent = Sent {
        headers: json_of(&headers),
        ..Sent::post("POST /v1/courier/biteship", &body)
    };
    StatusCode::from_u16(sent.to(function).await.status()).unwrap()
}

async fn code(
    State(function): State<Function>,
    Path(token): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let body = String::from_utf8(body.to_vec()).unwrap();
    let sent = Sent {
        token,
        headers: json_of(&headers),
        ..Sent::post("POST /v1/handovers/{token}", &body)
    };
    StatusCode::from_u16(sent.to(function).await.status()).unwrap()
}

/// A booked ride whose reports arrive over HTTP; its order.
async fn riding(mishaps: Mishaps, require_code: bool) -> (Office, String) {
    let config = Config {
        step: Duration::from_millis(80),
        require_code,
        webhook_retry_wait: Duration::from_millis(20),
        mishaps,
        ..Config::default()
    };
    let office = Office::with(config).await;
    let address = serve(office.function()).await;
    let target = WebhookTarget {
        url: format!("{address}/v1/courier/biteship"),
        header: HEADER.to_owned(),
        token: TOKEN.to_owned(),
        ping: true,
    };
    assert_eq!(office.provider.install_webhook(target).await.unwrap(), Some(200));
    let order = office
        .book(1, &format!("Serah terima: {address}/v1/handovers/{}", token()))
        .await;
    office.record(&order).await;
    (office, order.id.to_string())
}

async fn until(office: &Office, stage: TrackStage) {
    for _ in 0..200 {
        if office.stage().await == stage {
            return;
        }
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
    assert_eq!(office.stage().await, stage, "after {:?}", office.moves().await);
}

#[tokio::test]
async fn the_addressee_tells_the_code_and_the_envelope_is_delivered() {
    let (office, order) = riding(Mishaps::default(), true).await;
    until(&office, TrackStage::OnTheWay).await;
    while !office.provider.order(&order).unwrap().at_door {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let misheard = office.provider.hand_over(&order, wrong_code()).await.unwrap();
    assert_eq!(misheard, HandoverOutcome::Refused { status: 422 });
    let heard = office.provider.hand_over(&order, &right_code()).await.unwrap();
    assert_eq!(heard, HandoverOutcome::Delivered);
    until(&office, TrackStage::Delivered).await;
    assert_eq!(office.first_attempt().await.wrong_codes, 1);
}

/// Reports come twice, late and out of order; the ride ends all the same, and no status is recorded twice.
#[tokio::test]
async fn a_ride_whose_reports_are_mixed_up_ends_unconfirmed_until_the_code_comes() {
    let mishaps = Mishaps {
        webhook_percent: WebhookPercent {
            duplicate: 60,
            reorder: 40,
            delay: 30,
            ..WebhookPercent::default()
        },
        webhook_delay_ms: 60,
        camel_case: true,
        ..Mishaps::default()
    };
    let (office, _) = riding(mishaps, false).await;
    until(&office, TrackStage::DeliveryUnconfirmed).await;
    let moves = office.moves().await;
    let mut once = moves.clone();
    once.dedup();
    assert_eq!(moves, once);
    assert!(
        moves.is_sorted_by(|before, after| before.precedes(*after)),
        "{moves:?}"
    );
    assert_eq!(office.enter(&right_code()).await.status(), 200);
    until(&office, TrackStage::Delivered).await;
}

#[tokio::test]
async fn an_envelope_nobody_takes_comes_back_to_the_office() {
    let mishaps = Mishaps {
        journeys: [Journey::Returned].into(),
        ..Mishaps::default()
    };
    let (office, _) = riding(mishaps, false).await;
    for _ in 0..200 {
        if office.first_attempt().await.status == CourierStatus::Returned {
            break;
        }
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
    assert_eq!(office.first_attempt().await.status, CourierStatus::Returned);
    assert_eq!(office.stage().await, TrackStage::AtOffice);
    assert_eq!(office.enter(&right_code()).await.status(), 409);
}
