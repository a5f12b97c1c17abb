//! Tells SIAK's operators of each change of the register: from the register's stream to signed files of one order.
//!
//! Whatever is delivered twice, in part, late or by two shards at once, each household version is told of once, after
//! the version before it, and no number of a file is skipped. A batch counts as done only when every file that tells
//! of it lies in the bucket with its signature.

mod publish;
mod record;
mod shelf;

use aws_lambda_events::dynamodb::EventRecord;
use jiff::Timestamp;
use tuntas_domain::identity::{CityCode, HouseholdId};
use tuntas_feed::{Feed, FeedError, FileNumber};
use tuntas_kept_keys::{KeeperError, KeyKeeper};
use tuntas_register::{Register, RegisterError};

pub use record::{Unreadable, Wanted, wanted};
pub use shelf::{Shelf, ShelfError};

/// What the function works with.
#[derive(Clone, Debug)]
pub struct RegisterFeed<K> {
    /// Where the household versions are.
    pub register: Register,
    /// Where the numbers are given.
    pub feed: Feed,
    /// Where the files go.
    pub shelf: Shelf,
    /// Where the key that signs them is kept.
    pub keeper: K,
    /// Whose register it is.
    pub city: CityCode,
}

/// Why a batch is to be delivered again. Holds no personal data.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A record is not of the register.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// The register could not be read.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The feed could not be read or written.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// A file could not be written.
    #[error("a file could not be written: {0}")]
    Encode(#[from] serde_json::Error),
    /// A household version that the stream or a later version names is not there.
    #[error("version {version} of household {household} is not in the register")]
    NoSuchVersion {
        /// The household.
        household: HouseholdId,
        /// The version.
        version: u32,
    },
    /// The last file has no recipe.
    #[error("file {0} has a number and is not in the feed's table")]
    NoRecipe(FileNumber),
    /// A file that is not in the bucket yet cannot be made again as it was: this version of the function writes
    /// files in another way than the one that gave it its number.
    #[error("file {0} cannot be made again as it was; put back the version of the function that made it")]
    NotTheSame(FileNumber),
    /// The file could not be signed.
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    /// The bucket did not take the file.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
    /// Others gave files their numbers at the same time, time and again.
    #[error("others were faster at every try")]
    Busy,
}

impl<K: KeyKeeper> RegisterFeed<K> {
    /// Handles a batch of the stream.
    ///
    /// # Errors
    /// [`Failure`]. The files that were finished before it stay; delivering the batch again goes on from there.
    pub async fn handle(&self, records: &[EventRecord], now: Timestamp) -> Result<(), Failure> {
        let mut versions = Vec::new();
        for record in records {
            versions.extend(wanted(record)?);
        }
        self.publish(&versions, now).await
    }
}
