//! Keys derived from the deployment's one secret.

use aws_lc_rs::{hkdf, hmac};
use std::fmt;
use std::sync::Arc;

/// Shortest secret accepted, in bytes. The deployed one has 64 random characters.
pub const MIN_SECRET_LENGTH: usize = 32;

/// Derives every code that is handed out. One key per purpose (HKDF-SHA256, RFC 5869, with the purpose as
/// `info`), so a code of one kind can never pass for another.
///
/// Changing the secret makes every code already handed out invalid, and forgets who was given money for what.
#[derive(Clone)]
pub struct KeyRing(Arc<Keys>);

/// The keys. They are large, so that one copy serves all who hold the ring.
pub(crate) struct Keys {
    pub(crate) tracking: hmac::Key,
    pub(crate) document: hmac::Key,
    pub(crate) handover_code: hmac::Key,
    pub(crate) handover_token: hmac::Key,
    pub(crate) calendar: hmac::Key,
    pub(crate) aid: hmac::Key,
    pub(crate) protection: hmac::Key,
    pub(crate) webhook_secret: hmac::Key,
    pub(crate) webhook_key: hmac::Key,
}

/// Why a secret was refused.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum KeyRingError {
    /// Shorter than [`MIN_SECRET_LENGTH`].
    #[error("the secret is too short: at least {MIN_SECRET_LENGTH} characters are needed")]
    SecretTooShort,
    /// The key derivation failed.
    #[error("the keys could not be derived")]
    Derivation,
}

impl KeyRing {
    /// Derives the keys. White space around the secret is not part of it.
    pub fn from_secret(secret: &str) -> Result<Self, KeyRingError> {
        let secret = secret.trim();
        if secret.len() < MIN_SECRET_LENGTH {
            return Err(KeyRingError::SecretTooShort);
        }
        let root = hkdf::Salt::new(hkdf::HKDF_SHA256, b"tuntas").extract(secret.as_bytes());
        let key = |info: &'static [u8]| {
            root.expand(&[info], hmac::HMAC_SHA256)
                .map(hmac::Key::from)
                .map_err(|_| KeyRingError::Derivation)
        };
        Ok(Self(Arc::new(Keys {
            tracking: key(b"tuntas/tracking-code/v1")?,
            document: key(b"tuntas/document-token/v1")?,
            handover_code: key(b"tuntas/handover-code/v1")?,
            handover_token: key(b"tuntas/handover-token/v1")?,
            calendar: key(b"tuntas/calendar-feed/v1")?,
            aid: key(b"tuntas/aid-mark/v1")?,
            protection: key(b"tuntas/aid-protection/v1")?,
            webhook_secret: key(b"tuntas/webhook-secret/v1")?,
            webhook_key: key(b"tuntas/webhook-key/v1")?,
        })))
    }

    pub(crate) fn keys(&self) -> &Keys {
        &self.0
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyRing(<redacted>)")
    }
}

/// HMAC-SHA256 of `message`, cut to `N` bytes (RFC 2104 section 5 allows it down to half: `N >= 16`).
pub(crate) fn mac<const N: usize>(key: &hmac::Key, message: &[u8]) -> [u8; N] {
    let tag = hmac::sign(key, message);
    let mut cut = [0; N];
    for (target, byte) in cut.iter_mut().zip(tag.as_ref()) {
        *target = *byte;
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_secret_is_refused() {
        assert_eq!(
            KeyRing::from_secret("rahasia").err(),
            Some(KeyRingError::SecretTooShort)
        );
        let padded = format!("  {}  \n", "x".repeat(31));
        assert_eq!(
            KeyRing::from_secret(&padded).err(),
            Some(KeyRingError::SecretTooShort)
        );
    }

    #[test]
    fn debug_shows_nothing() {
        let keys = KeyRing::from_secret(&"s".repeat(64)).unwrap();
        assert_eq!(format!("{keys:?}"), "KeyRing(<redacted>)");
    }
}
