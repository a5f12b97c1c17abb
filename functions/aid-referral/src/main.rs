//! Wires `aid-referral` to its queue.

use std::sync::Arc;

use aid_referral::AidReferral;
use aws_sdk_dynamodb::Client;
use tuntas_aiding::Aid;
use tuntas_city::City;
use tuntas_dossier::Dossiers;
use tuntas_journal::{Journal, Message};
use tuntas_platform::{aws, batch, clock, settings, telemetry};
use tuntas_register::Register;
use tuntas_signatures::KeyRing;
use tuntas_tables::Table;

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init(env!("CARGO_PKG_NAME"));
    let [cases, dossiers, register, secret] =
        settings::required(["CASES_TABLE", "DOSSIERS_TABLE", "REGISTER_TABLE", "SECRET_ARN"])?;
    let config = aws::config().await;
    let client = Client::new(&config);
    let secrets = aws_sdk_secretsmanager::Client::new(&config);
    let keys = KeyRing::from_secret(aws::secret_string(&secrets, &secret).await?.expose())?;
    let (cases, dossiers) = (
        Table::new(client.clone(), cases),
        Table::new(client.clone(), dossiers),
    );
    let function = AidReferral {
        journal: Journal::new(cases.clone()),
        dossiers: Dossiers::new(dossiers.clone()),
        register: Register::new(Table::new(client, register)),
        aid: Aid::new(&cases, &dossiers, keys),
        city: Arc::new(City::load(&settings::task_root())?),
    };
    batch::run_sqs(move |message: Message| {
        let function = function.clone();
        async move { function.handle(message, clock::now()).await }
    })
    .await
}
