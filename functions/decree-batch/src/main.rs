//! Wires `decree-batch` to its queue.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_s3::config::timeout::TimeoutConfig;
use decree_batch::{DecreeBatch, Message, Runs, Wire};
use tuntas_batches::{Mapping, MappingFault};
use tuntas_buckets::Bucket;
use tuntas_city::City;
use tuntas_dossier::Dossiers;
use tuntas_evidence::EvidenceStore;
use tuntas_intake::Intake;
use tuntas_journal::Journal;
use tuntas_platform::{aws, batch, clock, ids, settings, telemetry};
use tuntas_signatures::KeyRing;
use tuntas_tables::Table;

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init(env!("CARGO_PKG_NAME"));
    let [
        cases,
        dossiers,
        evidence,
        files,
        secret,
        public_url,
        queue,
        topic,
        patience,
    ] = settings::required([
        "CASES_TABLE",
        "DOSSIERS_TABLE",
        "EVIDENCE_BUCKET",
        "COURT_FILES_BUCKET",
        "SECRET_ARN",
        "PUBLIC_URL",
        "BATCH_QUEUE_URL",
        "BATCH_TOPIC_ARN",
        "SIGNATURE_PATIENCE_SECONDS",
    ])?;
    let config = aws::config().await;
    let client = Client::new(&config);
    let secrets = aws_sdk_secretsmanager::Client::new(&config);
    let city = City::load(&settings::task_root())?;
    let mappings = city
        .courts
        .iter()
        .map(|court| Ok((court.code.clone(), Mapping::new(&court.columns)?)))
        .collect::<Result<BTreeMap<_, _>, MappingFault>>()?;
    let s3 = for_large_objects(&aws::s3(&config));
    let evidence = Bucket::new(s3.clone(), evidence);
    let function = DecreeBatch {
        intake: Intake {
            journal: Journal::new(Table::new(client.clone(), cases.clone())),
            dossiers: Dossiers::new(Table::new(client.clone(), dossiers)),
            evidence: EvidenceStore::on(evidence.clone()),
            keys: KeyRing::from_secret(aws::secret_string(&secrets, &secret).await?.expose())?,
            city_code: city.region_code.parse()?,
            city: Arc::new(city),
            public_url,
        },
        files: Bucket::new(s3, files),
        evidence,
        runs: Runs::new(Table::new(client, cases)),
        outlet: Arc::new(Wire {
            sqs: aws_sdk_sqs::Client::new(&config),
            queue,
            sns: aws_sdk_sns::Client::new(&config),
            topic,
        }),
        mappings: Arc::new(mappings),
        patience: Duration::from_secs(patience.parse()?),
        draw_id: ids::time_ordered,
    };
    batch::run_sqs(move |message: Message| {
        let function = function.clone();
        async move { function.handle(message, clock::now()).await }
    })
    .await
}

/// A file of 100 MB takes longer than the calls of other functions may.
fn for_large_objects(s3: &aws_sdk_s3::Client) -> aws_sdk_s3::Client {
    let patience = TimeoutConfig::builder()
        .operation_attempt_timeout(Duration::from_secs(100))
        .operation_timeout(Duration::from_mins(4))
        .build();
    let config = s3.config().to_builder().timeout_config(patience).build();
    aws_sdk_s3::Client::from_conf(config)
}
