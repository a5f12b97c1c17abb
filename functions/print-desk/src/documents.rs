//! The documents bucket, from which files are handed out by presigned addresses.

use tuntas_buckets::{AddressError, Addresses, Download};
use tuntas_domain::case::{Document, DocumentKind};

/// Seconds for which an address works: long enough to start a download on a slow line, too short to pass around.
pub(crate) const WORKS_FOR_SECONDS: u32 = 120;

/// The bucket.
#[derive(Clone, Debug)]
pub struct Documents {
    addresses: Addresses,
}

impl Documents {
    /// Names the bucket. The client uses path-style addresses where the bucket has no host name of its own.
    pub fn new(client: aws_sdk_s3::Client, bucket: impl Into<String>) -> Self {
        Self {
            addresses: Addresses::new(client, bucket),
        }
    }

    /// An address from which the PDF can be read for [`WORKS_FOR_SECONDS`].
    pub(crate) async fn address(&self, document: &Document) -> Result<String, AddressError> {
        self.addresses
            .download(Download {
                key: &Document::file(&document.sha256),
                content_type: "application/pdf",
                file_name: file_name(document.kind),
                seconds: WORKS_FOR_SECONDS,
            })
            .await
    }
}

fn file_name(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Kk => "kk.pdf",
        DocumentKind::Ktp => "ktp.pdf",
        DocumentKind::Notice => "notice.pdf",
    }
}
