//! What signs a file.

/// A signing key.
pub trait Sign: Sync {
    /// The detached JWS over these bytes.
    ///
    /// # Errors
    /// [`SignError`].
    fn sign(&self, bytes: &[u8]) -> impl Future<Output = Result<String, SignError>> + Send;
}

/// A file could not be signed.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// The key's keeper did not answer, or refused.
    #[error("the file could not be signed: {0}")]
    Refused(String),
    /// What it gave back is no signature.
    #[error("the key's keeper gave back no signature")]
    NoSignature,
}
