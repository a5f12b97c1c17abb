//! The bucket.

use crate::{
    Bundle, BundleError,
    bundle::{is_digest, key_of},
};
use aws_sdk_s3::Client;
use tuntas_buckets::{Bucket, BucketError, Put};
use tuntas_signatures::sha256_hex;

/// Evidence in an S3 bucket with Object Lock, whose default retention protects every object.
#[derive(Clone, Debug)]
pub struct EvidenceStore {
    bucket: Bucket,
}

/// What a write found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    /// Nothing; the bundle is stored now.
    New,
    /// Evidence of the same body. It stays as it is, also if this time the signature was another valid one.
    AlreadyThere,
}

/// Why evidence could not be stored or read.
#[derive(Debug, thiserror::Error)]
pub enum EvidenceError {
    /// S3 did not answer, or refused. Trying again later is safe.
    #[error("the evidence bucket could not be reached")]
    Unreachable(#[from] BucketError),
    /// The stored object is no valid evidence: an alarm, not a retry.
    #[error("the stored evidence is damaged")]
    Damaged(#[source] BundleError),
    /// The name asked for is no SHA-256 in lower-case hexadecimal.
    #[error("evidence is named by a SHA-256 of 64 lower-case hexadecimal digits")]
    NotADigest,
}

/// The key of a document with this digest, such as `court-documents/<sha256>.pdf`.
pub fn document_key(sha256: &str, extension: &str) -> String {
    format!("court-documents/{sha256}.{extension}")
}

impl EvidenceStore {
    /// The store in that bucket of S3.
    pub fn new(client: Client, bucket: impl Into<String>) -> Self {
        Self::on(Bucket::new(client, bucket))
    }

    /// The store in any bucket.
    pub fn on(bucket: Bucket) -> Self {
        Self { bucket }
    }

    /// Stores a bundle unless evidence of the same body is there already, so that no object ever gets a second version.
    pub async fn put(&self, bundle: &Bundle) -> Result<Stored, EvidenceError> {
        let key = bundle.key();
        let put = self.bucket.put_new(&key, "application/json", bundle.to_json());
        Ok(match put.await? {
            Put::New => Stored::New,
            Put::AlreadyThere => Stored::AlreadyThere,
        })
    }

    /// Stores a document that a court handed in, under the digest of its bytes; its key. The same document is stored once,
    /// however often and for whatever case it comes.
    pub async fn put_document(
        &self,
        content: Vec<u8>,
        media_type: &str,
        extension: &str,
    ) -> Result<String, EvidenceError> {
        let key = document_key(&sha256_hex(&content), extension);
        self.bucket.put_new(&key, media_type, content).await?;
        Ok(key)
    }

    /// Reads the evidence of the body with that digest; `None` if there is none.
    pub async fn get(&self, sha256: &str) -> Result<Option<Bundle>, EvidenceError> {
        if !is_digest(sha256) {
            return Err(EvidenceError::NotADigest);
        }
        let Some(json) = self.bucket.get(&key_of(sha256)).await? else {
            return Ok(None);
        };
        let bundle = Bundle::from_json(&json).map_err(EvidenceError::Damaged)?;
        if bundle.sha256() != sha256 {
            return Err(EvidenceError::Damaged(BundleError::DigestMismatch));
        }
        Ok(Some(bundle))
    }
}
