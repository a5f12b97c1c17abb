//! The doorstep: where courts put the documents they announced.

use base64::{Engine as _, engine::general_purpose::STANDARD};
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
                sha256_base64: &STANDARD.encode(bytes_of(&announced.sha256)),
                seconds,
            })
            .await
    }
}

/// The bytes that hexadecimal digits write. What is no such digit, which the contract refuses, ends them.
fn bytes_of(hex: &str) -> Vec<u8> {
    let digits: Vec<u32> = hex.chars().map_while(|digit| digit.to_digit(16)).collect();
    let pairs = digits.chunks_exact(2);
    pairs
        .filter_map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_sent_in_base64() {
        // The SHA-256 of nothing, as `sha256sum` prints it and as S3 reads it.
        let hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(
            STANDARD.encode(bytes_of(hex)),
            "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        );
    }
}
