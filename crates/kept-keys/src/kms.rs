//! AWS KMS as keeper of the key: an asymmetric key `ECC_NIST_P256` for `SIGN_VERIFY`.

use aws_sdk_kms::Client;
use aws_sdk_kms::error::DisplayErrorContext;
use aws_sdk_kms::primitives::Blob;
use aws_sdk_kms::types::{MessageType, SigningAlgorithmSpec};
use tuntas_signatures::Unsigned;

use crate::{KeeperError, KeyKeeper};

/// A key in KMS, which it never leaves.
#[derive(Clone, Debug)]
pub struct Kms {
    client: Client,
    arn: String,
}

impl Kms {
    /// Names the key by its id or ARN.
    pub fn new(client: Client, arn: impl Into<String>) -> Self {
        Self {
            client,
            arn: arn.into(),
        }
    }
}

impl KeyKeeper for Kms {
    /// The id alone, what follows the last `/`: the rest of an ARN names the account, which is nobody's business.
    fn key_id(&self) -> &str {
        self.arn.rsplit('/').next().unwrap_or(&self.arn)
    }

    /// KMS takes 4096 bytes at most, so it gets their digest.
    async fn sign(&self, bytes: &[u8]) -> Result<String, KeeperError> {
        let unsigned = Unsigned::es256(self.key_id(), bytes);
        let answer = self
            .client
            .sign()
            .key_id(&self.arn)
            .message(Blob::new(unsigned.digest()))
            .message_type(MessageType::Digest)
            .signing_algorithm(SigningAlgorithmSpec::EcdsaSha256)
            .send()
            .await
            .map_err(refused)?;
        let der = answer.signature.ok_or(KeeperError::NoSignature)?;
        unsigned
            .with_signature(der.as_ref())
            .map_err(|_| KeeperError::NoSignature)
    }

    async fn public_key(&self) -> Result<Vec<u8>, KeeperError> {
        let answer = self
            .client
            .get_public_key()
            .key_id(&self.arn)
            .send()
            .await
            .map_err(refused)?;
        answer
            .public_key
            .map(Blob::into_inner)
            .ok_or(KeeperError::NoPublicKey)
    }
}

fn refused(error: impl std::error::Error) -> KeeperError {
    KeeperError::Refused(DisplayErrorContext(error).to_string())
}
