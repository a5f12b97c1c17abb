//! Wires `courier-dispatch` to its queue.

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use courier_dispatch::CourierDispatch;
use tuntas_city::City;
use tuntas_couriers::biteship::{Biteship, Credentials};
use tuntas_dossier::Dossiers;
use tuntas_journal::{Journal, Message};
use tuntas_platform::{aws, batch, clock, settings, telemetry};
use tuntas_signatures::KeyRing;
use tuntas_tables::Table;

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init(env!("CARGO_PKG_NAME"));
    let [cases, dossiers, courier_url, courier_secret, secret, public_url] = settings::required([
        "CASES_TABLE",
        "DOSSIERS_TABLE",
        "COURIER_URL",
        "COURIER_SECRET_ARN",
        "SECRET_ARN",
        "PUBLIC_URL",
    ])?;
    let config = aws::config().await;
    let client = Client::new(&config);
    let secrets = aws_sdk_secretsmanager::Client::new(&config);
    let account = Credentials::from_json(aws::secret_string(&secrets, &courier_secret).await?.expose())?;
    let function = CourierDispatch {
        journal: Journal::new(Table::new(client.clone(), cases)),
        dossiers: Dossiers::new(Table::new(client, dossiers)),
        courier: Biteship::new(&account.settings(&courier_url))?,
        keys: KeyRing::from_secret(aws::secret_string(&secrets, &secret).await?.expose())?,
        city: Arc::new(City::load(&settings::task_root())?),
        public_url,
    };
    batch::run_sqs(move |message: Message| {
        let function = function.clone();
        async move { function.handle(message, clock::now()).await }
    })
    .await
}
