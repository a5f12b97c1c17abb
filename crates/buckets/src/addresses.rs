//! Addresses of single objects that work for a short while, for somebody who has no account here.

use std::collections::BTreeMap;
use std::time::Duration;

use aws_sdk_s3::Client;
use aws_sdk_s3::error::DisplayErrorContext;
use aws_sdk_s3::presigning::PresigningConfig;

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
    /// SHA-256 of its bytes, base64.
    pub sha256_base64: &'a str,
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
    /// [`AddressError`].
    pub async fn upload(&self, what: Upload<'_>) -> Result<UploadAddress, AddressError> {
        let request = self
            .client
            .put_object()
            .bucket(&self.bucket)
            .key(what.key)
            .content_type(what.content_type)
            .content_length(what.size.into())
            .checksum_sha256(what.sha256_base64)
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

fn for_seconds(seconds: u32) -> Result<PresigningConfig, AddressError> {
    PresigningConfig::expires_in(Duration::from_secs(seconds.into()))
        .map_err(|error| AddressError(error.to_string()))
}
