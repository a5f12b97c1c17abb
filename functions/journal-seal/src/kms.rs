//! AWS KMS as keeper of the key: an asymmetric key `ECC_NIST_P256` for `SIGN_VERIFY`.

use aws_sdk_kms::Client;
use aws_sdk_kms::primitives::Blob;
use aws_sdk_kms::types::{MessageType, SigningAlgorithmSpec};
use tuntas_seals::PublicKey;

use crate::{KeeperError, KeyKeeper};

/// A key in KMS.
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
    /// The id alone: the rest of an ARN names the account, which is nobody's business.
    fn key_id(&self) -> &str {
        self.arn.rsplit('/').next().unwrap_or_default()
    }

    async fn sign(&self, digest: &[u8]) -> Result<Vec<u8>, KeeperError> {
        let answer = self
            .client
            .sign()
            .key_id(&self.arn)
            .message_type(MessageType::Digest)
            .signing_algorithm(SigningAlgorithmSpec::EcdsaSha256)
            .message(Blob::new(digest))
            .send()
            .await
            .map_err(|error| KeeperError::Unreachable(Box::new(error)))?;
        answer.signature.map(Blob::into_inner).ok_or(KeeperError::Nothing)
    }

    async fn public_key(&self) -> Result<PublicKey, KeeperError> {
        let answer = self
            .client
            .get_public_key()
            .key_id(&self.arn)
            .send()
            .await
            .map_err(|error| KeeperError::Unreachable(Box::new(error)))?;
        let der = answer.public_key.ok_or(KeeperError::Nothing)?;
        Ok(PublicKey::from_der(der.as_ref())?)
    }
}
