//! Wires `journal-seal` to its schedule.

use aws_sdk_dynamodb::Client;
use journal_seal::{JournalSeal, Outcome};
use lambda_runtime::{LambdaEvent, service_fn};
use serde_json::{Value, json};
use tracing::error;
use tuntas_city::City;
use tuntas_journal::Journal;
use tuntas_kept_keys::Kms;
use tuntas_platform::{aws, clock, settings, telemetry};
use tuntas_seals::SealBucket;
use tuntas_tables::Table;

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init(env!("CARGO_PKG_NAME"));
    let [cases, bucket, key] = settings::required(["CASES_TABLE", "EVIDENCE_BUCKET", "SEAL_KEY_ARN"])?;
    let city = City::load(&settings::task_root())?;
    let config = aws::config().await;
    let function = JournalSeal {
        journal: Journal::new(Table::new(Client::new(&config), cases)),
        seals: SealBucket::new(aws::s3(&config), bucket),
        keeper: Kms::new(aws_sdk_kms::Client::new(&config), key),
        time_zone: city.time_zone(),
        city: city.region_code,
    };
    // Boxed: the runtime's layers over a handler are deeper than the compiler follows by default. Whatever the schedule
    // sends, the day decides.
    Box::pin(lambda_runtime::run(service_fn(move |_: LambdaEvent<Value>| {
        let function = function.clone();
        async move {
            let outcome = function.handle(clock::now()).await.inspect_err(|failure| {
                error!(error = %failure, "the day could not be sealed");
            })?;
            Ok::<Value, lambda_runtime::Error>(match outcome {
                Outcome::Sealed { day, cases } => json!({ "day": day, "cases": cases }),
                Outcome::AlreadySealed { day } => json!({ "day": day }),
            })
        }
    })))
    .await
}
