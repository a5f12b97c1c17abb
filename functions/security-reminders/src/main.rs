//! Wires `security-reminders` to its schedule.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::Client;
use lambda_runtime::{LambdaEvent, service_fn};
use security_reminders::Reminders;
use serde_json::{Value, json};
use tracing::error;
use tuntas_journal::Journal;
use tuntas_platform::{aws, clock, settings, telemetry};
use tuntas_securing::Lists;
use tuntas_tables::Table;
use tuntas_topics::Topics;

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init(env!("CARGO_PKG_NAME"));
    let [cases, topics] = settings::required(["CASES_TABLE", "TOPICS"])?;
    let topics: BTreeMap<String, String> = serde_json::from_str(&topics)?;
    let config = aws::config().await;
    let cases = Table::new(Client::new(&config), cases);
    let function = Reminders {
        journal: Journal::of(cases.clone()),
        lists: Lists::new(cases),
        teller: Topics::new(aws_sdk_sns::Client::new(&config), topics),
    };
    // Boxed: the runtime's layers over a handler are deeper than the compiler follows by default. Whatever the schedule
    // sends, the time decides.
    Box::pin(lambda_runtime::run(service_fn(move |_: LambdaEvent<Value>| {
        let function = function.clone();
        async move {
            let told = function.handle(clock::now()).await.inspect_err(|failure| {
                error!(error = %failure, "not everything that is due was told");
            })?;
            Ok::<Value, lambda_runtime::Error>(json!({ "told": told }))
        }
    })))
    .await
}
