//! The public key that verifies seals.

use base64::{Engine as _, engine::general_purpose::STANDARD, engine::general_purpose::URL_SAFE_NO_PAD};
use tuntas_signatures::Jwks;

/// What stands before the point in the `SubjectPublicKeyInfo` of a P-256 key (RFC 5480 section 2).
const PREFIX: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
    0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];
const BEGIN: &str = "-----BEGIN PUBLIC KEY-----";
const END: &str = "-----END PUBLIC KEY-----";

/// An elliptic curve key of P-256.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    x: [u8; 32],
    y: [u8; 32],
}

/// Why a key cannot be used, or a signature is not by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not a public key of P-256.
    #[error("not a public key of P-256 as SubjectPublicKeyInfo")]
    NotAKey,
    /// The signature was not made by this key over this text under this name.
    #[error("the signature is not by this key over this text")]
    Signature,
}

impl PublicKey {
    /// Reads a `SubjectPublicKeyInfo` in DER, as KMS gives it.
    ///
    /// # Errors
    /// [`KeyError::NotAKey`].
    pub fn from_der(der: &[u8]) -> Result<Self, KeyError> {
        let point = der
            .strip_prefix(&PREFIX)
            .and_then(|point| point.strip_prefix(&[4]));
        let (x, y) = point
            .and_then(|point| point.split_first_chunk())
            .ok_or(KeyError::NotAKey)?;
        let key = Self {
            x: *x,
            y: y.try_into().map_err(|_| KeyError::NotAKey)?,
        };
        key.published_as("key").map(|_| key)
    }

    /// Reads the PEM form of the same.
    ///
    /// # Errors
    /// [`KeyError::NotAKey`].
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        let body = pem
            .trim()
            .strip_prefix(BEGIN)
            .and_then(|rest| rest.strip_suffix(END));
        let body: String = body.ok_or(KeyError::NotAKey)?.split_whitespace().collect();
        Self::from_der(&STANDARD.decode(body).map_err(|_| KeyError::NotAKey)?)
    }

    /// The PEM form, as `openssl pkey -pubin` writes it.
    pub fn to_pem(&self) -> String {
        let der = [PREFIX.as_slice(), &[4], &self.x, &self.y].concat();
        let base64 = STANDARD.encode(der);
        let (first, second) = base64.split_at(64.min(base64.len()));
        format!("{BEGIN}\n{first}\n{second}\n{END}\n")
    }

    /// Whether the detached JWS over `text` is by this key, and names it `key_id`.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn verify(&self, key_id: &str, jws: &str, text: &str) -> Result<(), KeyError> {
        self.published_as(key_id)?
            .verify_detached(jws, text.as_bytes())
            .map(drop)
            .map_err(|_| KeyError::Signature)
    }

    fn published_as(&self, key_id: &str) -> Result<Jwks, KeyError> {
        let set = serde_json::json!({ "keys": [{
            "kty": "EC",
            "crv": "P-256",
            "kid": key_id,
            "x": URL_SAFE_NO_PAD.encode(self.x),
            "y": URL_SAFE_NO_PAD.encode(self.y),
        }] });
        Jwks::parse(&set.to_string()).map_err(|_| KeyError::NotAKey)
    }
}
