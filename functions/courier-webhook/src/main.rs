//! Wires `courier-webhook` to the HTTP API.

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use courier_webhook::{CourierWebhook, Moment};
use tuntas_city::City;
use tuntas_couriers::biteship::{Biteship, Credentials};
use tuntas_journal::Journal;
use tuntas_platform::{aws, clock, http, ids, settings, telemetry};
use tuntas_signatures::KeyRing;
use tuntas_tables::Table;

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init(env!("CARGO_PKG_NAME"));
    let [cases, courier_url, courier_secret, secret] =
        settings::required(["CASES_TABLE", "COURIER_URL", "COURIER_SECRET_ARN", "SECRET_ARN"])?;
    let config = aws::config().await;
    let secrets = aws_sdk_secretsmanager::Client::new(&config);
    let account = Credentials::from_json(aws::secret_string(&secrets, &courier_secret).await?.expose())?;
    let function = CourierWebhook {
        journal: Journal::new(Table::new(Client::new(&config), cases)),
        courier: Biteship::new(&account.settings(&courier_url))?,
        secret: account.webhook_secret(),
        keys: KeyRing::from_secret(aws::secret_string(&secrets, &secret).await?.expose())?,
        city: Arc::new(City::load(&settings::task_root())?),
    };
    http::run(move |request| {
        let function = function.clone();
        async move {
            function
                .handle(
                    request,
                    Moment {
                        at: clock::now(),
                        nonce: ids::random(),
                    },
                )
                .await
        }
    })
    .await
}
