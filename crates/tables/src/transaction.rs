//! All or nothing.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{DisplayErrorContext, SdkError};
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;

use crate::Write;

/// Limit of `TransactWriteItems`.
const WRITES_AT_MOST: usize = 100;

/// Why a transaction wrote nothing.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// Conditions did not hold; positions of the writes they belong to.
    #[error("{} of the writes found another state than expected", failed.len())]
    Condition {
        /// Positions in the list of writes.
        failed: Vec<usize>,
    },
    /// Another transaction was at work on the same items; try again.
    #[error("another transaction was at work on the same items")]
    Contended,
    /// More than 100 writes.
    #[error("a transaction takes at most {WRITES_AT_MOST} writes, not {0}")]
    TooLarge(usize),
    /// The database did not answer, or not as expected. The outcome may be unknown; a retry finds out, because
    /// every write is conditional.
    #[error("the database did not complete the transaction: {0}")]
    Unavailable(String),
}

/// Commits all writes, or none.
///
/// # Errors
/// [`CommitError`].
pub async fn commit(client: &Client, writes: Vec<Write>) -> Result<(), CommitError> {
    if writes.len() > WRITES_AT_MOST {
        return Err(CommitError::TooLarge(writes.len()));
    }
    let items = writes
        .into_iter()
        .map(Write::into_sdk)
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| CommitError::Unavailable(error.to_string()))?;
    match client
        .transact_write_items()
        .set_transact_items(Some(items))
        .send()
        .await
    {
        Ok(_) => Ok(()),
        Err(error) => Err(classify(&error)),
    }
}

fn classify(error: &SdkError<TransactWriteItemsError>) -> CommitError {
    if let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) = error.as_service_error() {
        let codes: Vec<&str> = cancelled
            .cancellation_reasons()
            .iter()
            .map(|r| r.code().unwrap_or_default())
            .collect();
        let failed: Vec<usize> = codes
            .iter()
            .enumerate()
            .filter(|(_, code)| **code == "ConditionalCheckFailed")
            .map(|(i, _)| i)
            .collect();
        if !failed.is_empty() {
            return CommitError::Condition { failed };
        }
        if codes.contains(&"TransactionConflict") {
            return CommitError::Contended;
        }
        return CommitError::Unavailable(format!("cancelled: {}", codes.join(",")));
    }
    match error.as_service_error() {
        Some(TransactWriteItemsError::TransactionInProgressException(_)) => CommitError::Contended,
        // The message of a service error may repeat item content, so only its code is kept.
        Some(service) => CommitError::Unavailable(service.meta().code().unwrap_or("unknown").to_owned()),
        None => CommitError::Unavailable(DisplayErrorContext(error).to_string()),
    }
}
