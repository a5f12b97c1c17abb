//! Where seals are kept: the evidence bucket, whose Object Lock protects every object.

use aws_sdk_s3::Client;
use jiff::civil::Date;
use tuntas_buckets::{Bucket, BucketError as Unreachable, Put as Kept};

use crate::{Leaves, LeavesError, Sealed, SealedError};

const FOLDER: &str = "seals/";
const SEAL: &str = ".json";
const LEAVES: &str = ".leaves";

/// Seals in an S3 bucket. Nothing is ever written where something is.
#[derive(Clone, Debug)]
pub struct SealBucket {
    objects: Bucket,
}

/// Why a seal could not be stored or read.
#[derive(Debug, thiserror::Error)]
pub enum BucketError {
    /// S3 did not answer, or refused. Trying again later is safe.
    #[error("the bucket of the seals could not be reached")]
    Unreachable(#[from] Unreachable),
    /// The stored seal is none.
    #[error("the seal of {0} is damaged")]
    Seal(Date, #[source] SealedError),
    /// The stored leaves are none.
    #[error("the leaves of {0} are damaged")]
    Leaves(Date, #[source] LeavesError),
}

impl SealBucket {
    /// The seals in that bucket.
    pub fn new(client: Client, bucket: impl Into<String>) -> Self {
        Self {
            objects: Bucket::new(client, bucket),
        }
    }

    /// Days that have a seal, first to last.
    ///
    /// # Errors
    /// [`BucketError::Unreachable`].
    pub async fn days(&self) -> Result<Vec<Date>, BucketError> {
        let keys = self.objects.keys(FOLDER).await?;
        let mut days: Vec<Date> = keys
            .iter()
            .filter_map(|key| key.strip_prefix(FOLDER)?.strip_suffix(SEAL)?.parse().ok())
            .collect();
        days.sort_unstable();
        Ok(days)
    }

    /// The seal of a day; `None` if there is none.
    ///
    /// # Errors
    /// [`BucketError`].
    pub async fn seal(&self, day: Date) -> Result<Option<Sealed>, BucketError> {
        let json = self.read(day, SEAL).await?;
        json.map(|json| Sealed::from_json(&json))
            .transpose()
            .map_err(|error| BucketError::Seal(day, error))
    }

    /// The leaves under the seal of a day; `None` if there are none.
    ///
    /// # Errors
    /// [`BucketError`].
    pub async fn leaves(&self, day: Date) -> Result<Option<Leaves>, BucketError> {
        let Some(bytes) = self.read(day, LEAVES).await? else {
            return Ok(None);
        };
        let text = String::from_utf8(bytes).map_err(|_| BucketError::Leaves(day, LeavesError::Line(1)))?;
        Leaves::parse(&text)
            .map(Some)
            .map_err(|error| BucketError::Leaves(day, error))
    }

    /// Stores the seal of a day, unless there is one.
    ///
    /// # Errors
    /// [`BucketError::Unreachable`].
    pub async fn keep_seal(&self, day: Date, sealed: &Sealed) -> Result<Kept, BucketError> {
        self.keep(day, SEAL, "application/json", sealed.to_json()).await
    }

    /// Stores the leaves of a day, unless there are some. They go before the seal: leaves alone say nothing.
    ///
    /// # Errors
    /// [`BucketError::Unreachable`].
    pub async fn keep_leaves(&self, day: Date, leaves: &Leaves) -> Result<Kept, BucketError> {
        self.keep(day, LEAVES, "text/plain", leaves.text().into_bytes())
            .await
    }

    async fn read(&self, day: Date, ending: &str) -> Result<Option<Vec<u8>>, BucketError> {
        Ok(self.objects.get(&key(day, ending)).await?)
    }

    async fn keep(&self, day: Date, ending: &str, kind: &str, content: Vec<u8>) -> Result<Kept, BucketError> {
        Ok(self.objects.put_new(&key(day, ending), kind, content).await?)
    }
}

fn key(day: Date, ending: &str) -> String {
    format!("{FOLDER}{day}{ending}")
}
