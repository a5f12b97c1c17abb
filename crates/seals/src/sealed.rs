//! A seal with its signature, as it is stored.

use serde::{Deserialize, Serialize};

use crate::{Hash, KeyError, MalformedSeal, PublicKey, Seal};

/// A signed seal: the object `seals/<day>.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Sealed {
    /// The exact text that was signed.
    pub seal: String,
    /// Name of the key; the `kid` of the signature.
    pub key_id: String,
    /// Detached JWS (RFC 7515 appendix F) over the text, ES256: `header..signature`.
    pub jws: String,
    /// The public half of the key, PEM. A convenience for finding the key: whoever checks a seal brings a key of their
    /// own.
    pub public_key: String,
}

/// Why a stored seal is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealedError {
    /// Not the JSON of a signed seal.
    #[error("not the JSON of a signed seal")]
    Malformed,
    /// What was signed is no seal.
    #[error(transparent)]
    Seal(#[from] MalformedSeal),
    /// The key or the signature.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// It says that another key signed it than the one it is checked with.
    #[error("the seal names another public key than the trusted one")]
    OtherKey,
}

impl Sealed {
    /// Reads the stored JSON.
    ///
    /// # Errors
    /// [`SealedError::Malformed`].
    pub fn from_json(json: &[u8]) -> Result<Self, SealedError> {
        serde_json::from_slice(json).map_err(|_| SealedError::Malformed)
    }

    /// The stored JSON.
    pub fn to_json(&self) -> Vec<u8> {
        // Four texts always have a JSON form.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// The seal, if the trusted key signed it.
    ///
    /// # Errors
    /// [`SealedError`].
    pub fn open(&self, trusted: &PublicKey) -> Result<Seal, SealedError> {
        if PublicKey::from_pem(&self.public_key)? != *trusted {
            return Err(SealedError::OtherKey);
        }
        trusted.verify(&self.key_id, &self.jws, &self.seal)?;
        Ok(Seal::parse(&self.seal)?)
    }

    /// What the next seal names as `previous`.
    pub fn fingerprint(&self) -> Hash {
        Hash::of(&[self.seal.as_bytes()])
    }
}
