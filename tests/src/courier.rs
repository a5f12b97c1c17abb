//! The courier's side: what the simulated provider is told and asked.

use serde_json::{Value, json};

use crate::Town;
use crate::town::patiently;

/// The key of the courier's sandbox in every local cloud.
const COURIER_KEY: &str = "biteship_test.local";

impl Town {
    /// The rider collects the envelope, rides to the door, and is told the code there.
    pub async fn ride_to_the_door(&self, reference: &str, code: &str) {
        for status in ["allocated", "picked", "dropping_off"] {
            self.advance(reference, status).await;
        }
        let told = self
            .simulator(&format!("orders/{reference}/handover"), &json!({ "code": code }))
            .await;
        assert_eq!(told["outcome"], "delivered", "{told}");
    }

    /// The rider moves on by hand. A case speaks of its rider from the wish on; the order comes a moment later.
    pub async fn advance(&self, reference: &str, status: &str) {
        self.order(reference).await;
        self.simulator(
            &format!("orders/{reference}/advance"),
            &json!({ "status": status }),
        )
        .await;
    }

    /// Path of the rider's page for an order, as it stands in the order's note.
    pub async fn handover_path(&self, reference: &str) -> String {
        let booked = self.order(reference).await;
        let order: Value = self
            .cloud
            .http_client()
            .unwrap()
            .get(format!(
                "{}/v1/orders/{}",
                self.cloud.simulator_url,
                booked["id"].as_str().unwrap()
            ))
            .header("authorization", COURIER_KEY)
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        let note = order["note"].as_str().unwrap_or_default();
        let link = note
            .split("Serah terima: ")
            .nth(1)
            .and_then(|rest| rest.split_whitespace().next())
            .unwrap()
            .to_owned();
        link.strip_prefix(&self.cloud.api_url).unwrap_or(&link).to_owned()
    }

    /// Waits until the order of a reference has a status.
    pub async fn wait_for_order(&self, reference: &str, wished: &str) {
        patiently(async || {
            let order = self.order(reference).await;
            if order["status"] == wished {
                Ok(())
            } else {
                Err(format!("{reference} did not become {wished}: {order}"))
            }
        })
        .await;
    }

    /// References of all orders the courier has.
    pub async fn courier_orders(&self) -> Vec<String> {
        let mut references: Vec<String> = self
            .orders()
            .await
            .iter()
            .map(|order| order["reference_id"].to_string())
            .collect();
        references.sort();
        references
    }

    /// The order of a reference, once it is booked.
    async fn order(&self, reference: &str) -> Value {
        patiently(async || {
            self.orders()
                .await
                .into_iter()
                .find(|order| order["reference_id"] == reference)
                .ok_or_else(|| format!("the courier has no order {reference}"))
        })
        .await
    }

    async fn orders(&self) -> Vec<Value> {
        let http = self.cloud.http_client().unwrap();
        let url = format!("{}/_sim/orders", self.cloud.simulator_url);
        let mut answer: Value = http.get(url).send().await.unwrap().json().await.unwrap();
        match answer["orders"].take() {
            Value::Array(orders) => orders,
            other => panic!("the courier lists no orders: {other}"),
        }
    }

    async fn simulator(&self, path: &str, body: &Value) -> Value {
        let answer = self
            .cloud
            .http_client()
            .unwrap()
            .post(format!("{}/_sim/{path}", self.cloud.simulator_url))
            .json(body)
            .send()
            .await
            .unwrap();
        assert!(
            answer.status().is_success(),
            "simulator {path}: {}",
            answer.status()
        );
        answer.json().await.unwrap_or(Value::Null)
    }
}
