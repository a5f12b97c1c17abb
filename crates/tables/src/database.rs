//! What a table needs of a database.

use std::collections::HashSet;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use aws_sdk_dynamodb::Client;

use crate::dynamo::Dynamo;
use crate::{Item, Key, Write};

/// Limit of `TransactWriteItems`.
const WRITES_AT_MOST: usize = 100;

/// An answer that is still to come.
pub type Answer<'a, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>>;

/// The database did not answer, or not as expected. Never carries item content.
#[derive(Debug, thiserror::Error)]
#[error("the database could not be read: {0}")]
pub struct ReadError(pub(crate) String);

impl ReadError {
    /// A failure by its code, such as `InternalServerError`.
    pub fn new(code: impl Into<String>) -> Self {
        Self(code.into())
    }
}

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
    /// Two writes of one item: a transaction takes each item once. A fault of the caller; trying again is in vain.
    #[error("a transaction writes each item once at most")]
    SameItemTwice,
    /// The database did not answer, or not as expected. The outcome may be unknown; a retry finds out, because
    /// every write is conditional.
    #[error("the database did not complete the transaction: {0}")]
    Unavailable(String),
}

/// Which items of a partition are wanted, in the order of their sort keys.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// Partition key.
    pub pk: &'a str,
    /// Beginning of the sort keys; empty for all.
    pub prefix: &'a str,
    /// Only what follows this sort key in the order asked for.
    pub after: Option<&'a str>,
    /// Last first.
    pub backwards: bool,
    /// How many at most; all if not said.
    pub limit: Option<u16>,
}

/// A database: DynamoDB, or tables in memory that behave like it. Reads are strongly consistent; a transaction is
/// done whole or not at all.
pub trait Backend: fmt::Debug + Send + Sync {
    /// Reads one item; only these attributes of it, if any are named.
    fn get<'a>(
        &'a self,
        table: &'a str,
        key: &'a Key,
        attributes: &'a [&'a str],
    ) -> Answer<'a, Option<Item>, ReadError>;

    /// Reads items of one partition.
    fn query<'a>(&'a self, table: &'a str, query: Query<'a>) -> Answer<'a, Vec<Item>, ReadError>;

    /// Commits writes. They are at most 100, of different items: [`commit`] sees to it.
    fn commit(&self, writes: Vec<Write>) -> Answer<'_, (), CommitError>;
}

/// A database, shared. Made from a client of DynamoDB, or from any other [`Backend`].
#[derive(Clone, Debug)]
pub struct Database(Arc<dyn Backend>);

impl Database {
    /// Wraps a backend.
    pub fn new(backend: impl Backend + 'static) -> Self {
        Self(Arc::new(backend))
    }

    /// What is wrapped, for a backend that stands before another one.
    pub fn backend(&self) -> &dyn Backend {
        &*self.0
    }
}

impl From<Client> for Database {
    fn from(client: Client) -> Self {
        Self::new(Dynamo::new(client))
    }
}

impl From<&Client> for Database {
    fn from(client: &Client) -> Self {
        client.clone().into()
    }
}

impl From<&Database> for Database {
    fn from(database: &Database) -> Self {
        database.clone()
    }
}

/// Commits all writes, or none.
///
/// # Errors
/// [`CommitError`].
pub async fn commit(database: impl Into<Database>, writes: Vec<Write>) -> Result<(), CommitError> {
    if writes.len() > WRITES_AT_MOST {
        return Err(CommitError::TooLarge(writes.len()));
    }
    let mut items = HashSet::new();
    if !writes
        .iter()
        .all(|write| items.insert((write.table(), write.item_key())))
    {
        return Err(CommitError::SameItemTwice);
    }
    let database = database.into();
    database.backend().commit(writes).await
}
