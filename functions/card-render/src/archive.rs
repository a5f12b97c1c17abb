//! The documents bucket: PDFs under the hash of their content.

use aws_sdk_s3::Client;
use tuntas_buckets::{Bucket, BucketError};
use tuntas_domain::case::Document;
use tuntas_signatures::sha256_hex;

/// The bucket.
#[derive(Clone, Debug)]
pub struct Archive {
    bucket: Bucket,
}

/// The bucket did not take a document.
#[derive(Debug, thiserror::Error)]
#[error("a document could not be stored")]
pub struct ArchiveError(#[from] BucketError);

impl Archive {
    /// Names the bucket of S3.
    pub fn new(client: Client, bucket: impl Into<String>) -> Self {
        Self::on(Bucket::new(client, bucket))
    }

    /// The archive in any bucket.
    pub fn on(bucket: Bucket) -> Self {
        Self { bucket }
    }

    /// Stores a PDF and gives its hash. Storing it again is no new version.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub async fn store(&self, pdf: Vec<u8>) -> Result<String, ArchiveError> {
        let sha256 = sha256_hex(&pdf);
        let file = Document::file(&sha256);
        self.bucket.put_new(&file, "application/pdf", pdf).await?;
        Ok(sha256)
    }
}
