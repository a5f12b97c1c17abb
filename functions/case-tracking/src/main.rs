//! Wires `case-tracking` to the HTTP API.

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use case_tracking::CaseTracking;
use tuntas_city::City;
use tuntas_dossier::Dossiers;
use tuntas_journal::Journal;
use tuntas_platform::{aws, clock, http, settings, telemetry};
use tuntas_register::Register;
use tuntas_signatures::KeyRing;
use tuntas_tables::Table;

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init(env!("CARGO_PKG_NAME"));
    let [cases, dossiers, register, secret] =
        settings::required(["CASES_TABLE", "DOSSIERS_TABLE", "REGISTER_TABLE", "SECRET_ARN"])?;
    let city = City::load(&settings::task_root())?;
    let config = aws::config().await;
    let client = Client::new(&config);
    let secrets = aws_sdk_secretsmanager::Client::new(&config);
    let function = CaseTracking {
        journal: Journal::new(Table::new(client.clone(), cases)),
        dossiers: Dossiers::new(Table::new(client.clone(), dossiers)),
        register: Register::new(Table::new(client, register)),
        keys: KeyRing::from_secret(aws::secret_string(&secrets, &secret).await?.expose())?,
        city_code: city.region_code.parse()?,
        city: Arc::new(city),
    };
    http::run(move |request| {
        let function = function.clone();
        async move { function.handle(request, clock::now()).await }
    })
    .await
}
