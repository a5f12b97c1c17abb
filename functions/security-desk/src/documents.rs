//! The documents bucket: letters, and the minutes that the police put.

use std::collections::BTreeMap;
use std::time::Duration;

use aws_sdk_s3::Client;
use aws_sdk_s3::error::DisplayErrorContext;
use aws_sdk_s3::presigning::{PresignedRequest, PresigningConfig};
use aws_sdk_s3::types::ChecksumAlgorithm;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use tuntas_buckets::{Bucket, BucketError};
use tuntas_contract::security::{MinutesFile, MinutesOffer};
use tuntas_domain::identity::CaseId;

/// Seconds for which a letter's address works: long enough to start a download on a slow line, too short to pass around.
pub(crate) const WORKS_FOR_SECONDS: u32 = 120;
/// Seconds for which a file can be put.
pub(crate) const TAKES_FOR_SECONDS: u32 = 300;

/// The bucket.
#[derive(Clone, Debug)]
pub struct Documents {
    client: Client,
    bucket: String,
    objects: Bucket,
}

/// An address could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the address of a document could not be signed: {0}")]
pub(crate) struct AddressError(String);

fn letter_key(request: CaseId, entry: u32) -> String {
    format!("letters/{request}/{entry}.pdf")
}

fn minutes_key(request: CaseId, sha256: &str) -> String {
    format!("minutes/{request}/{sha256}")
}

impl Documents {
    /// Names the bucket. The client uses path-style addresses where the bucket has no host name of its own.
    pub fn new(client: Client, bucket: impl Into<String>) -> Self {
        let bucket = bucket.into();
        Self {
            objects: Bucket::new(client.clone(), bucket.clone()),
            client,
            bucket,
        }
    }

    /// Whether a letter is typeset.
    pub(crate) async fn has_letter(&self, request: CaseId, entry: u32) -> Result<bool, BucketError> {
        Ok(self.objects.get(&letter_key(request, entry)).await?.is_some())
    }

    /// Keeps a letter. What is there stays as it is: a letter is what was sent.
    pub(crate) async fn keep_letter(
        &self,
        request: CaseId,
        entry: u32,
        pdf: Vec<u8>,
    ) -> Result<(), BucketError> {
        let key = letter_key(request, entry);
        self.objects.put_new(&key, "application/pdf", pdf).await?;
        Ok(())
    }

    /// An address from which a letter can be read for [`WORKS_FOR_SECONDS`].
    pub(crate) async fn letter_address(&self, request: CaseId, entry: u32) -> Result<String, AddressError> {
        let signed = self
            .client
            .get_object()
            .bucket(&self.bucket)
            .key(letter_key(request, entry))
            .response_content_type("application/pdf")
            .response_content_disposition(format!("inline; filename=\"surat-{entry}.pdf\""))
            .response_cache_control("no-store")
            .presigned(lasting(WORKS_FOR_SECONDS)?)
            .await
            .map_err(|error| AddressError(DisplayErrorContext(&error).to_string()))?;
        Ok(signed.uri().to_owned())
    }

    /// An address that takes this very file: its size and its digest are part of what is signed.
    pub(crate) async fn minutes_offer(
        &self,
        request: CaseId,
        file: &MinutesFile,
    ) -> Result<MinutesOffer, AddressError> {
        let length = i64::try_from(file.bytes).map_err(|_| AddressError("too large".to_owned()))?;
        let checksum = base64_of_hex(&file.sha256).ok_or_else(|| AddressError("no digest".to_owned()))?;
        let signed = self
            .client
            .put_object()
            .bucket(&self.bucket)
            .key(minutes_key(request, &file.sha256))
            .content_length(length)
            .content_type("application/octet-stream")
            .checksum_algorithm(ChecksumAlgorithm::Sha256)
            .checksum_sha256(checksum)
            .presigned(lasting(TAKES_FOR_SECONDS)?)
            .await
            .map_err(|error| AddressError(DisplayErrorContext(&error).to_string()))?;
        Ok(offer(&signed))
    }

    /// The bytes that were put under a digest; `None` if there are none.
    pub(crate) async fn minutes(
        &self,
        request: CaseId,
        sha256: &str,
    ) -> Result<Option<Vec<u8>>, BucketError> {
        self.objects.get(&minutes_key(request, sha256)).await
    }
}

fn lasting(seconds: u32) -> Result<PresigningConfig, AddressError> {
    PresigningConfig::expires_in(Duration::from_secs(seconds.into()))
        .map_err(|error| AddressError(error.to_string()))
}

fn offer(signed: &PresignedRequest) -> MinutesOffer {
    let headers: BTreeMap<String, String> = signed
        .headers()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    MinutesOffer {
        url: signed.uri().to_owned(),
        method: signed.method().to_owned(),
        headers,
        expires_in_seconds: TAKES_FOR_SECONDS,
    }
}

fn base64_of_hex(hex: &str) -> Option<String> {
    let digits: Option<Vec<u8>> = (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(hex.get(at..at.checked_add(2)?)?, 16).ok())
        .collect();
    digits.map(|bytes| STANDARD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_written_as_the_bucket_wants_it() {
        assert_eq!(base64_of_hex("00ff10").as_deref(), Some("AP8Q"));
        assert_eq!(base64_of_hex("0"), None);
        assert_eq!(base64_of_hex("zz"), None);
    }
}
