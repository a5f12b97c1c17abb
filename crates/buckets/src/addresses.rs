//! Addresses of single objects that work for a short while, for somebody who has no account here.

use std::collections::BTreeMap;
use std::time::Duration;

use aws_sdk_s3::Client;
use aws_sdk_s3::error::DisplayErrorContext;
use aws_sdk_s3::presigning::PresigningConfig;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::Timestamp;

/// Seconds for which an address for an upload works at most: time for 20 MiB over a slow line, too short to pass around.
const UPLOAD_WORKS_FOR: i64 = 15 * 60;

/// Signs addresses in one bucket. No call is made: whether the signer may do what it signs is asked when the address is used.
#[derive(Clone, Debug)]
pub struct Addresses {
    client: Client,
    bucket: String,
}

/// An address could not be signed.
#[derive(Debug, thiserror::Error)]
#[error("an address could not be signed: {0}")]
pub struct AddressError(String);

/// What is to be read.
#[derive(Clone, Copy, Debug)]
pub struct Download<'a> {
    /// Key of the object.
    pub key: &'a str,
    /// Media type it is shown as, such as `application/pdf`.
    pub content_type: &'a str,
    /// Name it is saved under; plain ASCII without quotes.
    pub file_name: &'a str,
    /// Seconds for which the address works.
    pub seconds: u32,
}

/// What is to be put, exactly.
#[derive(Clone, Copy, Debug)]
pub struct Upload<'a> {
    /// Key of the object.
    pub key: &'a str,
    /// Its media type.
    pub content_type: &'a str,
    /// Its size in bytes.
    pub size: u32,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: &'a str,
    /// Seconds for which the address works.
    pub seconds: u32,
}

/// An address and the headers that are signed with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadAddress {
    /// The address.
    pub url: String,
    /// Headers that have to be sent with it, exactly so.
    pub headers: BTreeMap<String, String>,
}

impl Addresses {
    /// Names the bucket. The client uses path-style addresses where the bucket has no host name of its own.
    pub fn new(client: Client, bucket: impl Into<String>) -> Self {
        Self {
            client,
            bucket: bucket.into(),
        }
    }

    /// An address from which an object can be read, shown in the browser rather than saved.
    ///
    /// # Errors
    /// [`AddressError`].
    pub async fn download(&self, what: Download<'_>) -> Result<String, AddressError> {
        let request = self
            .client
            .get_object()
            .bucket(&self.bucket)
            .key(what.key)
            .response_content_type(what.content_type)
            .response_content_disposition(format!("inline; filename=\"{}\"", what.file_name))
            .response_cache_control("no-store")
            .presigned(for_seconds(what.seconds)?)
            .await
            .map_err(|error| AddressError(DisplayErrorContext(&error).to_string()))?;
        Ok(request.uri().to_owned())
    }

    /// An address to which exactly these bytes can be put, as long as nothing is there: size, type and digest are part of
    /// the signature.
    ///
    /// # Errors
    /// [`AddressError`], also for a digest that is none.
    pub async fn upload(&self, what: Upload<'_>) -> Result<UploadAddress, AddressError> {
        let checksum =
            base64_of(what.sha256).ok_or_else(|| AddressError("the digest is no SHA-256".to_owned()))?;
        let request = self
            .client
            .put_object()
            .bucket(&self.bucket)
            .key(what.key)
            .content_type(what.content_type)
            .content_length(what.size.into())
            .checksum_sha256(checksum)
            .if_none_match("*")
            .presigned(for_seconds(what.seconds)?)
            .await
            .map_err(|error| AddressError(DisplayErrorContext(&error).to_string()))?;
        let headers = request.headers();
        Ok(UploadAddress {
            url: request.uri().to_owned(),
            headers: headers
                .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
                .collect(),
        })
    }
}

/// Seconds for which an address works for something that may be uploaded until then; `None` once it may not. An address
/// never outlives the announcement.
pub fn works_for(now: Timestamp, until: Timestamp) -> Option<u32> {
    let left = until.as_second().saturating_sub(now.as_second());
    let seconds = u32::try_from(left.min(UPLOAD_WORKS_FOR)).ok()?;
    (seconds > 0).then_some(seconds)
}

/// A digest as S3 reads it.
fn base64_of(sha256: &str) -> Option<String> {
    let digits: Option<Vec<u8>> = (0..sha256.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(sha256.get(at..at.checked_add(2)?)?, 16).ok())
        .collect();
    digits
        .filter(|bytes| bytes.len() == 32)
        .map(|bytes| STANDARD.encode(bytes))
}

fn for_seconds(seconds: u32) -> Result<PresigningConfig, AddressError> {
    PresigningConfig::expires_in(Duration::from_secs(seconds.into()))
        .map_err(|error| AddressError(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_sent_as_s3_reads_it() {
        // The SHA-256 of nothing, as `sha256sum` prints it and as S3 reads it.
        let hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let base64 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assert_eq!(base64_of(hex).as_deref(), Some(base64));
        for wrong in [
            "",
            "e3b0",
            &hex[1..],
            &hex.replace('e', "x"),
            &hex.replace("e3", "é"),
        ] {
            assert_eq!(base64_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_address_works_a_quarter_of_an_hour_and_never_longer_than_what_it_is_for() {
        let at = |second| Timestamp::from_second(second).unwrap();
        assert_eq!(works_for(at(0), at(86_400)), Some(900));
        assert_eq!(works_for(at(0), at(60)), Some(60));
        assert_eq!(works_for(at(60), at(60)), None);
        assert_eq!(works_for(at(61), at(60)), None);
    }
}
