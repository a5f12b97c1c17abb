//! Strongly consistent reads.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::AttributeValue;

use crate::{Item, Key};

/// One table.
#[derive(Clone, Debug)]
pub struct Table {
    client: Client,
    name: String,
}

/// The database did not answer, or not as expected. Never carries item content.
#[derive(Debug, thiserror::Error)]
#[error("the database could not be read: {0}")]
pub struct ReadError(String);

impl ReadError {
    fn from_sdk<E: ProvideErrorMetadata + std::error::Error + 'static>(error: &SdkError<E>) -> Self {
        match error.as_service_error() {
            Some(service) => Self(service.code().unwrap_or("unknown").to_owned()),
            None => Self(DisplayErrorContext(error).to_string()),
        }
    }
}

impl Table {
    /// Names a table.
    pub fn new(client: Client, name: impl Into<String>) -> Self {
        Self {
            client,
            name: name.into(),
        }
    }

    /// The table's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The client, for [`crate::commit`].
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Reads one item.
    ///
    /// # Errors
    /// [`ReadError`].
    pub async fn get(&self, key: &Key) -> Result<Option<Item>, ReadError> {
        self.get_attributes(key, &[]).await
    }

    /// Reads some attributes of one item; all if none are named. Roles that may see only some attributes need this.
    ///
    /// # Errors
    /// [`ReadError`].
    pub async fn get_attributes(&self, key: &Key, attributes: &[&str]) -> Result<Option<Item>, ReadError> {
        let mut request = self
            .client
            .get_item()
            .table_name(&self.name)
            .set_key(Some(key.attributes()))
            .consistent_read(true);
        if !attributes.is_empty() {
            let names: Vec<String> = attributes.iter().map(|name| format!("#{name}")).collect();
            request = request.projection_expression(names.join(", "));
            for name in attributes {
                request = request.expression_attribute_names(format!("#{name}"), *name);
            }
        }
        let answer = request
            .send()
            .await
            .map_err(|error| ReadError::from_sdk(&error))?;
        Ok(answer.item.map(Item::from))
    }

    /// Reads all items of a partition whose sort key begins with `prefix`, in order.
    ///
    /// # Errors
    /// [`ReadError`].
    pub async fn all(&self, pk: &str, prefix: &str) -> Result<Vec<Item>, ReadError> {
        let mut items = Vec::new();
        let mut start = None;
        loop {
            let answer = self.query(pk, prefix).set_exclusive_start_key(start).send().await;
            let answer = answer.map_err(|error| ReadError::from_sdk(&error))?;
            items.extend(answer.items.unwrap_or_default().into_iter().map(Item::from));
            start = answer.last_evaluated_key;
            if start.is_none() {
                return Ok(items);
            }
        }
    }

    /// Reads at most `limit` items of a partition, in order, after the sort key `after`.
    ///
    /// # Errors
    /// [`ReadError`].
    pub async fn page(&self, pk: &str, after: Option<&str>, limit: u16) -> Result<Vec<Item>, ReadError> {
        let start = after.map(|sk| Key::new(pk, sk).attributes());
        let query = self.client.query().table_name(&self.name).consistent_read(true);
        let answer = query
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", AttributeValue::S(pk.to_owned()))
            .set_exclusive_start_key(start)
            .limit(i32::from(limit))
            .send()
            .await
            .map_err(|error| ReadError::from_sdk(&error))?;
        Ok(answer
            .items
            .unwrap_or_default()
            .into_iter()
            .map(Item::from)
            .collect())
    }

    /// Reads the last item of a partition whose sort key begins with `prefix`.
    ///
    /// # Errors
    /// [`ReadError`].
    pub async fn last(&self, pk: &str, prefix: &str) -> Result<Option<Item>, ReadError> {
        let answer = self
            .query(pk, prefix)
            .scan_index_forward(false)
            .limit(1)
            .send()
            .await;
        let answer = answer.map_err(|error| ReadError::from_sdk(&error))?;
        Ok(answer
            .items
            .unwrap_or_default()
            .into_iter()
            .next()
            .map(Item::from))
    }

    fn query(
        &self,
        pk: &str,
        prefix: &str,
    ) -> aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder {
        self.client
            .query()
            .table_name(&self.name)
            .consistent_read(true)
            .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
            .expression_attribute_values(":pk", AttributeValue::S(pk.to_owned()))
            .expression_attribute_values(":prefix", AttributeValue::S(prefix.to_owned()))
    }
}
