//! Wires `print-desk` to the HTTP API.

use aws_sdk_dynamodb::Client;
use print_desk::{Documents, PrintDesk};
use tuntas_journal::Journal;
use tuntas_platform::{aws, clock, http, settings, telemetry};
use tuntas_tables::Table;

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init(env!("CARGO_PKG_NAME"));
    let [cases, documents] = settings::required(["CASES_TABLE", "DOCUMENTS_BUCKET"])?;
    let config = aws::config().await;
    let desk = PrintDesk {
        journal: Journal::new(Table::new(Client::new(&config), cases)),
        documents: Documents::new(aws::s3(&config), documents),
    };
    http::run(move |request| {
        let desk = desk.clone();
        async move { desk.handle(request, clock::now()).await }
    })
    .await
}
