//! Wires `security-desk` to the HTTP API.

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use security_desk::{Documents, Moment, SecurityDesk};
use tuntas_cards::Renderer;
use tuntas_city::City;
use tuntas_dossier::Dossiers;
use tuntas_evidence::EvidenceStore;
use tuntas_journal::{Journal, Numbers};
use tuntas_platform::{aws, clock, http, ids, settings, telemetry};
use tuntas_securing::{Lists, Papers, Units};
use tuntas_signatures::KeyRing;
use tuntas_tables::Table;

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init(env!("CARGO_PKG_NAME"));
    let [cases, dossiers, evidence, documents, doorstep, secret, public_url] = settings::required([
        "CASES_TABLE",
        "DOSSIERS_TABLE",
        "EVIDENCE_BUCKET",
        "DOCUMENTS_BUCKET",
        "COURT_FILES_BUCKET",
        "SECRET_ARN",
        "PUBLIC_URL",
    ])?;
    let config = aws::config().await;
    let client = Client::new(&config);
    let secrets = aws_sdk_secretsmanager::Client::new(&config);
    let (cases, dossiers) = (Table::new(client.clone(), cases), Table::new(client, dossiers));
    let desk = SecurityDesk {
        journal: Journal::of(cases.clone()),
        lists: Lists::new(cases.clone()),
        units: Units::new(cases.clone()),
        numbers: Numbers::new(cases),
        papers: Papers::new(dossiers.clone()),
        dossiers: Dossiers::new(dossiers),
        evidence: EvidenceStore::new(aws::s3(&config), evidence),
        documents: Documents::new(aws::s3(&config), &documents, &doorstep),
        keys: KeyRing::from_secret(aws::secret_string(&secrets, &secret).await?.expose())?,
        renderer: Arc::new(Renderer::new()),
        city: Arc::new(City::load(&settings::task_root())?),
        public_url,
    };
    http::run(move |request| {
        let desk = desk.clone();
        let moment = Moment {
            at: clock::now(),
            new_request: ids::time_ordered(),
        };
        async move { desk.handle(request, moment).await }
    })
    .await
}
