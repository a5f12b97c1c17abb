//! Wires `registry-desk` to the HTTP API.

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use registry_desk::RegistryDesk;
use tuntas_buckets::Addresses;
use tuntas_city::City;
use tuntas_domain::identity::CityCode;
use tuntas_dossier::Dossiers;
use tuntas_feed::Feed;
use tuntas_journal::Journal;
use tuntas_platform::{aws, clock, http, settings, telemetry};
use tuntas_register::{LOW_WATER, Register};
use tuntas_tables::Table;

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init(env!("CARGO_PKG_NAME"));
    let [cases, dossiers, register, feed, evidence] = settings::required([
        "CASES_TABLE",
        "DOSSIERS_TABLE",
        "REGISTER_TABLE",
        "FEED_TABLE",
        "EVIDENCE_BUCKET",
    ])?;
    let low_water = settings::optional("NUMBERS_LOW_WATER")
        .map(|text| text.parse())
        .transpose()?;
    let city = City::load(&settings::task_root())?;
    let config = aws::config().await;
    let client = Client::new(&config);
    let desk = RegistryDesk {
        journal: Journal::new(Table::new(client.clone(), cases)),
        dossiers: Dossiers::new(Table::new(client.clone(), dossiers)),
        register: Register::new(Table::new(client.clone(), register)),
        feed: Feed::new(Table::new(client, feed)),
        court_documents: Addresses::new(aws::s3(&config), evidence),
        city_code: CityCode::parse(&city.region_code)?,
        city: Arc::new(city),
        low_water: low_water.unwrap_or(LOW_WATER),
    };
    http::run(move |request| {
        let desk = desk.clone();
        async move { desk.handle(request, clock::now()).await }
    })
    .await
}
