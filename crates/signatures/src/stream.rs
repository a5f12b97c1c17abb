//! Verifying a detached JWS over something too large to hold: piece by piece, in memory that does not grow.
//!
//! For ES256 and RS256 the signing input is hashed as it comes, and the digest verified at the end. For Ed25519 the equation
//! is checked by `ed25519-dalek`; why not by aws-lc-rs, `deny.toml` says.

use aws_lc_rs::digest::{Context, SHA256};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::{Signature, StreamVerifier, VerifyingKey};
use std::fmt;

use crate::jwk::Material;
use crate::jws::Parts;
use crate::{Jwk, Jwks, JwsError, Verified};

/// Bytes encoded at a time: a multiple of three, so that no padding falls between two pieces.
const PIECE: usize = 3 * 1024;

/// A detached JWS that waits for the bytes it was made over.
pub struct Verification<'k> {
    key: &'k Jwk,
    signature: Vec<u8>,
    state: State,
    /// Zero to two bytes that do not fill a group of three yet.
    carried: Vec<u8>,
    encoded: String,
}

enum State {
    Digest(Context),
    Ed25519(Box<StreamVerifier>),
}

impl State {
    fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Digest(context) => context.update(bytes),
            Self::Ed25519(verifier) => verifier.update(bytes),
        }
    }
}

impl Jwks {
    /// Begins to verify a detached JWS. The same rules hold as for [`Jwks::verify_detached`].
    ///
    /// # Errors
    /// Everything that can be told without the bytes.
    pub fn begin_detached(&self, jws: &str) -> Result<Verification<'_>, JwsError> {
        let parts = Parts::parse(jws)?;
        let kid = parts.kid.as_deref().ok_or(JwsError::MissingKeyId)?;
        let key = self.get(kid).ok_or(JwsError::UnknownKey)?;
        if key.algorithm() != parts.algorithm {
            return Err(JwsError::KeyMismatch);
        }
        let mut state = match key.material() {
            Material::P256(_) | Material::Rsa { .. } => State::Digest(Context::new(&SHA256)),
            Material::Ed25519(public) => State::Ed25519(Box::new(
                ed25519(public, &parts.signature).ok_or(JwsError::BadSignature)?,
            )),
        };
        state.update(parts.encoded_header.as_bytes());
        state.update(b".");
        Ok(Verification {
            key,
            signature: parts.signature,
            state,
            carried: Vec::with_capacity(3),
            encoded: String::with_capacity(PIECE / 3 * 4),
        })
    }
}

impl<'k> Verification<'k> {
    /// Takes the next bytes.
    pub fn update(&mut self, mut bytes: &[u8]) {
        while !self.carried.is_empty() && self.carried.len() < 3 {
            let Some((first, rest)) = bytes.split_first() else {
                return;
            };
            self.carried.push(*first);
            bytes = rest;
        }
        if !self.carried.is_empty() {
            let group = std::mem::take(&mut self.carried);
            self.encode(&group);
        }
        let (whole, rest) = bytes.split_at(bytes.len() - bytes.len() % 3);
        for piece in whole.chunks(PIECE) {
            self.encode(piece);
        }
        self.carried.extend_from_slice(rest);
    }

    /// Tells whether the signature fits all that was taken.
    ///
    /// # Errors
    /// [`JwsError::BadSignature`].
    pub fn finish(mut self) -> Result<Verified<'k>, JwsError> {
        let rest = std::mem::take(&mut self.carried);
        self.encode(&rest);
        let fits = match (self.state, self.key.material()) {
            (State::Ed25519(verifier), _) => verifier.finalize_and_verify().is_ok(),
            (State::Digest(context), Material::P256(point)) => {
                ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
                    .is_ok_and(|key| key.verify_digest_sig(&context.finish(), &self.signature).is_ok())
            }
            (State::Digest(context), Material::Rsa { n, e }) => RsaPublicKeyComponents { n, e }
                .to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256)
                .is_ok_and(|key| key.verify_digest_sig(&context.finish(), &self.signature).is_ok()),
            (State::Digest(_), Material::Ed25519(_)) => false,
        };
        if fits {
            Ok(Verified {
                key: self.key,
                algorithm: self.key.algorithm(),
            })
        } else {
            Err(JwsError::BadSignature)
        }
    }

    fn encode(&mut self, bytes: &[u8]) {
        self.encoded.clear();
        URL_SAFE_NO_PAD.encode_string(bytes, &mut self.encoded);
        self.state.update(self.encoded.as_bytes());
    }
}

impl fmt::Debug for Verification<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verification")
            .field("key", &self.key.kid())
            .finish_non_exhaustive()
    }
}

fn ed25519(public: &[u8], signature: &[u8]) -> Option<StreamVerifier> {
    let key = VerifyingKey::from_bytes(public.try_into().ok()?).ok()?;
    key.verify_stream(&Signature::from_slice(signature).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Algorithm, Signer};
    use proptest::prelude::*;
    use std::sync::LazyLock;

    /// A signer of each algorithm that can be drawn quickly, and their public keys.
    static COURTS: LazyLock<(Vec<Signer>, Jwks)> = LazyLock::new(|| {
        let signers = vec![
            Signer::generate(Algorithm::EdDsa, "ed", Some("PA.Pas")).unwrap(),
            Signer::generate(Algorithm::Es256, "es", Some("PA.Pas")).unwrap(),
            Signer::generate(Algorithm::Rs256, "rs", Some("PA.Pas")).unwrap(),
        ];
        let keys = signers.iter().map(|signer| signer.jwk().unwrap()).collect();
        (signers, Jwks::new(keys).unwrap())
    });

    fn in_pieces(jws: &str, body: &[u8], sizes: &[usize]) -> Result<String, JwsError> {
        let mut verification = COURTS.1.begin_detached(jws)?;
        let mut rest = body;
        for size in sizes {
            let (piece, after) = rest.split_at((*size).min(rest.len()));
            verification.update(piece);
            rest = after;
        }
        verification.update(rest);
        verification
            .finish()
            .map(|verified| verified.key.kid().to_owned())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn pieces_are_verified_as_the_whole_is(
            body in proptest::collection::vec(any::<u8>(), 0..9000),
            sizes in proptest::collection::vec(0_usize..4000, 0..12),
            which in 0_usize..3,
            flip in any::<proptest::sample::Index>(),
        ) {
            let (signers, keys) = &*COURTS;
            let jws = signers[which].sign_detached(&body).unwrap();
            prop_assert!(keys.verify_detached(&jws, &body).is_ok());
            let signed_by = Ok(["ed", "es", "rs"][which].to_owned());
            prop_assert_eq!(in_pieces(&jws, &body, &sizes), signed_by);
            let mut altered = body.clone();
            if altered.is_empty() { altered.push(0) } else { altered[flip.index(body.len())] ^= 1 }
            prop_assert!(keys.verify_detached(&jws, &altered).is_err());
            prop_assert_eq!(in_pieces(&jws, &altered, &sizes), Err(JwsError::BadSignature));
        }
    }

    #[test]
    fn what_can_be_told_at_once_is_told_at_once() {
        let (signers, _) = &*COURTS;
        let jws = signers[0].sign_detached(b"x").unwrap();
        let stranger = Signer::generate(Algorithm::EdDsa, "stranger", None).unwrap();
        for (text, wrong) in [
            (
                "no jws".to_owned(),
                JwsError::Malformed("expected header..signature"),
            ),
            (stranger.sign_detached(b"x").unwrap(), JwsError::UnknownKey),
            (
                format!("{}..AAAA", jws.split("..").next().unwrap()),
                JwsError::BadSignature,
            ),
        ] {
            assert_eq!(COURTS.1.begin_detached(&text).map(drop), Err(wrong));
        }
    }
}
