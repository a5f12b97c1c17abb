//! Wires `aid-desk` to the HTTP API.

use std::sync::Arc;

use aid_desk::AidDesk;
use aws_sdk_dynamodb::Client;
use tuntas_aiding::Aid;
use tuntas_cards::Renderer;
use tuntas_city::City;
use tuntas_dossier::Dossiers;
use tuntas_platform::{aws, clock, http, settings, telemetry};
use tuntas_signatures::KeyRing;
use tuntas_tables::{Database, Table};

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init(env!("CARGO_PKG_NAME"));
    let [cases, dossiers, secret, public_url] =
        settings::required(["CASES_TABLE", "DOSSIERS_TABLE", "SECRET_ARN", "PUBLIC_URL"])?;
    let config = aws::config().await;
    let database = Database::from(Client::new(&config));
    let secrets = aws_sdk_secretsmanager::Client::new(&config);
    let keys = KeyRing::from_secret(aws::secret_string(&secrets, &secret).await?.expose())?;
    let (cases, dossiers) = (Table::new(&database, cases), Table::new(&database, dossiers));
    let desk = AidDesk {
        aid: Aid::new(&cases, &dossiers, keys.clone()),
        dossiers: Dossiers::new(dossiers),
        database,
        keys,
        renderer: Arc::new(Renderer::new()),
        city: Arc::new(City::load(&settings::task_root())?),
        public_url,
    };
    http::run(move |request| {
        let desk = desk.clone();
        async move { desk.handle(request, clock::now()).await }
    })
    .await
}
