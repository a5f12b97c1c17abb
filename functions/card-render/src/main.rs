//! Wires `card-render` to its queue.

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use card_render::{Archive, CardRender};
use tuntas_cards::Renderer;
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
    let [cases, dossiers, register, documents, secret, public_url] = settings::required([
        "CASES_TABLE",
        "DOSSIERS_TABLE",
        "REGISTER_TABLE",
        "DOCUMENTS_BUCKET",
        "SECRET_ARN",
        "PUBLIC_URL",
    ])?;
    let config = aws::config().await;
    let client = Client::new(&config);
    let secrets = aws_sdk_secretsmanager::Client::new(&config);
    let function = CardRender {
        journal: Journal::new(Table::new(client.clone(), cases)),
        dossiers: Dossiers::new(Table::new(client.clone(), dossiers)),
        register: Register::new(Table::new(client, register)),
        archive: Archive::new(aws::s3(&config), documents),
        keys: KeyRing::from_secret(aws::secret_string(&secrets, &secret).await?.expose())?,
        renderer: Arc::new(Renderer::new()),
        city: Arc::new(City::load(&settings::task_root())?),
        public_url,
    };
    batch::run_sqs(move |message: Message| {
        let function = function.clone();
        async move { function.handle(message, clock::now()).await }
    })
    .await
}
