//! Batches from a queue or a stream, record by record.
//!
//! A record counts as done only when its handler returned `Ok`. One that fails, panics, runs out of time or
//! cannot be decoded is reported as failed, so the service delivers it again and, in the end, puts it into the
//! dead-letter queue; the others are not affected. This needs `ReportBatchItemFailures` on the mapping.
//!
//! When every record failed, the whole invocation fails, so that the function's error metric moves.

mod whole;

pub use whole::{process_dynamodb_whole, run_dynamodb_whole};

use crate::{
    BoxError, clock,
    failure::{Ended, MARGIN, chain, isolate},
};
use aws_lambda_events::event::{
    dynamodb::{Event as DynamoDbEvent, EventRecord},
    sqs::SqsEvent,
};
use lambda_runtime::{Diagnostic, LambdaEvent, service_fn};
use serde::{Serialize, de::DeserializeOwned};
use std::{future::Future, time::Duration};
use tokio::task::JoinSet;
use tracing::{Instrument as _, error, info_span};

/// Messages of one queue batch that are handled at the same time. Queues give no order to keep.
pub const SQS_CONCURRENCY: usize = 4;

/// Records of one stream batch that are handled at the same time: one, in their order.
pub const DYNAMODB_CONCURRENCY: usize = 1;

/// The records to be delivered again. There is no default, so that "nothing failed" is never said by accident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BatchResponse {
    batch_item_failures: Vec<BatchItemFailure>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct BatchItemFailure {
    item_identifier: String,
}

impl BatchResponse {
    /// Message ids or sequence numbers of the failed records, in the order of the batch.
    pub fn failed(&self) -> impl Iterator<Item = &str> {
        self.batch_item_failures
            .iter()
            .map(|failure| failure.item_identifier.as_str())
    }
}

/// Why the whole batch is delivered again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BatchError {
    /// A record without an id could not be reported as failed; nothing of the batch was handled.
    #[error("record {position} of the batch has no id")]
    RecordWithoutId {
        /// Position in the batch, from 0.
        position: usize,
    },
    /// No record was handled with success.
    #[error("all {count} records of the batch failed")]
    AllFailed {
        /// Records in the batch.
        count: usize,
    },
}

impl From<BatchError> for Diagnostic {
    fn from(error: BatchError) -> Self {
        let error_type = match error {
            BatchError::RecordWithoutId { .. } => "BatchRecordWithoutId",
            BatchError::AllFailed { .. } => "BatchAllFailed",
        };
        Self {
            error_type: error_type.to_owned(),
            error_message: error.to_string(),
        }
    }
}

/// Serves a queue for the life of the function: `handler` gets the decoded JSON body of each message.
pub async fn run_sqs<M, H, F, E>(handler: H) -> Result<(), lambda_runtime::Error>
where
    M: DeserializeOwned + Send + 'static,
    H: Fn(M) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: Into<BoxError> + Send + 'static,
{
    // Boxed: the runtime's layers over a handler are deeper than the compiler follows by default.
    Box::pin(lambda_runtime::run(service_fn(move |event| {
        process_sqs(event, handler.clone())
    })))
    .await
}

/// Serves a table's stream for the life of the function: `handler` gets each record in its order.
pub async fn run_dynamodb<H, F, E>(handler: H) -> Result<(), lambda_runtime::Error>
where
    H: Fn(EventRecord) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: Into<BoxError> + Send + 'static,
{
    // Boxed: the runtime's layers over a handler are deeper than the compiler follows by default.
    Box::pin(lambda_runtime::run(service_fn(move |event| {
        process_dynamodb(event, handler.clone())
    })))
    .await
}

/// Handles one batch of a queue.
pub async fn process_sqs<M, H, F, E>(
    event: LambdaEvent<SqsEvent>,
    handler: H,
) -> Result<BatchResponse, BatchError>
where
    M: DeserializeOwned + Send + 'static,
    H: Fn(M) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: Into<BoxError> + Send + 'static,
{
    let records = event.payload.records.into_iter().map(|message| Record {
        id: message.message_id,
        content: message
            .body
            .as_deref()
            .ok_or(Undecodable::NoBody)
            .and_then(decode),
    });
    process(
        records.collect(),
        SQS_CONCURRENCY,
        time_limit(&event.context),
        handler,
    )
    .await
}

/// Handles one batch of a table's stream.
pub async fn process_dynamodb<H, F, E>(
    event: LambdaEvent<DynamoDbEvent>,
    handler: H,
) -> Result<BatchResponse, BatchError>
where
    H: Fn(EventRecord) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: Into<BoxError> + Send + 'static,
{
    let records = event.payload.records.into_iter().map(|record| Record {
        id: record.change.sequence_number.clone(),
        content: Ok(record),
    });
    process(
        records.collect(),
        DYNAMODB_CONCURRENCY,
        time_limit(&event.context),
        handler,
    )
    .await
}

/// One record, taken out of its envelope.
struct Record<T> {
    id: Option<String>,
    content: Result<T, Undecodable>,
}

/// Why a record has no content. Never repeats any of it.
#[derive(Debug, thiserror::Error)]
enum Undecodable {
    #[error("the message has no body")]
    NoBody,
    #[error("the body is not the JSON expected (line {line}, column {column})")]
    Json { line: usize, column: usize },
}

fn decode<M: DeserializeOwned>(body: &str) -> Result<M, Undecodable> {
    // The message of serde_json may quote the body; its place does not.
    serde_json::from_str(body).map_err(|error| Undecodable::Json {
        line: error.line(),
        column: error.column(),
    })
}

/// The time one batch may take.
fn time_limit(context: &lambda_runtime::Context) -> Option<Duration> {
    clock::until(context.deadline, clock::now()).map(|left| left.saturating_sub(MARGIN))
}

async fn process<T, H, F, E>(
    records: Vec<Record<T>>,
    concurrency: usize,
    limit: Option<Duration>,
    handler: H,
) -> Result<BatchResponse, BatchError>
where
    T: Send + 'static,
    H: Fn(T) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: Into<BoxError> + Send + 'static,
{
    let count = records.len();
    let mut ids = Vec::with_capacity(count);
    let mut contents = Vec::with_capacity(count);
    for (position, record) in records.into_iter().enumerate() {
        match record.id.filter(|id| !id.is_empty()) {
            Some(id) => ids.push(id),
            None => return Err(BatchError::RecordWithoutId { position }),
        }
        contents.push(record.content);
    }

    let started = tokio::time::Instant::now();
    // A record is failed until it is proven done.
    let mut done = vec![false; count];
    let mut running = JoinSet::new();
    for (position, (id, content)) in ids.iter().zip(contents).enumerate() {
        if running.len() >= concurrency {
            note(running.join_next().await.as_ref(), &mut done);
        }
        let left = limit.map(|limit| limit.saturating_sub(started.elapsed()));
        let span = info_span!("record", record = id.as_str());
        let handler = handler.clone();
        running.spawn(async move { (position, handle(content, left, handler).await) }.instrument(span));
    }
    while let Some(finished) = running.join_next().await {
        note(Some(&finished), &mut done);
    }

    let failures: Vec<_> = ids
        .into_iter()
        .zip(done)
        .filter(|(_, done)| !done)
        .map(|(item_identifier, _)| BatchItemFailure { item_identifier })
        .collect();
    if count > 0 && failures.len() == count {
        return Err(BatchError::AllFailed { count });
    }
    Ok(BatchResponse {
        batch_item_failures: failures,
    })
}

/// Marks a record as done if it is. A record that left no result stays failed.
fn note(finished: Option<&Result<(usize, bool), tokio::task::JoinError>>, done: &mut [bool]) {
    if let Some(&Ok((position, true))) = finished
        && let Some(record) = done.get_mut(position)
    {
        *record = true;
    }
}

/// Handles one record and logs why it failed; whether it is done.
async fn handle<T, H, F, E>(content: Result<T, Undecodable>, limit: Option<Duration>, handler: H) -> bool
where
    T: Send + 'static,
    H: Fn(T) -> F + Send + 'static,
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: Into<BoxError> + Send + 'static,
{
    let content = match content {
        Ok(content) => content,
        Err(undecodable) => {
            error!(outcome = "undecodable", error = %undecodable, "record failed");
            return false;
        }
    };
    match isolate(async move { handler(content).await }, limit).await {
        Ended::Returned(Ok(())) => return true,
        Ended::Returned(Err(failed)) => {
            let failed: BoxError = failed.into();
            error!(outcome = "failed", error = chain(&*failed), "record failed");
        }
        Ended::Panicked => error!(outcome = "panicked", "record failed"),
        Ended::TimedOut => error!(outcome = "timed_out", "record failed"),
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use serde_json::json;
    use std::sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    };

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Message {
        case_id: String,
    }

    fn queue(messages: &serde_json::Value) -> LambdaEvent<SqsEvent> {
        LambdaEvent::new(
            serde_json::from_value(json!({ "Records": messages })).unwrap(),
            lambda_runtime::Context::default(),
        )
    }

    fn message(id: &str, body: &str) -> serde_json::Value {
        json!({ "messageId": id, "body": body })
    }

    /// Fails, panics or succeeds as the case's id says.
    async fn obey(message: Message) -> Result<(), BoxError> {
        match message.case_id.as_str() {
            "fails" => Err("the table is away".into()),
            "panics" => panic!("boom"),
            _ => Ok(()),
        }
    }

    fn failed(response: &BatchResponse) -> Vec<&str> {
        response.failed().collect()
    }

    #[tokio::test]
    async fn one_bad_message_never_takes_the_others_along() {
        let response = process_sqs(
            queue(&json!([
                message("1", r#"{"caseId":"fine"}"#),
                message("2", r#"{"caseId":"panics"}"#),
                message("3", r#"{"caseId":"fails"}"#),
                message("4", "not JSON"),
                message("5", r#"{"other":"shape"}"#),
                { "messageId": "6", "body": null },
                { "messageId": "7" },
                message("8", r#"{"caseId":"fine"}"#),
            ])),
            obey,
        )
        .await
        .unwrap();
        assert_eq!(failed(&response), ["2", "3", "4", "5", "6", "7"]);
        assert_eq!(
            serde_json::to_value(&response).unwrap()["batchItemFailures"][0],
            json!({ "itemIdentifier": "2" })
        );
    }

    #[tokio::test]
    async fn a_handler_that_panics_before_its_first_await_is_isolated_too() {
        fn explode(message: &Message) {
            assert_ne!(message.case_id, "panics");
        }
        let response = process_sqs(
            queue(&json!([
                message("1", r#"{"caseId":"panics"}"#),
                message("2", r#"{"caseId":"fine"}"#)
            ])),
            |message: Message| {
                explode(&message);
                obey(message)
            },
        )
        .await
        .unwrap();
        assert_eq!(failed(&response), ["1"]);
    }

    #[tokio::test]
    async fn success_is_said_in_full() {
        let response = process_sqs(queue(&json!([message("1", r#"{"caseId":"fine"}"#)])), obey)
            .await
            .unwrap();
        assert_eq!(
            serde_json::to_string(&response).unwrap(),
            r#"{"batchItemFailures":[]}"#
        );
        assert_eq!(
            failed(&process_sqs(queue(&json!([])), obey).await.unwrap()),
            [""; 0]
        );
    }

    #[tokio::test]
    async fn when_all_fail_the_invocation_fails() {
        let error = process_sqs(
            queue(&json!([
                message("1", r#"{"caseId":"fails"}"#),
                message("2", "garbage")
            ])),
            obey,
        )
        .await
        .unwrap_err();
        assert_eq!(error, BatchError::AllFailed { count: 2 });
        assert_eq!(Diagnostic::from(error).error_type, "BatchAllFailed");
    }

    #[tokio::test]
    async fn a_record_without_an_id_fails_the_batch_before_anything_is_done() {
        let handled = Arc::new(AtomicUsize::new(0));
        for id in [json!(null), json!("")] {
            let handled = Arc::clone(&handled);
            let error = process_sqs(
                queue(&json!([
                    message("1", r#"{"caseId":"fine"}"#),
                    { "messageId": id, "body": r#"{"caseId":"fine"}"# },
                ])),
                move |message: Message| {
                    handled.fetch_add(1, Ordering::SeqCst);
                    obey(message)
                },
            )
            .await
            .unwrap_err();
            assert_eq!(error, BatchError::RecordWithoutId { position: 1 });
        }
        assert_eq!(handled.load(Ordering::SeqCst), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn never_more_at_once_than_allowed() {
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (running, peak) = (Arc::clone(&now), Arc::clone(&most));
        let messages: Vec<_> = (0..10)
            .map(|n| message(&n.to_string(), r#"{"caseId":"fine"}"#))
            .collect();
        let response = process_sqs(queue(&json!(messages)), move |_: Message| {
            let (running, peak) = (Arc::clone(&running), Arc::clone(&peak));
            async move {
                peak.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_millis(10)).await;
                running.fetch_sub(1, Ordering::SeqCst);
                Ok::<_, BoxError>(())
            }
        })
        .await
        .unwrap();
        assert_eq!(failed(&response), [""; 0]);
        assert_eq!(most.load(Ordering::SeqCst), SQS_CONCURRENCY);
    }

    #[tokio::test]
    async fn a_message_that_hangs_fails_alone_and_in_time() {
        let mut event = queue(&json!([
            message("1", r#"{"caseId":"hangs"}"#),
            message("2", r#"{"caseId":"fine"}"#)
        ]));
        let deadline = clock::now().as_millisecond() + 700;
        event.context.deadline = u64::try_from(deadline).unwrap();
        let response = process_sqs(event, |message: Message| async move {
            if message.case_id == "hangs" {
                std::future::pending::<()>().await;
            }
            Ok::<_, BoxError>(())
        })
        .await
        .unwrap();
        assert_eq!(failed(&response), ["1"]);
        assert!(clock::now().as_millisecond() < deadline);
    }

    fn stream(records: &[(Option<&str>, &str)]) -> LambdaEvent<DynamoDbEvent> {
        let records: Vec<_> = records
            .iter()
            .map(|(sequence, case)| {
                json!({
                    "awsRegion": "ap-southeast-3", "eventID": "e", "eventName": "INSERT",
                    "dynamodb": {
                        "ApproximateCreationDateTime": 1.0, "SequenceNumber": sequence, "SizeBytes": 1,
                        "NewImage": { "pk": { "S": case } },
                    },
                })
            })
            .collect();
        LambdaEvent::new(
            serde_json::from_value(json!({ "Records": records })).unwrap(),
            lambda_runtime::Context::default(),
        )
    }

    fn case_of(record: &EventRecord) -> String {
        format!("{:?}", record.change.new_image.get("pk"))
    }

    #[tokio::test]
    async fn stream_records_are_handled_in_order_and_failures_named_by_sequence() {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let order = Arc::clone(&seen);
        let response = process_dynamodb(
            stream(&[
                (Some("101"), "A"),
                (Some("102"), "panics"),
                (Some("103"), "B"),
                (Some("104"), "fails"),
            ]),
            move |record| {
                let order = Arc::clone(&order);
                async move {
                    let case = case_of(&record);
                    order
                        .lock()
                        .unwrap()
                        .push(record.change.sequence_number.clone().unwrap());
                    assert!(!case.contains("panics"));
                    if case.contains("fails") {
                        Err(BoxError::from("queue away"))
                    } else {
                        Ok(())
                    }
                }
            },
        )
        .await
        .unwrap();
        assert_eq!(failed(&response), ["102", "104"]);
        assert_eq!(*seen.lock().unwrap(), ["101", "102", "103", "104"]);
    }

    #[tokio::test]
    async fn a_stream_record_without_a_sequence_number_fails_the_batch() {
        let result = process_dynamodb(stream(&[(None, "A")]), |_| async { Ok::<_, BoxError>(()) }).await;
        assert_eq!(result, Err(BatchError::RecordWithoutId { position: 0 }));
    }
}
