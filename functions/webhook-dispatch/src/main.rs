//! Wires `webhook-dispatch` to its queue and its schedule.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use aws_lambda_events::sqs::SqsEvent;
use aws_sdk_dynamodb::Client;
use lambda_runtime::{LambdaEvent, service_fn};
use serde_json::{Value, json};
use tracing::error;
use tuntas_journal::Journal;
use tuntas_platform::{aws, batch, clock, ids, settings, telemetry};
use tuntas_signatures::KeyRing;
use tuntas_tables::Table;
use tuntas_topics::Topics;
use tuntas_webhook_delivery::{ErrandQueue, Hooks, Sender};
use tuntas_webhooks::Reach;
use webhook_dispatch::WebhookDispatch;

/// A receiver has so long to answer.
const LIMIT: Duration = Duration::from_secs(15);

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init(env!("CARGO_PKG_NAME"));
    let [cases, hooks, secret, queue, topics] = settings::required([
        "CASES_TABLE",
        "HOOKS_TABLE",
        "SECRET_ARN",
        "WEBHOOK_QUEUE_URL",
        "TOPICS",
    ])?;
    let topics: BTreeMap<String, String> = serde_json::from_str(&topics)?;
    let config = aws::config().await;
    let client = Client::new(&config);
    let secrets = aws_sdk_secretsmanager::Client::new(&config);
    let cases = Table::new(client.clone(), cases);
    let reach = match settings::in_development("WEBHOOK_LOOPBACK") {
        Some(_) => Reach::Loopback,
        None => Reach::Public,
    };
    let function = WebhookDispatch {
        cases: Journal::new(cases.clone()),
        requests: Journal::of(cases.clone()),
        referrals: Journal::of(cases.clone()),
        programmes: Journal::of(cases),
        hooks: Hooks::new(Table::new(client, hooks)),
        keys: KeyRing::from_secret(aws::secret_string(&secrets, &secret).await?.expose())?,
        sender: Sender::new(reach, LIMIT)?,
        errands: Arc::new(ErrandQueue::new(aws_sdk_sqs::Client::new(&config), queue)),
        teller: Arc::new(Topics::new(aws_sdk_sns::Client::new(&config), topics)),
        clock: Arc::new(clock::now),
        chance: Arc::new(|| ids::random().as_u64_pair().0),
    };
    // Boxed: the runtime's layers over a handler are deeper than the compiler follows by default.
    Box::pin(lambda_runtime::run(service_fn(move |event| {
        let function = function.clone();
        async move { Box::pin(either(function, event)).await }
    })))
    .await
}

/// A batch of the queue has records; whatever else comes is the clock.
async fn either(
    function: WebhookDispatch,
    event: LambdaEvent<Value>,
) -> Result<Value, lambda_runtime::Error> {
    if event.payload.get("Records").is_some() {
        let payload: SqsEvent = serde_json::from_value(event.payload)?;
        let records = LambdaEvent::new(payload, event.context);
        let answer = Box::pin(batch::process_sqs(records, move |errand| {
            let function = function.clone();
            async move { function.handle(errand).await }
        }))
        .await?;
        return Ok(serde_json::to_value(answer)?);
    }
    let looked_at = function.look_around().await.inspect_err(|failure| {
        error!(error = %failure, "not everything that is due could be sent to the queue");
    })?;
    Ok(json!({ "subscriptions": looked_at }))
}
