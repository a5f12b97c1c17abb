//! The provider's API.

use std::time::{Duration, Instant};

use courier_simulator::{BookingMishap as M, Config, Mishaps, Simulator, StartError};
use serde_json::{Value, json};

use crate::{book, call, get, order, post, start};

#[tokio::test]
async fn a_key_is_asked_for_and_taken_raw_or_as_bearer() {
    let sim = start(Config::default()).await;
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let cases = [
        (None, 401, 40_101_001),
        (Some("wrong"), 401, 40_101_002),
        (Some("biteship_test.local"), 400, 40_002_057),
        (Some("Bearer biteship_test.local"), 400, 40_002_057),
    ];
    for (key, status, code) in cases {
        let request = client.get(format!("{}/v1/orders/none", sim.base_url()));
        let request = match key {
            Some(key) => request.header("authorization", key),
            None => request,
        };
        let response = request.send().await.unwrap();
        assert_eq!(response.status().as_u16(), status, "{key:?}");
        let body: Value = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
        assert_eq!(
            (&body["code"], &body["success"]),
            (&json!(code), &json!(false)),
            "{key:?}"
        );
    }
}

#[tokio::test]
async fn a_reference_is_unique_for_ever_and_the_refusal_names_the_order_that_has_it() {
    let sim = start(Config::default()).await;
    let id = book(&sim, "case-p-1").await;
    sim.advance(&id, Some("cancelled")).unwrap();
    let (status, refusal) = post(&sim, "/v1/orders", order("case-p-1")).await;
    assert_eq!(status, 400);
    assert_eq!(refusal["code"], 40_002_060);
    assert_eq!(refusal["details"]["order_id"], json!(id));
    assert_eq!(refusal["details"]["reference_id"], "case-p-1");
    assert!(
        refusal["details"]["waybill_id"]
            .as_str()
            .unwrap()
            .starts_with("WYB-")
    );
    assert_eq!(sim.orders().len(), 1);
}

#[tokio::test]
async fn every_fault_of_a_booking_has_its_number() {
    let sim = start(Config::default()).await;
    let without = |key: &str| {
        let mut body = order("r");
        body.as_object_mut().unwrap().remove(key);
        body
    };
    let with = |key: &str, value: Value| {
        let mut body = order("r");
        body[key] = value;
        body
    };
    let cases = [
        (without("origin_contact_name"), 40_002_014),
        (with("origin_contact_phone", json!(" ")), 40_002_015),
        (without("origin_address"), 40_002_016),
        (without("destination_contact_name"), 40_002_017),
        (without("destination_contact_phone"), 40_002_018),
        (with("destination_address", json!("")), 40_002_019),
        (without("delivery_type"), 40_002_005),
        (with("delivery_type", json!("later")), 40_002_006),
        (with("delivery_type", json!("scheduled")), 40_002_007),
        (with("courier_company", json!("ojek pangkalan")), 40_002_026),
        (with("courier_type", json!("reg")), 40_002_027),
        (without("origin_coordinate"), 40_002_022),
        (
            with("destination_coordinate", json!({"latitude": -7.6})),
            40_002_024,
        ),
        (with("destination_cash_on_delivery", json!(50_000)), 40_002_009),
        (with("destination_proof_of_delivery", json!(true)), 40_002_032),
        (with("items", json!([])), 40_002_038),
        (
            with(
                "items",
                json!([{"name": "Dokumen", "value": -1, "weight": 200, "quantity": 1}]),
            ),
            40_002_038,
        ),
    ];
    for (body, code) in cases {
        let (status, refusal) = post(&sim, "/v1/orders", body).await;
        assert_eq!((status, &refusal["code"]), (400, &json!(code)), "{refusal}");
    }
    let (status, _) = post(&sim, "/v1/orders", json!("not an order")).await;
    assert_eq!(status, 400);
    assert!(sim.orders().is_empty());
}

#[tokio::test]
async fn an_order_can_be_cancelled_until_it_is_picked_up() {
    let sim = start(Config::default()).await;
    let reason = json!({"cancellation_reason_code": "others", "cancellation_reason": "Alamat berubah"});
    let id = book(&sim, "a").await;
    sim.advance(&id, Some("picking_up")).unwrap();
    let path = format!("/v1/orders/{id}/cancel");
    let (_, refusal) = post(&sim, &path, json!({"cancellation_reason_code": "others"})).await;
    assert_eq!(refusal["code"], 40_002_056, "`others` needs its sentence");
    let (status, reply) = post(&sim, &path, reason.clone()).await;
    assert_eq!((status, &reply["status"]), (200, &json!("cancelled")));
    let (_, again) = post(&sim, &path, reason.clone()).await;
    assert_eq!(again["code"], 40_002_050);

    let late = book(&sim, "b").await;
    sim.advance(&late, Some("picked")).unwrap();
    let (_, refusal) = post(&sim, &format!("/v1/orders/{late}/cancel"), reason.clone()).await;
    assert_eq!(refusal["code"], 40_002_053);
    let (_, refusal) = post(&sim, "/v1/orders/none/cancel", reason).await;
    assert_eq!(refusal["code"], 40_002_057);
    let (_, reasons) = get(&sim, "/v1/orders/cancellation_reasons?lang=id").await;
    assert_eq!(reasons["cancellation_reasons"][1]["code"], "others");
}

#[tokio::test]
async fn tracking_has_the_misspelt_message_and_the_order_a_time_without_seconds() {
    let mishaps = Mishaps {
        camel_case: true,
        string_numbers: true,
        ..Mishaps::default()
    };
    let sim = start(Config {
        mishaps,
        ..Config::default()
    })
    .await;
    let id = book(&sim, "a").await;
    sim.advance(&id, Some("dropping_off")).unwrap();
    let (_, order) = get(&sim, &format!("/v1/orders/{id}")).await;
    assert_eq!(order["status"], "droppingOff");
    assert_eq!(order["price"], "10000");
    assert_eq!(
        order["delivery"]["datetime"].as_str().unwrap().len(),
        "2029-09-24T12:00+07:00".len()
    );
    let tracking = order["courier"]["tracking_id"].as_str().unwrap();
    let (_, tracking) = get(&sim, &format!("/v1/trackings/{tracking}")).await;
    assert!(tracking["messsage"].is_string());
    assert_eq!(tracking["history"][1]["status"], "droppingOff");
    assert_eq!(get(&sim, "/v1/trackings/none").await.1["code"], 40_003_001);
}

#[tokio::test]
async fn rates_depend_on_the_way() {
    let sim = start(Config::default()).await;
    let ask = |longitude: f64| {
        json!({"origin_latitude": -7.6453, "origin_longitude": 112.9075, "destination_latitude": -7.6453,
            "destination_longitude": longitude, "couriers": "grab, gojek",
            "items": [{"name": "Dokumen", "value": 0, "weight": 200, "quantity": 1}]})
    };
    let (status, near) = post(&sim, "/v1/rates/couriers", ask(112.92)).await;
    assert_eq!((status, &near["code"]), (200, &json!(20_001_003)));
    assert_eq!(near["pricing"].as_array().unwrap().len(), 3);
    let (_, far) = post(&sim, "/v1/rates/couriers", ask(113.1)).await;
    assert!(far["pricing"][0]["price"].as_u64() > near["pricing"][0]["price"].as_u64());
    assert_eq!(
        post(&sim, "/v1/rates/couriers", ask(115.0)).await.1["code"],
        40_001_010
    );
    assert_eq!(
        post(&sim, "/v1/rates/couriers", json!({})).await.1["code"],
        40_001_002
    );
}

#[tokio::test]
async fn more_calls_than_allowed_in_a_second_are_turned_away() {
    let sim = start(Config {
        calls_per_second: Some(3),
        ..Config::default()
    })
    .await;
    let mut turned_away = 0;
    for _ in 0..20 {
        let (status, body) = get(&sim, "/v1/orders/none").await;
        turned_away += u32::from(status == 429);
        assert_eq!(body["success"], false);
    }
    // The calls may straddle two seconds, hardly three.
    assert!((11..=17).contains(&turned_away), "{turned_away}");
    tokio::time::sleep(Duration::from_millis(1_050)).await;
    assert_eq!(get(&sim, "/v1/orders/none").await.0, 400);
}

#[tokio::test]
async fn booking_mishaps_happen_in_their_order_and_tell_the_truth_about_what_was_made() {
    let booking = [
        M::ErrorBeforeCreated,
        M::ErrorAfterCreated,
        M::HangBeforeCreated,
        M::HangAfterCreated,
        M::GarbledAfterCreated,
        M::Throttled,
        M::NoBalance,
        M::None,
    ];
    let mishaps = Mishaps {
        booking: booking.into(),
        hang_ms: 50,
        ..Mishaps::default()
    };
    let sim = start(Config {
        mishaps,
        ..Config::default()
    })
    .await;
    let mut seen = Vec::new();
    for (index, mishap) in booking.into_iter().enumerate() {
        let reference = format!("r{index}");
        let (status, body) = post(&sim, "/v1/orders", order(&reference)).await;
        seen.push((mishap, status, body.is_null(), sim.order(&reference).is_some()));
    }
    assert_eq!(
        seen,
        [
            (M::ErrorBeforeCreated, 500, false, false),
            (M::ErrorAfterCreated, 502, true, true),
            (M::HangBeforeCreated, 504, false, false),
            (M::HangAfterCreated, 504, false, true),
            (M::GarbledAfterCreated, 200, true, true),
            (M::Throttled, 429, false, false),
            (M::NoBalance, 400, false, false),
            (M::None, 200, false, true),
        ]
    );
}

#[tokio::test]
async fn stopping_ends_hanging_calls_at_once() {
    let mishaps = Mishaps {
        booking: [M::HangBeforeCreated].into(),
        ..Mishaps::default()
    };
    let sim = start(Config {
        mishaps,
        ..Config::default()
    })
    .await;
    let url = format!("{}/v1/orders", sim.base_url());
    let hanging = tokio::spawn(call(reqwest::Method::POST, url, Some(order("r"))));
    crate::until("the call arrives", || sim.booking_calls() == 1).await;
    let begun = Instant::now();
    sim.shutdown().await;
    assert_eq!(hanging.await.unwrap().0, 504);
    assert!(begun.elapsed() < Duration::from_secs(2));
}

#[tokio::test]
async fn it_stays_on_the_loopback_interface() {
    let wide = Config {
        addr: ([0, 0, 0, 0], 0).into(),
        ..Config::default()
    };
    assert!(matches!(
        Simulator::start(wide).await,
        Err(StartError::NotLoopback)
    ));
}

#[tokio::test]
async fn the_same_seed_makes_the_same_day() {
    let day = async |seed| {
        let mishaps = Mishaps {
            booking_percent: [(M::ErrorBeforeCreated, 30)].into(),
            journey_percent: [
                (courier_simulator::Journey::NoDriver, 30),
                (courier_simulator::Journey::Returned, 30),
            ]
            .into(),
            ..Mishaps::default()
        };
        let sim = start(Config {
            seed,
            mishaps,
            ..Config::default()
        })
        .await;
        let mut day = Vec::new();
        for index in 0..20 {
            let reference = format!("r{index}");
            let (status, reply) = post(&sim, "/v1/orders", order(&reference)).await;
            let first = sim
                .advance(&reference, None)
                .map(|order| order.status)
                .unwrap_or_default();
            day.push((
                status,
                reply["id"].clone(),
                reply["courier"]["waybill_id"].clone(),
                first,
            ));
        }
        day
    };
    let monday = day(7).await;
    assert_eq!(monday, day(7).await);
    assert_ne!(monday, day(8).await);
    assert!(monday.iter().any(|order| order.0 == 500));
    assert!(monday.iter().any(|order| order.3 == "courier_not_found"));
    assert!(monday.iter().any(|order| order.3 == "allocated"));
}
