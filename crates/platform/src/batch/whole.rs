//! Stream batches that are handled as one.

use super::{BatchError, BatchResponse, time_limit};
use crate::{
    BoxError,
    failure::{Ended, chain, isolate},
};
use aws_lambda_events::event::dynamodb::{Event as DynamoDbEvent, EventRecord};
use lambda_runtime::{LambdaEvent, service_fn};
use std::future::Future;
use tracing::error;

/// Serves a table's stream for the life of the function: `handler` gets all records of a batch, in their order. For
/// work whose order matters across records: if it fails, all of them come again, in halves when the mapping says
/// `BisectBatchOnFunctionError`, and none after them comes before.
pub async fn run_dynamodb_whole<H, F, E>(handler: H) -> Result<(), lambda_runtime::Error>
where
    H: Fn(Vec<EventRecord>) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: Into<BoxError> + Send + 'static,
{
    // Boxed: the runtime's layers over a handler are deeper than the compiler follows by default.
    Box::pin(lambda_runtime::run(service_fn(move |event| {
        process_dynamodb_whole(event, handler.clone())
    })))
    .await
}

/// Handles one batch of a table's stream as one.
pub async fn process_dynamodb_whole<H, F, E>(
    event: LambdaEvent<DynamoDbEvent>,
    handler: H,
) -> Result<BatchResponse, BatchError>
where
    H: Fn(Vec<EventRecord>) -> F + Send + 'static,
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: Into<BoxError> + Send + 'static,
{
    let limit = time_limit(&event.context);
    let records = event.payload.records;
    let count = records.len();
    match isolate(async move { handler(records).await }, limit).await {
        Ended::Returned(Ok(())) => {
            return Ok(BatchResponse {
                batch_item_failures: Vec::new(),
            });
        }
        Ended::Returned(Err(failed)) => {
            let failed: BoxError = failed.into();
            error!(outcome = "failed", error = chain(&*failed), count, "batch failed");
        }
        Ended::Panicked => error!(outcome = "panicked", count, "batch failed"),
        Ended::TimedOut => error!(outcome = "timed_out", count, "batch failed"),
    }
    Err(BatchError::AllFailed { count })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn batch(sequence_numbers: &[&str]) -> LambdaEvent<DynamoDbEvent> {
        let records: Vec<_> = sequence_numbers
            .iter()
            .map(|number| {
                json!({
                    "eventName": "INSERT",
                    "awsRegion": "ap-southeast-3",
                    "eventID": number,
                    "dynamodb": { "SequenceNumber": number, "SizeBytes": 1 },
                })
            })
            .collect();
        LambdaEvent::new(
            serde_json::from_value(json!({ "Records": records })).unwrap(),
            lambda_runtime::Context::default(),
        )
    }

    #[tokio::test]
    async fn a_batch_is_handed_over_whole_and_in_order() {
        let handled =
            process_dynamodb_whole(batch(&["1", "2", "3"]), |records: Vec<EventRecord>| async move {
                let order: Vec<_> = records.iter().map(|record| record.event_id.as_str()).collect();
                if order == ["1", "2", "3"] {
                    Ok(())
                } else {
                    Err("another order")
                }
            })
            .await
            .unwrap();
        assert_eq!(handled.failed().count(), 0);
    }

    #[tokio::test]
    async fn whatever_goes_wrong_brings_the_whole_batch_again() {
        let failed = process_dynamodb_whole(batch(&["1", "2"]), |_| async { Err::<(), _>("away") }).await;
        assert_eq!(failed.unwrap_err(), BatchError::AllFailed { count: 2 });
        let panicked = process_dynamodb_whole(batch(&["1"]), |_| async {
            assert_eq!(1, 2);
            Ok::<_, BoxError>(())
        })
        .await;
        assert_eq!(panicked.unwrap_err(), BatchError::AllFailed { count: 1 });
    }
}
