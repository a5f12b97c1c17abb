//! The control calls under `/_sim/`.

use courier_simulator::Config;
use serde_json::json;

use crate::{book, get, listener::listen, order, post, start};

#[tokio::test]
async fn orders_are_moved_and_listed_without_personal_data() {
    let sim = start(Config::default()).await;
    let id = book(&sim, "case-p-1").await;
    assert_eq!(
        post(&sim, &format!("/_sim/orders/{id}/advance"), json!({}))
            .await
            .1["status"],
        "allocated"
    );
    let by_reference = post(
        &sim,
        "/_sim/orders/case-p-1/advance",
        json!({"status": "dropping_off"}),
    )
    .await
    .1;
    assert_eq!(by_reference["at_door"], true);
    let (_, orders) = get(&sim, "/_sim/orders").await;
    assert_eq!(orders["orders"][0]["reference_id"], "case-p-1");
    assert_eq!(
        orders["orders"][0]["history"],
        json!(["confirmed", "allocated", "dropping_off"])
    );
    for personal in ["Siti", "081234567890", "Jl. Kartini", "Loket"] {
        assert!(!orders.to_string().contains(personal), "{personal}");
    }
}

#[tokio::test]
async fn mishaps_are_set_while_it_runs() {
    let sim = start(Config::default()).await;
    let wanted = json!({"booking": ["error_after_created"], "journeys": ["no_driver"],
        "webhook_percent": {"lost": 10}, "journey_percent": {"returned": 5}, "camel_case": true});
    let (status, set) = post(&sim, "/_sim/mishaps", wanted).await;
    assert_eq!((status, &set["webhook_percent"]["lost"]), (200, &json!(10)));
    assert_eq!(post(&sim, "/v1/orders", order("a")).await.0, 502);
    assert_eq!(
        post(&sim, "/_sim/orders/a/advance", json!({})).await.1["status"],
        "courier_not_found"
    );
    assert_eq!(post(&sim, "/_sim/orders/a/advance", json!({})).await.0, 409);
    assert_eq!(
        post(&sim, "/_sim/mishaps", json!({})).await.0,
        200,
        "an empty object clears them"
    );
    assert_eq!(post(&sim, "/v1/orders", order("b")).await.0, 200);
}

#[tokio::test]
async fn the_webhook_is_installed_and_its_history_shown() {
    let listener = listen(&[204]).await;
    let sim = start(Config::default()).await;
    let url = format!("http://hooks.localhost:{}/x", listener.addr.port());
    let (status, reply) = post(
        &sim,
        "/_sim/webhook",
        json!({"url": url, "header": "x-tuntas-webhook", "token": "t"}),
    )
    .await;
    assert_eq!((status, &reply["ping"]), (200, &json!(204)));
    let (_, sent) = get(&sim, "/_sim/webhooks").await;
    assert_eq!(sent["webhooks"][0]["event"], "ping");
    assert_eq!(sent["webhooks"][0]["answer"], 204);
}

#[tokio::test]
async fn mistakes_are_told_apart() {
    let sim = start(Config::default()).await;
    book(&sim, "a").await;
    assert_eq!(post(&sim, "/_sim/orders/none/advance", json!({})).await.0, 404);
    assert_eq!(
        post(&sim, "/_sim/orders/none/handover", json!({"code": "1"}))
            .await
            .0,
        404
    );
    assert_eq!(
        post(&sim, "/_sim/orders/a/advance", json!({"status": "flying"}))
            .await
            .0,
        400
    );
    assert_eq!(
        post(&sim, "/_sim/orders/a/handover", json!({"pin": "1"})).await.0,
        400
    );
    assert_eq!(
        post(&sim, "/_sim/mishaps", json!({"camelcase": true})).await.0,
        400
    );
    assert_eq!(
        post(
            &sim,
            "/_sim/webhook",
            json!({"url": "http://10.0.0.1", "header": "x", "token": "t"})
        )
        .await
        .0,
        400
    );
    assert_eq!(get(&sim, "/v2/orders").await.0, 404);
    let (status, told) = post(&sim, "/_sim/orders/a/handover", json!({"code": "1"})).await;
    assert_eq!((status, &told["outcome"]), (200, &json!("pointless")));
}
