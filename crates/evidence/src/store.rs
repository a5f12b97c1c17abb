//! The bucket.

use crate::{
    Bundle, BundleError,
    bundle::{is_digest, key_of},
};
use aws_sdk_s3::{Client, error::SdkError, primitives::ByteStream};
use std::error::Error;

/// Tries of a write that meets another write of the same evidence.
const TRIES: usize = 3;

/// Evidence in an S3 bucket with Object Lock, whose default retention protects every object.
#[derive(Clone, Debug)]
pub struct EvidenceStore {
    client: Client,
    bucket: String,
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
    Unreachable(#[source] Box<dyn Error + Send + Sync>),
    /// The stored object is no valid evidence: an alarm, not a retry.
    #[error("the stored evidence is damaged")]
    Damaged(#[source] BundleError),
    /// The name asked for is no SHA-256 in lower-case hexadecimal.
    #[error("evidence is named by a SHA-256 of 64 lower-case hexadecimal digits")]
    NotADigest,
}

impl EvidenceStore {
    /// The store in that bucket.
    pub fn new(client: Client, bucket: impl Into<String>) -> Self {
        Self {
            client,
            bucket: bucket.into(),
        }
    }

    /// Stores a bundle unless evidence of the same body is there already (`If-None-Match: *`), so that no object
    /// ever gets a second version.
    pub async fn put(&self, bundle: &Bundle) -> Result<Stored, EvidenceError> {
        let mut tries = 1;
        loop {
            let answer = self
                .client
                .put_object()
                .bucket(&self.bucket)
                .key(bundle.key())
                .if_none_match("*")
                .content_type("application/json")
                .body(ByteStream::from(bundle.to_json()))
                .send()
                .await;
            match answer {
                Ok(_) => return Ok(Stored::New),
                Err(error) => match status(&error) {
                    // Precondition Failed: something is stored there.
                    Some(412) => return Ok(Stored::AlreadyThere),
                    // Conflict: another write of the same key is under way. See what came of it.
                    Some(409) if tries < TRIES => tries += 1,
                    _ => return Err(EvidenceError::Unreachable(Box::new(error))),
                },
            }
        }
    }

    /// Reads the evidence of the body with that digest; `None` if there is none.
    pub async fn get(&self, sha256: &str) -> Result<Option<Bundle>, EvidenceError> {
        if !is_digest(sha256) {
            return Err(EvidenceError::NotADigest);
        }
        let answer = self
            .client
            .get_object()
            .bucket(&self.bucket)
            .key(key_of(sha256))
            .send()
            .await;
        let object = match answer {
            Ok(object) => object,
            Err(error) if status(&error) == Some(404) => return Ok(None),
            Err(error) => return Err(EvidenceError::Unreachable(Box::new(error))),
        };
        let json = object
            .body
            .collect()
            .await
            .map_err(|error| EvidenceError::Unreachable(Box::new(error)))?;
        let bundle = Bundle::from_json(&json.into_bytes()).map_err(EvidenceError::Damaged)?;
        if bundle.sha256() != sha256 {
            return Err(EvidenceError::Damaged(BundleError::DigestMismatch));
        }
        Ok(Some(bundle))
    }
}

fn status<E>(error: &SdkError<E>) -> Option<u16> {
    error.raw_response().map(|response| response.status().as_u16())
}
