//! Keys that sign outgoing webhooks (Standard Webhooks 1.0.0): one pair for each subscription and generation, derived, so
//! that no table holds a secret.

use crate::{KeyRing, KeyRingError, key_ring::mac};
use aws_lc_rs::{
    hmac,
    signature::{Ed25519KeyPair, KeyPair as _},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::fmt;

/// What one generation of a subscription signs with: a shared secret, and a private key of Ed25519. `Debug` is redacted.
pub struct WebhookKeys {
    secret: [u8; 32],
    pair: Ed25519KeyPair,
}

impl KeyRing {
    /// The keys of a subscription's generation; always the same ones for the same names.
    ///
    /// # Errors
    /// [`KeyRingError::Derivation`].
    pub fn webhook_keys(&self, subscription: &str, generation: u32) -> Result<WebhookKeys, KeyRingError> {
        let name = format!("{subscription}/{generation}");
        let seed: [u8; 32] = mac(&self.keys().webhook_key, name.as_bytes());
        Ok(WebhookKeys {
            secret: mac(&self.keys().webhook_secret, name.as_bytes()),
            pair: Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|_| KeyRingError::Derivation)?,
        })
    }
}

impl WebhookKeys {
    /// The shared secret as its holder is given it: `whsec_` and base64 of 32 bytes.
    pub fn secret(&self) -> String {
        format!("whsec_{}", STANDARD.encode(self.secret))
    }

    /// The public half of the key pair: `whpk_` and base64 of 32 bytes.
    pub fn public_key(&self) -> String {
        format!("whpk_{}", STANDARD.encode(self.pair.public_key()))
    }

    /// Both signatures over `id.timestamp.body`, as they stand in `webhook-signature`: `v1,<HMAC-SHA256> v1a,<Ed25519>`.
    /// `timestamp` is in seconds since 1970.
    pub fn sign(&self, id: &str, timestamp: i64, body: &str) -> String {
        let content = format!("{id}.{timestamp}.{body}");
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.secret);
        format!(
            "v1,{} v1a,{}",
            STANDARD.encode(hmac::sign(&key, content.as_bytes())),
            STANDARD.encode(self.pair.sign(content.as_bytes()))
        )
    }
}

impl fmt::Debug for WebhookKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookKeys(<redacted>)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};

    const SUBSCRIPTION: &str = "0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b";

    fn keys(generation: u32) -> WebhookKeys {
        let ring = KeyRing::from_secret(&"k".repeat(64)).unwrap();
        ring.webhook_keys(SUBSCRIPTION, generation).unwrap()
    }

    #[test]
    fn the_public_library_takes_the_shared_signature() {
        let webhook = standardwebhooks::Webhook::new(&keys(1).secret()).unwrap();
        let (id, at, body) = ("msg_1", 1_800_000_000, r#"{"type":"tuntas.test"}"#);
        let ours = keys(1).sign(id, at, body);
        let theirs = webhook.sign(id, at, body.as_bytes()).unwrap();
        assert_eq!(ours.split(' ').next(), Some(theirs.as_str()));
        let other = keys(2).sign(id, at, body);
        assert_ne!(other.split(' ').next(), Some(theirs.as_str()));
    }

    #[test]
    fn the_public_key_verifies_the_other_one() {
        let signed = keys(1).sign("msg_1", 1_800_000_000, "{}");
        let signature = signed.split_once("v1a,").unwrap().1;
        let public = keys(1).public_key();
        let public = STANDARD.decode(public.strip_prefix("whpk_").unwrap()).unwrap();
        let verify = |content: &[u8]| {
            UnparsedPublicKey::new(&ED25519, &public)
                .verify(content, &STANDARD.decode(signature).unwrap())
                .is_ok()
        };
        assert!(verify(b"msg_1.1800000000.{}"));
        assert!(!verify(b"msg_2.1800000000.{}"));
    }

    #[test]
    fn keys_stay_the_same_across_releases_and_are_never_shown() {
        // A change here would void the secret of every receiver.
        assert_eq!(
            keys(1).secret(),
            "whsec_lDaQ1wAvdBGtt5aH1x0ewKoISL58T3BclFpDDLirJMI="
        );
        assert_eq!(format!("{:?}", keys(1)), "WebhookKeys(<redacted>)");
    }
}
