//! Verifying a detached JSON Web Signature (RFC 7515 appendix F).
//!
//! The text is `BASE64URL(header) ".." BASE64URL(signature)`: the compact form with its payload left out. What
//! was signed is `BASE64URL(header) "." BASE64URL(body)`, where `body` is the request body byte for byte.

use crate::{Algorithm, Jwk, Jwks};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;

/// Longest header and signature accepted, in characters. An RSA-8192 signature takes 1366.
const MAX_PART_LENGTH: usize = 4096;

/// A signature that was verified, and the key that made it.
#[derive(Clone, Copy, Debug)]
pub struct Verified<'a> {
    /// The key. Its court is the court that signed.
    pub key: &'a Jwk,
    /// The algorithm used.
    pub algorithm: Algorithm,
}

/// Why a signature was refused. [`JwsError::code`] is stable: clients and alarms may depend on it.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum JwsError {
    /// Not a detached JWS at all.
    #[error("not a detached JWS: {0}")]
    Malformed(&'static str),
    /// The header asks for a processing rule that is not supported here (`crit`, or `b64` other than true).
    #[error("the header parameter \"{0}\" is not supported; sign base64url(header).base64url(body)")]
    UnsupportedHeader(&'static str),
    /// `alg` is not one of [`Algorithm`].
    #[error("the algorithm is not allowed; use EdDSA, ES256 or RS256")]
    AlgorithmNotAllowed,
    /// The header has no `kid`.
    #[error("the header has no \"kid\"")]
    MissingKeyId,
    /// No published key has this `kid`.
    #[error("no published key has this \"kid\"")]
    UnknownKey,
    /// The key of this `kid` belongs to another algorithm than the header says.
    #[error("the key of this \"kid\" is for another algorithm")]
    KeyMismatch,
    /// The signature does not fit the header, the body and the key.
    #[error("the signature does not match the body")]
    BadSignature,
}

impl JwsError {
    /// A stable name for logs, metrics and problem details.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Malformed(_) => "signature_malformed",
            Self::UnsupportedHeader(_) => "signature_header_unsupported",
            Self::AlgorithmNotAllowed => "signature_algorithm_not_allowed",
            Self::MissingKeyId => "signature_key_id_missing",
            Self::UnknownKey => "signature_key_unknown",
            Self::KeyMismatch => "signature_key_mismatch",
            Self::BadSignature => "signature_invalid",
        }
    }
}

impl Jwks {
    /// Verifies a detached JWS over `body` with the key its header names.
    ///
    /// Only `kid` chooses the key: keys or addresses inside the header (`jwk`, `jku`, `x5c`, `x5u`) are never
    /// followed. The answer says *which court* signed; whether that court may sign this decree is the caller's
    /// question.
    pub fn verify_detached(&self, jws: &str, body: &[u8]) -> Result<Verified<'_>, JwsError> {
        let parts = Parts::parse(jws)?;
        let kid = parts.kid.as_deref().ok_or(JwsError::MissingKeyId)?;
        let key = self.get(kid).ok_or(JwsError::UnknownKey)?;
        parts.verify(key, body)
    }
}

impl Jwk {
    /// Verifies a detached JWS over `body` with this key, whatever `kid` the header gives.
    pub fn verify_detached(&self, jws: &str, body: &[u8]) -> Result<Verified<'_>, JwsError> {
        Parts::parse(jws)?.verify(self, body)
    }
}

/// A detached JWS taken apart; nothing of it is trusted yet.
pub(crate) struct Parts<'a> {
    pub(crate) encoded_header: &'a str,
    pub(crate) algorithm: Algorithm,
    pub(crate) kid: Option<String>,
    pub(crate) signature: Vec<u8>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    crit: Option<serde::de::IgnoredAny>,
    b64: Option<serde_json::Value>,
}

impl<'a> Parts<'a> {
    pub(crate) fn parse(jws: &'a str) -> Result<Self, JwsError> {
        let mut segments = jws.split('.');
        let (Some(encoded_header), Some(payload), Some(encoded_signature), None) =
            (segments.next(), segments.next(), segments.next(), segments.next())
        else {
            return Err(JwsError::Malformed("expected header..signature"));
        };
        if !payload.is_empty() {
            return Err(JwsError::Malformed(
                "the payload must be left out: header..signature",
            ));
        }
        if encoded_header.len() > MAX_PART_LENGTH || encoded_signature.len() > MAX_PART_LENGTH {
            return Err(JwsError::Malformed("header or signature is too long"));
        }
        let header = URL_SAFE_NO_PAD
            .decode(encoded_header)
            .map_err(|_| JwsError::Malformed("the header is not base64url without padding"))?;
        let signature = URL_SAFE_NO_PAD
            .decode(encoded_signature)
            .map_err(|_| JwsError::Malformed("the signature is not base64url without padding"))?;
        let header: Header = serde_json::from_slice(&header)
            .map_err(|_| JwsError::Malformed("the header is not a JSON object with \"alg\""))?;
        let algorithm = Algorithm::from_name(&header.alg).ok_or(JwsError::AlgorithmNotAllowed)?;
        // No extension is understood here, so each one marked critical must be refused (RFC 7515, 4.1.11).
        if header.crit.is_some() {
            return Err(JwsError::UnsupportedHeader("crit"));
        }
        if header.b64.is_some_and(|b64| b64 != true) {
            return Err(JwsError::UnsupportedHeader("b64"));
        }
        Ok(Self {
            encoded_header,
            algorithm,
            kid: header.kid,
            signature,
        })
    }

    fn verify<'k>(&self, key: &'k Jwk, body: &[u8]) -> Result<Verified<'k>, JwsError> {
        if key.algorithm() != self.algorithm {
            return Err(JwsError::KeyMismatch);
        }
        if key.accepts(&signing_input(self.encoded_header, body), &self.signature) {
            Ok(Verified {
                key,
                algorithm: self.algorithm,
            })
        } else {
            Err(JwsError::BadSignature)
        }
    }
}

/// The bytes that are signed: `BASE64URL(header) "." BASE64URL(body)`.
pub(crate) fn signing_input(encoded_header: &str, body: &[u8]) -> Vec<u8> {
    let mut input = String::with_capacity(encoded_header.len() + 1 + body.len().div_ceil(3) * 4);
    input.push_str(encoded_header);
    input.push('.');
    URL_SAFE_NO_PAD.encode_string(body, &mut input);
    input.into_bytes()
}
