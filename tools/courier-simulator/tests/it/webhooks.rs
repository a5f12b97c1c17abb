//! Webhooks, well and badly.

use std::time::Duration;

use courier_simulator::{Config, Mishaps, WebhookPercent, WebhookTarget};
use serde_json::Value;

use crate::{
    book,
    listener::{Listener, listen},
    riding, start, until,
};

const RIDE: [&str; 6] = [
    "confirmed",
    "allocated",
    "picking_up",
    "picked",
    "dropping_off",
    "delivered",
];

fn to(listener: &Listener) -> WebhookTarget {
    WebhookTarget {
        url: format!("http://127.0.0.1:{}/v1/courier/biteship", listener.addr.port()),
        header: "x-tuntas-webhook".to_owned(),
        token: "benar".to_owned(),
        ping: true,
    }
}

async fn ride_with(percent: WebhookPercent, listener: &Listener, enough: usize) -> Vec<String> {
    let mishaps = Mishaps {
        webhook_percent: percent,
        webhook_delay_ms: 60,
        ..Mishaps::default()
    };
    let sim = start(Config {
        webhook: Some(to(listener)),
        mishaps,
        ..riding()
    })
    .await;
    book(&sim, "a").await;
    until("enough webhooks", || listener.statuses().len() >= enough).await;
    tokio::time::sleep(Duration::from_millis(150)).await;
    listener.statuses()
}

#[tokio::test]
async fn the_installation_ping_is_empty_and_every_step_is_told_in_order_with_the_header() {
    let listener = listen(&[]).await;
    assert_eq!(ride_with(WebhookPercent::default(), &listener, 6).await, RIDE);
    let calls = listener.calls();
    assert!(calls.iter().any(|call| call.body.is_empty()), "the ping");
    assert!(calls.iter().all(|call| call.token.as_deref() == Some("benar")));
    assert!(calls.iter().all(|call| call.path == "/v1/courier/biteship"));
    let price = calls
        .iter()
        .map(crate::listener::Call::json)
        .find(|body| body["event"] == "order.price")
        .unwrap();
    assert_eq!(price["shippment_fee"], 10_000);
}

#[tokio::test]
async fn duplicates_come_twice() {
    let listener = listen(&[]).await;
    let all = WebhookPercent {
        duplicate: 100,
        ..WebhookPercent::default()
    };
    let statuses = ride_with(all, &listener, 12).await;
    assert_eq!(
        statuses,
        RIDE.iter()
            .flat_map(|status| [*status, *status])
            .collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn reordered_ones_are_overtaken_but_all_arrive() {
    let listener = listen(&[]).await;
    let all = WebhookPercent {
        reorder: 100,
        ..WebhookPercent::default()
    };
    let mut statuses = ride_with(all, &listener, 6).await;
    assert_ne!(statuses, RIDE);
    statuses.sort_unstable();
    let mut expected = RIDE.to_vec();
    expected.sort_unstable();
    assert_eq!(statuses, expected);
}

#[tokio::test]
async fn lost_ones_never_arrive_but_are_on_record() {
    let listener = listen(&[]).await;
    let mishaps = Mishaps {
        webhook_percent: WebhookPercent {
            lost: 100,
            ..WebhookPercent::default()
        },
        ..Mishaps::default()
    };
    let sim = start(Config {
        webhook: Some(to(&listener)),
        mishaps,
        ..riding()
    })
    .await;
    book(&sim, "a").await;
    let lost = || {
        sim.webhooks()
            .iter()
            .filter(|sent| sent.lost && sent.event == "order.status")
            .count()
    };
    until("all lost", || lost() == 6).await;
    assert!(listener.statuses().is_empty());
}

#[tokio::test]
async fn delayed_ones_arrive_late() {
    let listener = listen(&[]).await;
    let all = WebhookPercent {
        delay: 100,
        ..WebhookPercent::default()
    };
    let begun = std::time::Instant::now();
    assert_eq!(ride_with(all, &listener, 6).await, RIDE);
    assert!(begun.elapsed() > Duration::from_millis(6 * 60));
}

#[tokio::test]
async fn a_wrong_token_is_sent_once_and_not_repeated() {
    let listener = listen(&[200, 401, 401, 401, 401, 401, 401, 401]).await;
    let all = WebhookPercent {
        wrong_token: 100,
        ..WebhookPercent::default()
    };
    assert_eq!(ride_with(all, &listener, 6).await.len(), 6);
    let webhooks: Vec<_> = listener
        .calls()
        .into_iter()
        .filter(|call| !call.body.is_empty())
        .collect();
    assert!(
        webhooks
            .iter()
            .all(|call| call.token.as_deref() == Some("not-the-token"))
    );
}

#[tokio::test]
async fn a_webhook_that_is_not_answered_with_2xx_is_sent_again_before_the_next_one() {
    let listener = listen(&[500, 503]).await;
    let sim = start(Config {
        webhook: Some(WebhookTarget {
            ping: false,
            ..to(&listener)
        }),
        ..riding()
    })
    .await;
    book(&sim, "a").await;
    until("the ride is told", || listener.statuses().len() == 8).await;
    let statuses = listener.statuses();
    assert_eq!(statuses[..3], ["confirmed"; 3]);
    assert_eq!(statuses[3..], RIDE[1..]);
    let answers: Vec<_> = sim.webhooks().iter().take(3).map(|sent| sent.answer).collect();
    assert_eq!(answers, [Some(500), Some(503), Some(200)]);
}

#[tokio::test]
async fn the_older_nested_form_and_the_camel_spelling_can_be_had() {
    let listener = listen(&[]).await;
    let mishaps = Mishaps {
        nested_webhooks: true,
        camel_case: true,
        ..Mishaps::default()
    };
    let sim = start(Config {
        mishaps,
        ..Config::default()
    })
    .await;
    assert_eq!(sim.install_webhook(to(&listener)).await, Ok(Some(200)));
    let id = book(&sim, "a").await;
    sim.advance(&id, Some("return_in_transit")).unwrap();
    until("told", || listener.statuses().len() == 2).await;
    let last: Value = listener.calls().last().unwrap().json();
    assert_eq!(last["status"], "returnInTransit");
    assert_eq!(last["courier"]["company"], "gojek");
    assert_eq!(last["courier_driver_name"], Value::Null);
}

#[tokio::test]
async fn a_webhook_elsewhere_than_here_is_not_installed() {
    let sim = start(Config::default()).await;
    let elsewhere = WebhookTarget {
        url: "https://example.com/hook".to_owned(),
        header: "x".to_owned(),
        token: "t".to_owned(),
        ping: true,
    };
    assert!(sim.install_webhook(elsewhere).await.is_err());
}
