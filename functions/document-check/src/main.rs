//! Wires `document-check` to its queue. Called with a word behind its name it is the cell, which reads one document from its
//! standard input and knows nothing else.

use std::process::ExitCode;

use aws_sdk_dynamodb::Client;
use document_check::{Cell, DocumentCheck, Notification, cell};
use tuntas_buckets::Bucket;
use tuntas_evidence::EvidenceStore;
use tuntas_journal::Journal;
use tuntas_platform::{aws, batch, clock, settings, telemetry};
use tuntas_tables::Table;

fn main() -> Result<ExitCode, lambda_runtime::Error> {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some(cell::WORD) {
        return Ok(cell::open(arguments.next().as_deref()));
    }
    serve()?;
    Ok(ExitCode::SUCCESS)
}

#[tokio::main]
async fn serve() -> Result<(), lambda_runtime::Error> {
    telemetry::init(env!("CARGO_PKG_NAME"));
    let [cases, court_files, evidence, documents] = settings::required([
        "CASES_TABLE",
        "COURT_FILES_BUCKET",
        "EVIDENCE_BUCKET",
        "DOCUMENTS_BUCKET",
    ])?;
    let config = aws::config().await;
    let function = DocumentCheck {
        journal: Journal::new(Table::new(Client::new(&config), cases)),
        doorstep: Bucket::new(aws::s3(&config), court_files),
        evidence: EvidenceStore::new(aws::s3(&config), evidence),
        documents: Bucket::new(aws::s3(&config), documents),
        cell: Cell::new(std::env::current_exe()?),
    };
    batch::run_sqs(move |notification: Notification| {
        let function = function.clone();
        async move { function.handle(notification, clock::now()).await }
    })
    .await
}
