//! DynamoDB itself.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::AttributeValue;

use crate::database::{Answer, Backend};
use crate::expression::transact_item;
use crate::{CommitError, Item, Key, Query, ReadError, Write};

#[derive(Clone, Debug)]
pub(crate) struct Dynamo {
    client: Client,
}

impl Dynamo {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    async fn get(&self, table: &str, key: &Key, attributes: &[&str]) -> Result<Option<Item>, ReadError> {
        let mut request = self
            .client
            .get_item()
            .table_name(table)
            .set_key(Some(key.attributes()))
            .consistent_read(true);
        if !attributes.is_empty() {
            let names: Vec<String> = attributes.iter().map(|name| format!("#{name}")).collect();
            request = request.projection_expression(names.join(", "));
            for name in attributes {
                request = request.expression_attribute_names(format!("#{name}"), *name);
            }
        }
        let answer = request.send().await.map_err(|error| unread(&error))?;
        Ok(answer.item.map(Item::from))
    }

    /// A page of DynamoDB ends at one megabyte, so one query may take several.
    async fn query(&self, table: &str, query: Query<'_>) -> Result<Vec<Item>, ReadError> {
        let wanted = query.limit.map_or(usize::MAX, usize::from);
        let mut items = Vec::new();
        let mut start = query.after.map(|sk| Key::new(query.pk, sk).attributes());
        loop {
            let left = wanted.saturating_sub(items.len());
            let answer = self
                .request(table, query)
                .set_limit(query.limit.and(i32::try_from(left).ok()))
                .set_exclusive_start_key(start)
                .send()
                .await
                .map_err(|error| unread(&error))?;
            items.extend(answer.items.unwrap_or_default().into_iter().map(Item::from));
            start = answer.last_evaluated_key;
            if start.is_none() || items.len() >= wanted {
                return Ok(items);
            }
        }
    }

    fn request(&self, table: &str, query: Query<'_>) -> QueryFluentBuilder {
        let request = self
            .client
            .query()
            .table_name(table)
            .consistent_read(true)
            .expression_attribute_values(":pk", AttributeValue::S(query.pk.to_owned()))
            .set_scan_index_forward(query.backwards.then_some(false));
        if query.prefix.is_empty() {
            return request.key_condition_expression("pk = :pk");
        }
        request
            .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
            .expression_attribute_values(":prefix", AttributeValue::S(query.prefix.to_owned()))
    }

    async fn commit(&self, writes: Vec<Write>) -> Result<(), CommitError> {
        let items = writes
            .into_iter()
            .map(transact_item)
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| CommitError::Unavailable(error.to_string()))?;
        let request = self.client.transact_write_items().set_transact_items(Some(items));
        match request.send().await {
            Ok(_) => Ok(()),
            Err(error) => Err(uncommitted(&error)),
        }
    }
}

impl Backend for Dynamo {
    fn get<'a>(
        &'a self,
        table: &'a str,
        key: &'a Key,
        attributes: &'a [&'a str],
    ) -> Answer<'a, Option<Item>, ReadError> {
        Box::pin(self.get(table, key, attributes))
    }

    fn query<'a>(&'a self, table: &'a str, query: Query<'a>) -> Answer<'a, Vec<Item>, ReadError> {
        Box::pin(self.query(table, query))
    }

    fn commit(&self, writes: Vec<Write>) -> Answer<'_, (), CommitError> {
        Box::pin(self.commit(writes))
    }
}

/// The message of a service error may repeat item content, so only its code is kept.
fn unread<E: ProvideErrorMetadata + std::error::Error + 'static>(error: &SdkError<E>) -> ReadError {
    match error.as_service_error() {
        Some(service) => ReadError::new(service.code().unwrap_or("unknown")),
        None => ReadError::new(DisplayErrorContext(error).to_string()),
    }
}

fn uncommitted(error: &SdkError<TransactWriteItemsError>) -> CommitError {
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
        // As above: the code only.
        Some(service) => CommitError::Unavailable(service.meta().code().unwrap_or("unknown").to_owned()),
        None => CommitError::Unavailable(DisplayErrorContext(error).to_string()),
    }
}
