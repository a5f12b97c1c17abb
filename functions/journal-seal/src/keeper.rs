//! Who keeps the private key.

use std::error::Error;

use tuntas_seals::{KeyError, PublicKey};

/// Keeps a private key of P-256 and signs with it.
pub trait KeyKeeper: Sync {
    /// Name of the key.
    fn key_id(&self) -> &str;

    /// Signs a SHA-256; the signature in DER.
    fn sign(&self, digest: &[u8]) -> impl Future<Output = Result<Vec<u8>, KeeperError>> + Send;

    /// The public half.
    fn public_key(&self) -> impl Future<Output = Result<PublicKey, KeeperError>> + Send;
}

/// Why nothing could be signed.
#[derive(Debug, thiserror::Error)]
pub enum KeeperError {
    /// The keeper did not answer, or refused.
    #[error("whoever keeps the signing key could not be reached")]
    Unreachable(#[source] Box<dyn Error + Send + Sync>),
    /// It answered without a signature or key.
    #[error("whoever keeps the signing key gave nothing")]
    Nothing,
    /// The key is no P-256 key.
    #[error(transparent)]
    Key(#[from] KeyError),
}
