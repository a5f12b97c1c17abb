//! Takes files of decrees from courts that have no API client.
//!
//! A court drops `inbox/<court>/<name>` and its signature `<name>.jws` into the courts' bucket. Once both are there and the
//! signature fits, the whole file is looked through; only then is it kept as evidence, cut into chunks of rows, and each chunk
//! told of in a message. A row goes through the same core as a request of the API. Whoever ends the last chunk joins the
//! results and puts them into `outbox/<court>/`.
//!
//! Every step can be repeated: files and results are named by what they are made of, rows by their place in the run, and
//! what was done is counted in one transaction with the chunk that did it.

mod arrive;
mod chunk;
mod finish;
mod message;
mod names;
mod outlet;
mod plan;
mod quarantine;
mod reading;
mod result;
mod row;
mod runs;
mod verify;
mod wire;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tuntas_batches::Mapping;
use tuntas_buckets::{Bucket, BucketError};
use tuntas_intake::{Intake, IntakeError};
use tuntas_tables::{CommitError, ItemError, ReadError};
use uuid::Uuid;

pub use message::{Message, Order};
pub use names::Place;
pub use outlet::{Notice, Outlet, OutletError, Sent};
pub use result::{Line, Outcome};
pub use runs::{Run, RunState, Runs};
pub use wire::Wire;

/// What courts read of all this, in both languages; tests hold them to the code.
#[cfg(test)]
const GUIDES: [&str; 2] = [
    include_str!("../../../docs/batch-files.md"),
    include_str!("../../../docs/batch-files.id.md"),
];

/// What the function works with.
#[derive(Clone, Debug)]
pub struct DecreeBatch {
    /// Takes a row in.
    pub intake: Intake,
    /// Courts' files: inbox, outbox, quarantine, and work in between.
    pub files: Bucket,
    /// Where a whole file is kept, locked.
    pub evidence: Bucket,
    /// How far each file is.
    pub runs: Runs,
    /// Messages to itself, and notices to whoever waits.
    pub outlet: Arc<dyn Outlet>,
    /// What each court calls its columns, by its code.
    pub mappings: Arc<BTreeMap<String, Mapping>>,
    /// How long a file may wait for its signature; 15 minutes at most.
    pub patience: Duration,
    /// Names a case.
    pub draw_id: fn() -> Uuid,
}

/// Why a message is to be delivered again.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A bucket failed.
    #[error(transparent)]
    Bucket(#[from] BucketError),
    /// A row could not be taken in, for a reason of ours.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// The table could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A stored item is damaged.
    #[error(transparent)]
    Item(#[from] ItemError),
    /// Nothing was written.
    #[error(transparent)]
    Commit(#[from] CommitError),
    /// A message could not be sent.
    #[error(transparent)]
    Outlet(#[from] OutletError),
    /// The temporary file failed.
    #[error("the temporary file failed: {0}")]
    Disk(std::io::ErrorKind),
    /// Something stored has another form than this version writes.
    #[error("the stored {0} cannot be read")]
    Unreadable(&'static str),
    /// Something that has to be there is not.
    #[error("the run speaks of a {0} that is not there")]
    Missing(&'static str),
    /// Something could not be written as JSON or CSV.
    #[error("the {0} could not be written")]
    Encode(&'static str),
    /// A row was given up by a fault of ours.
    #[error("a row ended in a fault of ours")]
    Row,
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Disk(error.kind())
    }
}

impl DecreeBatch {
    /// Handles one message. A message delivered again changes nothing.
    ///
    /// # Errors
    /// [`Failure`]; what was done until then stays, and the next delivery goes on from there.
    pub async fn handle(&self, message: Message, at: Timestamp) -> Result<(), Failure> {
        match message {
            Message::Order(Order::Chunk { run, chunk }) => self.chunk(&run, chunk, at).await,
            Message::Order(Order::Unsigned { key, etag }) => self.arrived(&key, Some(&etag), at).await,
            Message::Stored { records } => {
                for record in records {
                    self.arrived(&record.key(), None, at).await?;
                }
                Ok(())
            }
            Message::Test { .. } => Ok(()),
        }
    }
}
