//! One table, and reading it.

use crate::{Database, Item, Key, Query, ReadError};

/// One table.
#[derive(Clone, Debug)]
pub struct Table {
    database: Database,
    name: String,
}

impl Table {
    /// Names a table.
    pub fn new(database: impl Into<Database>, name: impl Into<String>) -> Self {
        Self {
            database: database.into(),
            name: name.into(),
        }
    }

    /// The table's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The database it is in, for [`crate::commit`].
    pub fn database(&self) -> &Database {
        &self.database
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
        self.database.backend().get(&self.name, key, attributes).await
    }

    /// Reads all items of a partition whose sort key begins with `prefix`, in order.
    ///
    /// # Errors
    /// [`ReadError`].
    pub async fn all(&self, pk: &str, prefix: &str) -> Result<Vec<Item>, ReadError> {
        let query = Query {
            pk,
            prefix,
            after: None,
            backwards: false,
            limit: None,
        };
        self.database.backend().query(&self.name, query).await
    }

    /// Reads at most `limit` items of a partition, in order, after the sort key `after`.
    ///
    /// # Errors
    /// [`ReadError`].
    pub async fn page(&self, pk: &str, after: Option<&str>, limit: u16) -> Result<Vec<Item>, ReadError> {
        let query = Query {
            pk,
            prefix: "",
            after,
            backwards: false,
            limit: Some(limit),
        };
        self.database.backend().query(&self.name, query).await
    }

    /// Reads at most `limit` items of a partition, the last first, before the sort key `before`.
    ///
    /// # Errors
    /// [`ReadError`].
    pub async fn latest(&self, pk: &str, before: Option<&str>, limit: u16) -> Result<Vec<Item>, ReadError> {
        let query = Query {
            pk,
            prefix: "",
            after: before,
            backwards: true,
            limit: Some(limit),
        };
        self.database.backend().query(&self.name, query).await
    }

    /// Reads the last item of a partition whose sort key begins with `prefix`.
    ///
    /// # Errors
    /// [`ReadError`].
    pub async fn last(&self, pk: &str, prefix: &str) -> Result<Option<Item>, ReadError> {
        let query = Query {
            pk,
            prefix,
            after: None,
            backwards: true,
            limit: Some(1),
        };
        let items = self.database.backend().query(&self.name, query).await?;
        Ok(items.into_iter().next())
    }
}
