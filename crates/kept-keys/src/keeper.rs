//! Who keeps the private key.

/// Keeps a private key of P-256 and signs with it.
pub trait KeyKeeper: Sync {
    /// Name of the key: its `kid`.
    fn key_id(&self) -> &str;

    /// The detached JWS over these bytes (RFC 7515 appendix F), by ES256.
    ///
    /// # Errors
    /// [`KeeperError`].
    fn sign(&self, bytes: &[u8]) -> impl Future<Output = Result<String, KeeperError>> + Send;

    /// The public half as `SubjectPublicKeyInfo` in DER.
    ///
    /// # Errors
    /// [`KeeperError`].
    fn public_key(&self) -> impl Future<Output = Result<Vec<u8>, KeeperError>> + Send;
}

/// Why there is no signature, or no key.
#[derive(Debug, thiserror::Error)]
pub enum KeeperError {
    /// The keeper did not answer, or refused.
    #[error("the key's keeper did not answer, or refused: {0}")]
    Refused(String),
    /// What it gave back is no signature.
    #[error("the key's keeper gave back no signature")]
    NoSignature,
    /// It gave back no public key.
    #[error("the key's keeper gave back no public key")]
    NoPublicKey,
}
