//! Tables in memory for tests of functions: behind DynamoDB's protocol on the loopback interface ([`MemoryTables`]), or in
//! the same process ([`DirectTables`]). One suite of tests holds both to the same rules. Buckets likewise: behind S3's
//! protocol ([`Bucket`]), or in the same process ([`DirectBuckets`]).
//!
//! The protocol's server knows the calls that `tuntas-tables` makes: `GetItem`, `Query` over one partition, and `TransactWriteItems`
//! with puts, updates, deletes and checks under its conditions. Whatever else is asked is refused, so that no test
//! passes by accident. Commits can be made to fail before or after they took effect: that is how a function's crash
//! between two steps is played.

mod conditions;
mod direct;
mod files;
mod give_way;
mod server;
mod shelf;
mod store;
mod update;

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::{Client, Config};

pub use direct::{Call, Change, DirectTables};
pub use files::DirectBuckets;
pub use give_way::give_way;
pub use shelf::Bucket;

use store::Store;

/// What happens to one commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is done and answered.
    Done,
    /// The database fails before anything is written.
    FailsBefore,
    /// Everything is written, but the answer is lost.
    AnswerLost,
    /// Another transaction is at work on the same items; nothing is written.
    Contended,
}

/// Running tables. They end with the test.
#[derive(Clone)]
pub struct MemoryTables {
    endpoint: String,
    store: Arc<Mutex<Store>>,
}

impl MemoryTables {
    /// Listens on a free port. Tables need not be made: every name is an empty table.
    ///
    /// # Errors
    /// The port could not be had.
    pub async fn start() -> io::Result<Self> {
        let store = Arc::new(Mutex::new(Store::default()));
        let endpoint = server::start(Arc::clone(&store)).await?;
        Ok(Self { endpoint, store })
    }

    /// A client that never tries a call again by itself.
    pub fn client(&self) -> Client {
        let config = Config::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .region(Region::new("ap-southeast-3"))
            .credentials_provider(Credentials::new("test", "test", None, None, "test"))
            .retry_config(RetryConfig::disabled())
            .endpoint_url(&self.endpoint)
            .build();
        Client::from_conf(config)
    }

    /// Decides about the next commits, one each; those after them are done.
    pub fn next_commits(&self, fates: impl IntoIterator<Item = Fate>) {
        self.store().fates.extend(fates);
    }

    /// Sort keys of a partition, in order.
    pub fn keys(&self, table: &str, partition: &str) -> Vec<String> {
        self.store().keys(table, partition)
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        locked(&self.store)
    }
}

fn locked(store: &Mutex<Store>) -> MutexGuard<'_, Store> {
    store.lock().unwrap_or_else(PoisonError::into_inner)
}
