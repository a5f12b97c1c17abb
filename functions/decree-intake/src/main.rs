//! Wires `decree-intake` to the HTTP API.

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use decree_intake::{DecreeIntake, Moment, Uploads};
use tuntas_city::City;
use tuntas_dossier::Dossiers;
use tuntas_evidence::EvidenceStore;
use tuntas_intake::Intake;
use tuntas_journal::Journal;
use tuntas_platform::{aws, clock, http, ids, settings, telemetry};
use tuntas_signatures::KeyRing;
use tuntas_tables::Table;

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init(env!("CARGO_PKG_NAME"));
    let [cases, dossiers, evidence, court_files, secret, public_url] = settings::required([
        "CASES_TABLE",
        "DOSSIERS_TABLE",
        "EVIDENCE_BUCKET",
        "COURT_FILES_BUCKET",
        "SECRET_ARN",
        "PUBLIC_URL",
    ])?;
    let config = aws::config().await;
    let client = Client::new(&config);
    let secrets = aws_sdk_secretsmanager::Client::new(&config);
    let city = City::load(&settings::task_root())?;
    let uploads = Uploads::new(aws::s3(&config), court_files);
    let intake = Intake {
        journal: Journal::new(Table::new(client.clone(), cases)),
        dossiers: Dossiers::new(Table::new(client, dossiers)),
        evidence: EvidenceStore::new(aws::s3(&config), evidence),
        keys: KeyRing::from_secret(aws::secret_string(&secrets, &secret).await?.expose())?,
        city_code: city.region_code.parse()?,
        city: Arc::new(city),
        public_url,
    };
    let function = DecreeIntake { intake, uploads };
    http::run(move |request| {
        let function = function.clone();
        async move {
            function
                .handle(
                    request,
                    Moment {
                        at: clock::now(),
                        new_case: ids::time_ordered(),
                    },
                )
                .await
        }
    })
    .await
}
