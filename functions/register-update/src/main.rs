//! Wires `register-update` to its queue.

use aws_sdk_dynamodb::Client;
use register_update::RegisterUpdate;
use tuntas_city::City;
use tuntas_dossier::Dossiers;
use tuntas_journal::{Journal, Message};
use tuntas_platform::{aws, batch, clock, settings, telemetry};
use tuntas_register::{LOW_WATER, Register};
use tuntas_tables::Table;

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init(env!("CARGO_PKG_NAME"));
    let [cases, dossiers, register] =
        settings::required(["CASES_TABLE", "DOSSIERS_TABLE", "REGISTER_TABLE"])?;
    let low_water = settings::optional("NUMBERS_LOW_WATER")
        .map(|text| text.parse())
        .transpose()?;
    let city = City::load(&settings::task_root())?;
    let client = Client::new(&aws::config().await);
    let function = RegisterUpdate {
        journal: Journal::new(Table::new(client.clone(), cases)),
        dossiers: Dossiers::new(Table::new(client.clone(), dossiers)),
        register: Register::new(Table::new(client, register)),
        city: city.region_code.parse()?,
        time_zone: city.time_zone(),
        low_water: low_water.unwrap_or(LOW_WATER),
    };
    batch::run_sqs(move |message: Message| {
        let function = function.clone();
        async move { function.handle(message, clock::now()).await }
    })
    .await
}
