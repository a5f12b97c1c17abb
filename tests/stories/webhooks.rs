//! A court's own system on the deployed stack: it subscribes, and is told of its case over a real connection.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use serde_json::{Value, json};
use tuntas_tests::{Sample, Town};

/// What a receiver was sent.
type Came = Arc<Mutex<Vec<(HeaderMap, String)>>>;

async fn receive(State(came): State<Came>, headers: HeaderMap, body: String) -> StatusCode {
    came.lock().unwrap().push((headers, body));
    StatusCode::NO_CONTENT
}

async fn receiver() -> (String, Came) {
    let came = Came::default();
    let app = Router::new()
        .route("/tuntas", post(receive))
        .with_state(came.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/tuntas", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    (url, came)
}

/// Waits until a message of that type about that case came, and returns it.
async fn wait_for(came: &Came, kind: &str, about: &str) -> (HeaderMap, String) {
    let start = Instant::now();
    loop {
        let found = came.lock().unwrap().iter().find_map(|(headers, body)| {
            let message: Value = serde_json::from_str(body).unwrap();
            let data = &message["data"];
            let named = data["case"] == about || data["subscription"] == about;
            (message["type"] == kind && named).then(|| (headers.clone(), body.clone()))
        });
        if let Some(found) = found {
            return found;
        }
        assert!(start.elapsed() < Duration::from_secs(150), "no {kind} came");
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}

#[tokio::test]
async fn a_court_subscribes_sends_a_decree_and_its_system_is_told_under_signature() {
    let town = Town::open().await;
    let (url, came) = receiver().await;
    let court = town.court().await;
    let root = "/v1/webhook-subscriptions";
    let keyed = |key: &'static str| [("content-type", "application/json"), ("idempotency-key", key)];
    let body = json!({ "url": url, "events": ["case.decree_accepted", "case.finality_completed"] });
    let made = court
        .post_with(root, body.to_string().as_bytes(), &keyed("hooks-1"))
        .await
        .unwrap();
    assert_eq!(made.status, 201, "{}", made.body);
    let secret = made.body["secret"].as_str().unwrap();
    let id = made.body["subscription"]["id"].as_str().unwrap();
    let library = standardwebhooks::Webhook::new(secret).unwrap();

    // A test comes at once.
    let path = format!("{root}/{id}/test");
    let test = court.post_with(&path, b"", &keyed("hooks-test")).await.unwrap();
    assert_eq!(test.status, 202, "{}", test.body);
    let (headers, told) = wait_for(&came, "tuntas.test", id).await;
    library.verify(told.as_bytes(), &headers).unwrap();
    assert_eq!(headers["webhook-id"], test.body["message"].as_str().unwrap());

    // A decree that waits for its BHT: the court hears that it was taken.
    let mut decree = Sample::named("not-yet-bht").decree;
    decree["caseNumber"] = json!("9701/Pdt.G/2026/PA.Pas");
    decree["reference"] = json!("HOOKS-9701");
    decree["finality"] = json!({});
    let taken = town.hand_in("/v1/decrees", &decree, "hooks-decree").await;
    assert_eq!(taken.status, 202, "{}", taken.body);
    let case = taken.body["id"].as_str().unwrap();
    let (headers, told) = wait_for(&came, "case.decree_accepted", case).await;
    library.verify(told.as_bytes(), &headers).unwrap();
    assert!(
        library
            .verify(told.replace(case, id).as_bytes(), &headers)
            .is_err()
    );

    // What was sent is seen, by its court alone.
    let deliveries = format!("{root}/{id}/deliveries");
    let seen = court.get(&deliveries).await.unwrap();
    assert_eq!(seen.status, 200, "{}", seen.body);
    assert!(
        seen.body
            .to_string()
            .contains(headers["webhook-id"].to_str().unwrap())
    );
    let registry = town.colleague("sistem-01").await;
    assert_eq!(registry.get(&deliveries).await.unwrap().status, 404);

    // The schedule finds its list, and a removed subscription is told nothing more.
    let looked = town.invoke("tuntas-webhook-dispatch").await;
    assert!(looked["subscriptions"].is_number(), "{looked}");
    let off = court
        .patch_json(&format!("{root}/{id}"), &json!({ "state": "disabled" }))
        .await
        .unwrap();
    assert_eq!(off.body["state"], "disabled", "{}", off.body);
    assert_eq!(court.delete(&format!("{root}/{id}")).await.unwrap().status, 204);
    assert_eq!(court.get(&format!("{root}/{id}")).await.unwrap().status, 404);
}
