//! The doorstep: where courts put the documents they announced.

use tuntas_buckets::{AddressError, Addresses, Upload, UploadAddress};
use tuntas_domain::case::CourtDocument;
use tuntas_domain::identity::CaseId;

/// Signs addresses below `uploads/`.
#[derive(Clone, Debug)]
pub struct Uploads {
    addresses: Addresses,
}

impl Uploads {
    /// The doorstep in that bucket of S3.
    pub fn new(client: aws_sdk_s3::Client, bucket: impl Into<String>) -> Self {
        Self {
            addresses: Addresses::new(client, bucket),
        }
    }

    /// An address that takes the bytes of one document for so many seconds.
    pub(crate) async fn address(
        &self,
        case: CaseId,
        document: &CourtDocument,
        seconds: u32,
    ) -> Result<UploadAddress, AddressError> {
        let announced = &document.announced;
        self.addresses
            .upload(Upload {
                key: &format!("uploads/{case}/{}", document.id),
                content_type: announced.format.media_type(),
                size: announced.size,
                sha256: &announced.sha256,
                seconds,
            })
            .await
    }
}
