//! The documents bucket: PDFs under the hash of their content.

use aws_sdk_s3::Client;
use aws_sdk_s3::error::{DisplayErrorContext, ProvideErrorMetadata};
use aws_sdk_s3::primitives::ByteStream;
use tuntas_signatures::sha256_hex;

/// The bucket.
#[derive(Clone, Debug)]
pub struct Archive {
    client: Client,
    bucket: String,
}

/// The bucket did not take a document.
#[derive(Debug, thiserror::Error)]
#[error("a document could not be stored: {0}")]
pub struct ArchiveError(String);

/// Key of a document.
pub(crate) fn key(sha256: &str) -> String {
    format!("documents/{sha256}.pdf")
}

impl Archive {
    /// Names the bucket.
    pub fn new(client: Client, bucket: impl Into<String>) -> Self {
        Self {
            client,
            bucket: bucket.into(),
        }
    }

    /// Stores a PDF and gives its hash. Storing it again is no new version.
    ///
    /// # Errors
    /// [`ArchiveError`].
    pub async fn store(&self, pdf: Vec<u8>) -> Result<String, ArchiveError> {
        let sha256 = sha256_hex(&pdf);
        let stored = self
            .client
            .put_object()
            .bucket(&self.bucket)
            .key(key(&sha256))
            .content_type("application/pdf")
            .if_none_match("*")
            .body(ByteStream::from(pdf))
            .send()
            .await;
        match stored {
            Ok(_) => Ok(sha256),
            Err(error) if error.code() == Some("PreconditionFailed") => Ok(sha256),
            Err(error) => Err(ArchiveError(DisplayErrorContext(&error).to_string())),
        }
    }
}
