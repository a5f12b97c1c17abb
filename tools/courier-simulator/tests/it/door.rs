//! At the door: the addressee tells a code, the rider enters it.

use std::time::Duration;

use courier_simulator::{Config, HandoverOutcome as H};
use serde_json::json;

use crate::{
    listener::{Listener, listen},
    order, post, riding, start, until,
};

/// An order whose note has the hand-over line, with a name only the simulator can resolve.
async fn book(sim: &courier_simulator::Handle, listener: &Listener) -> String {
    let url = format!(
        "http://ab1.execute-api.localhost:{}/v1/handovers/tok3n",
        listener.addr.port()
    );
    let mut body = order("a");
    body["order_note"] = json!(format!(
        "Dokumen, jangan dilipat.\nSerah terima: {url}\nTerima kasih"
    ));
    post(sim, "/v1/orders", body).await.1["id"]
        .as_str()
        .unwrap()
        .to_owned()
}

fn strict() -> Config {
    Config {
        require_code: true,
        ..riding()
    }
}

#[tokio::test]
async fn the_rider_waits_at_the_door_until_the_right_code_is_told() {
    let listener = listen(&[422]).await;
    let sim = start(strict()).await;
    let id = book(&sim, &listener).await;
    until("at the door", || sim.order(&id).unwrap().at_door).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(
        sim.order(&id).unwrap().status,
        "dropping_off",
        "no code, no delivery"
    );
    assert_eq!(sim.hand_over(&id, "000000").await, Ok(H::Refused { status: 422 }));
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(
        sim.order(&id).unwrap().status,
        "dropping_off",
        "a refused code is not tried again"
    );
    assert_eq!(sim.hand_over("a", "123456").await, Ok(H::Delivered));
    let view = sim.order(&id).unwrap();
    assert!(view.handed_over);
    assert_eq!(
        (view.status.as_str(), view.handover_status),
        ("delivered", Some(200))
    );

    let calls = listener.calls();
    assert_eq!(calls.len(), 2);
    assert_eq!(calls[1].json(), json!({"code": "123456"}));
    assert_eq!(calls[1].path, "/v1/handovers/tok3n");
    assert_eq!(
        calls[1].host,
        format!("ab1.execute-api.localhost:{}", listener.addr.port())
    );
}

#[tokio::test]
async fn a_code_told_early_is_entered_at_the_door_and_again_if_not_answered() {
    let listener = listen(&[503, 500]).await;
    let sim = start(strict()).await;
    let id = book(&sim, &listener).await;
    assert_eq!(sim.hand_over(&id, "123456").await, Ok(H::Noted));
    until("delivered", || sim.order(&id).unwrap().status == "delivered").await;
    assert_eq!(listener.calls().len(), 3);
    assert_eq!(sim.hand_over(&id, "123456").await, Ok(H::Pointless));
    let delivered = sim
        .order(&id)
        .unwrap()
        .history
        .iter()
        .filter(|status| *status == "delivered")
        .count();
    assert_eq!(delivered, 1);
}

#[tokio::test]
async fn moved_by_hand_the_code_delivers_as_soon_as_the_rider_is_there() {
    let listener = listen(&[]).await;
    let sim = start(Config {
        require_code: true,
        ..Config::default()
    })
    .await;
    let id = book(&sim, &listener).await;
    sim.advance(&id, Some("picked")).unwrap();
    assert_eq!(sim.hand_over(&id, "1").await, Ok(H::Noted));
    sim.advance(&id, Some("dropping_off")).unwrap();
    assert_eq!(sim.hand_over(&id, "2").await, Ok(H::Delivered));
    assert_eq!(listener.calls()[0].json(), json!({"code": "2"}));
}

#[tokio::test]
async fn a_provider_may_claim_delivery_without_any_code() {
    let listener = listen(&[]).await;
    let sim = start(Config {
        require_code: true,
        ..Config::default()
    })
    .await;
    let id = book(&sim, &listener).await;
    let view = sim.advance(&id, Some("delivered")).unwrap();
    assert!(!view.handed_over && view.has_handover);
    assert!(listener.calls().is_empty());
}

#[tokio::test]
async fn without_a_hand_over_line_a_code_is_pointless() {
    let sim = start(Config::default()).await;
    crate::book(&sim, "plain").await;
    assert_eq!(sim.hand_over("plain", "1").await, Ok(H::Pointless));
    assert!(sim.hand_over("nobody", "1").await.is_err());
}
