//! The bucket of the files.

use aws_sdk_s3::Client;
use tuntas_buckets::{Bucket, BucketError};
use tuntas_feed::{FeedFile, FileNumber, object_key, signature_key};

/// The bucket.
#[derive(Clone, Debug)]
pub struct Shelf {
    bucket: Bucket,
}

/// The bucket did not take an object.
#[derive(Debug, thiserror::Error)]
#[error("a file of the feed could not be stored")]
pub struct ShelfError(#[from] BucketError);

impl Shelf {
    /// Names the bucket.
    pub fn new(client: Client, bucket: impl Into<String>) -> Self {
        Self {
            bucket: Bucket::new(client, bucket),
        }
    }

    /// Puts a file into the bucket, unless it is there.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn put_file(&self, file: &FeedFile) -> Result<(), ShelfError> {
        let key = object_key(file.number());
        self.put(&key, "application/jsonl", file.bytes().to_vec()).await
    }

    /// Puts a signature into the bucket. One that is there stays: made of the same bytes, it holds as well.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn put_signature(&self, number: FileNumber, jws: String) -> Result<(), ShelfError> {
        self.put(&signature_key(number), "application/jose", jws.into_bytes())
            .await
    }

    async fn put(&self, key: &str, kind: &str, content: Vec<u8>) -> Result<(), ShelfError> {
        self.bucket.put_new(key, kind, content).await?;
        Ok(())
    }
}
