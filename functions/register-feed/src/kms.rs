//! The city's key in AWS KMS.

use aws_sdk_kms::Client;
use aws_sdk_kms::error::DisplayErrorContext;
use aws_sdk_kms::primitives::Blob;
use aws_sdk_kms::types::{MessageType, SigningAlgorithmSpec};
use tuntas_signatures::Unsigned;

use crate::{Sign, SignError};

/// A key of P-256 for signing (`ECC_NIST_P256`) that never leaves KMS.
#[derive(Clone, Debug)]
pub struct KmsKey {
    client: Client,
    arn: String,
}

impl KmsKey {
    /// Names the key by its ARN. Its `kid` is what follows the last `/`, the key's id.
    pub fn new(client: Client, arn: impl Into<String>) -> Self {
        Self {
            client,
            arn: arn.into(),
        }
    }

    fn kid(&self) -> &str {
        self.arn.rsplit('/').next().unwrap_or(&self.arn)
    }
}

impl Sign for KmsKey {
    async fn sign(&self, bytes: &[u8]) -> Result<String, SignError> {
        // KMS takes 4096 bytes at most, so it gets their digest.
        let unsigned = Unsigned::es256(self.kid(), bytes);
        let answer = self
            .client
            .sign()
            .key_id(&self.arn)
            .message(Blob::new(unsigned.digest()))
            .message_type(MessageType::Digest)
            .signing_algorithm(SigningAlgorithmSpec::EcdsaSha256)
            .send()
            .await
            .map_err(|error| SignError::Refused(DisplayErrorContext(&error).to_string()))?;
        let der = answer.signature.ok_or(SignError::NoSignature)?;
        unsigned
            .with_signature(der.as_ref())
            .map_err(|_| SignError::NoSignature)
    }
}
