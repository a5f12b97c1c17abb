//! Sending webhooks, well or badly.

use std::{sync::Arc, time::Duration};

use serde::Serialize;
use tokio::sync::mpsc;

use crate::{
    chance,
    config::{WebhookPercent, WebhookTarget},
    server::Shared,
};

/// One webhook to be sent.
#[derive(Clone)]
pub(crate) struct Parcel {
    /// Number of the order, for chance.
    pub(crate) order: u64,
    pub(crate) order_id: String,
    /// How many webhooks of the order came before.
    pub(crate) step: u64,
    pub(crate) event: &'static str,
    /// The status in it, in the provider's words.
    pub(crate) status: &'static str,
    pub(crate) body: String,
}

/// A webhook that was sent, or lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SentWebhook {
    /// The order's id; empty for the installation ping.
    pub order_id: String,
    /// `order.status`, `order.price`, `order.waybill_id`, or `ping`.
    pub event: String,
    /// The status in it, in the provider's words.
    pub status: String,
    /// HTTP status of the answer; `None` when there was none.
    pub answer: Option<u16>,
    /// True when it was lost on purpose.
    pub lost: bool,
    /// True when it was sent with a wrong token on purpose.
    pub wrong_token: bool,
}

/// Sends an order's webhooks one after the other, until the order's sender is gone.
pub(crate) async fn deliver(shared: Arc<Shared>, mut parcels: mpsc::UnboundedReceiver<Parcel>) {
    let mut kept_back: Option<Parcel> = None;
    loop {
        // A webhook kept back for the next one to overtake it does not wait for ever.
        let next = if kept_back.is_some() {
            tokio::time::timeout(shared.overtake_wait(), parcels.recv())
                .await
                .ok()
                .flatten()
        } else {
            parcels.recv().await
        };
        let Some(parcel) = next else {
            match kept_back.take() {
                Some(parcel) => send(&shared, &parcel).await,
                None => return,
            }
            continue;
        };
        let (percent, seed) = {
            let world = shared.world();
            (world.mishaps.webhook_percent, world.seed)
        };
        let reorder = chance::happens(percent.reorder, seed, "reorder", parcel.order, parcel.step);
        if reorder && kept_back.is_none() {
            kept_back = Some(parcel);
            continue;
        }
        send(&shared, &parcel).await;
        if let Some(parcel) = kept_back.take() {
            send(&shared, &parcel).await;
        }
    }
}

/// Sends one webhook with its mishaps.
async fn send(shared: &Shared, parcel: &Parcel) {
    let (target, percent, delay, seed) = {
        let world = shared.world();
        let mishaps = &world.mishaps;
        (
            world.webhook.clone(),
            mishaps.webhook_percent,
            mishaps.webhook_delay_ms,
            world.seed,
        )
    };
    let Some(target) = target else {
        return;
    };
    let WebhookPercent {
        duplicate,
        delay: delayed,
        lost,
        wrong_token,
        ..
    } = percent;
    let happens = |percent, purpose| chance::happens(percent, seed, purpose, parcel.order, parcel.step);
    if happens(lost, "lost") {
        shared.note_sent(sent(parcel, None, true, false));
        return;
    }
    if happens(delayed, "delay") {
        tokio::time::sleep(Duration::from_millis(delay)).await;
    }
    let wrong_token = happens(wrong_token, "wrong_token");
    let times = if happens(duplicate, "duplicate") { 2 } else { 1 };
    for _ in 0..times {
        try_send(shared, &target, parcel, wrong_token).await;
    }
}

/// Posts one webhook until it is answered with 2xx, or the tries are used up.
async fn try_send(shared: &Shared, target: &WebhookTarget, parcel: &Parcel, wrong_token: bool) {
    let token = if wrong_token {
        "not-the-token"
    } else {
        &target.token
    };
    let mut wait = shared.webhook_retry_wait;
    for attempt in 1..=shared.webhook_tries.max(1) {
        let answer = post(shared, target, token, parcel.body.clone()).await;
        shared.note_sent(sent(parcel, answer, false, wrong_token));
        let settled = answer.is_some_and(|status| (200..300).contains(&status)) || wrong_token;
        if settled || attempt == shared.webhook_tries {
            return;
        }
        tokio::time::sleep(wait).await;
        wait *= 2;
    }
}

fn sent(parcel: &Parcel, answer: Option<u16>, lost: bool, wrong_token: bool) -> SentWebhook {
    SentWebhook {
        order_id: parcel.order_id.clone(),
        event: parcel.event.to_owned(),
        status: parcel.status.to_owned(),
        answer,
        lost,
        wrong_token,
    }
}

async fn post(shared: &Shared, target: &WebhookTarget, token: &str, body: String) -> Option<u16> {
    let request = shared.http.post(&target.url).header(&target.header, token);
    let request = if body.is_empty() {
        request
    } else {
        request.header("content-type", "application/json")
    };
    Some(request.body(body).send().await.ok()?.status().as_u16())
}

/// The empty first call when a webhook is installed. Returns the HTTP status of the answer.
pub(crate) async fn ping(shared: &Shared, target: &WebhookTarget) -> Option<u16> {
    let answer = post(shared, target, &target.token, String::new()).await;
    shared.note_sent(SentWebhook {
        order_id: String::new(),
        event: "ping".to_owned(),
        status: String::new(),
        answer,
        lost: false,
        wrong_token: false,
    });
    answer
}
