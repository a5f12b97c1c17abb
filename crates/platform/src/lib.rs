//! What every function shares and no business rule touches: reading the environment and the clock, logs and
//! metrics, batches from queues and streams, HTTP requests and problem details, and the AWS configuration.
//!
//! A function's `main` reads its settings, builds its clients and hands a plain async function to one of
//! [`http::run`], [`batch::run_sqs`] or [`batch::run_dynamodb`]. Those isolate panics, bound the time spent and
//! log every failure once; a handler only decides.
//!
//! ```no_run
//! # #[derive(serde::Deserialize)] struct Message {}
//! # async fn handle(_table: String, _message: Message) -> Result<(), std::io::Error> { Ok(()) }
//! use tuntas_platform::{batch, settings, telemetry};
//!
//! #[tokio::main]
//! async fn main() -> Result<(), lambda_runtime::Error> {
//!     telemetry::init(env!("CARGO_PKG_NAME"));
//!     let [table] = settings::required(["CASES_TABLE"])?;
//!     batch::run_sqs(move |message: Message| handle(table.clone(), message)).await
//! }
//! ```

pub mod aws;
pub mod batch;
pub mod clock;
pub mod http;
pub mod ids;
pub mod metrics;
pub mod settings;
pub mod telemetry;

mod failure;

/// Any error, as handlers may return it. Its `Display` is logged, so it must hold no personal data.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;
