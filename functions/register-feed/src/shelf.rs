//! The bucket of the files.

use aws_sdk_s3::Client;
use aws_sdk_s3::error::DisplayErrorContext;
use aws_sdk_s3::primitives::ByteStream;
use tuntas_feed::{FeedFile, FileNumber, object_key, signature_key};

/// Tries of a write that meets another write of the same object.
const TRIES: usize = 3;

/// The bucket.
#[derive(Clone, Debug)]
pub struct Shelf {
    client: Client,
    bucket: String,
}

/// The bucket did not take an object.
#[derive(Debug, thiserror::Error)]
#[error("a file of the feed could not be stored: {0}")]
pub struct ShelfError(String);

impl Shelf {
    /// Names the bucket.
    pub fn new(client: Client, bucket: impl Into<String>) -> Self {
        Self {
            client,
            bucket: bucket.into(),
        }
    }

    /// Puts a file into the bucket, unless it is there.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn put_file(&self, file: &FeedFile) -> Result<(), ShelfError> {
        let key = object_key(file.number());
        self.put(key, "application/jsonl", file.bytes().to_vec()).await
    }

    /// Puts a signature into the bucket. One that is there stays: made of the same bytes, it holds as well.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub async fn put_signature(&self, number: FileNumber, jws: String) -> Result<(), ShelfError> {
        self.put(signature_key(number), "application/jose", jws.into_bytes())
            .await
    }

    async fn put(&self, key: String, kind: &str, content: Vec<u8>) -> Result<(), ShelfError> {
        let mut tries = 1;
        loop {
            let answer = self
                .client
                .put_object()
                .bucket(&self.bucket)
                .key(&key)
                .content_type(kind)
                .if_none_match("*")
                .body(ByteStream::from(content.clone()))
                .send()
                .await;
            let Err(error) = answer else { return Ok(()) };
            match error.raw_response().map(|response| response.status().as_u16()) {
                // Precondition Failed: it is there.
                Some(412) => return Ok(()),
                // Conflict: another write of the same key is under way. See what came of it.
                Some(409) if tries < TRIES => tries += 1,
                _ => return Err(ShelfError(DisplayErrorContext(&error).to_string())),
            }
        }
    }
}
