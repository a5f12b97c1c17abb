//! The documents bucket, from which files are handed out by presigned addresses.

use std::time::Duration;

use aws_sdk_s3::Client;
use aws_sdk_s3::error::DisplayErrorContext;
use aws_sdk_s3::presigning::PresigningConfig;
use tuntas_domain::case::{Document, DocumentKind};

/// Seconds for which an address works: long enough to start a download on a slow line, too short to pass around.
pub(crate) const WORKS_FOR_SECONDS: u32 = 120;

/// The bucket.
#[derive(Clone, Debug)]
pub struct Documents {
    client: Client,
    bucket: String,
}

/// An address could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the address of a document could not be signed: {0}")]
pub struct DocumentError(String);

impl Documents {
    /// Names the bucket. The client uses path-style addresses where the bucket has no host name of its own.
    pub fn new(client: Client, bucket: impl Into<String>) -> Self {
        Self {
            client,
            bucket: bucket.into(),
        }
    }

    /// An address from which the PDF can be read for [`WORKS_FOR_SECONDS`], shown in the browser rather than saved.
    pub(crate) async fn address(&self, document: &Document) -> Result<String, DocumentError> {
        let lifetime = Duration::from_secs(WORKS_FOR_SECONDS.into());
        let presigning =
            PresigningConfig::expires_in(lifetime).map_err(|error| DocumentError(error.to_string()))?;
        let request = self
            .client
            .get_object()
            .bucket(&self.bucket)
            .key(format!("documents/{}.pdf", document.sha256))
            .response_content_type("application/pdf")
            .response_content_disposition(format!("inline; filename=\"{}.pdf\"", file_name(document.kind)))
            .response_cache_control("no-store")
            .presigned(presigning)
            .await
            .map_err(|error| DocumentError(DisplayErrorContext(&error).to_string()))?;
        Ok(request.uri().to_owned())
    }
}

fn file_name(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Kk => "kk",
        DocumentKind::Ktp => "ktp",
        DocumentKind::Notice => "notice",
    }
}
