//! Wires `journal-relay` to the journal's stream.

use std::collections::HashMap;

use aws_sdk_sqs::Client;
use journal_relay::{JournalRelay, Queue};
use tuntas_platform::{aws, batch, settings, telemetry};

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init(env!("CARGO_PKG_NAME"));
    let [register, render, courier, aid, webhooks] = settings::required([
        "REGISTER_QUEUE_URL",
        "RENDER_QUEUE_URL",
        "COURIER_QUEUE_URL",
        "AID_QUEUE_URL",
        "WEBHOOK_QUEUE_URL",
    ])?;
    let function = JournalRelay {
        sqs: Client::new(&aws::config().await),
        queues: HashMap::from([
            (Queue::Register, register),
            (Queue::Render, render),
            (Queue::Courier, courier),
            (Queue::Aid, aid),
        ]),
        webhooks,
    };
    batch::run_dynamodb(move |record| {
        let function = function.clone();
        async move { function.handle(record).await }
    })
    .await
}
