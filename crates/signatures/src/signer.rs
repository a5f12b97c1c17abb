//! The court's side: making a detached JWS. For demonstration clients and tests; no function signs decrees.

use crate::{Algorithm, Jwk, jwk::Material, jws::signing_input};
use aws_lc_rs::{
    encoding::{AsDer as _, Pkcs8V1Der, PublicKeyX509Der},
    rand::SystemRandom,
    rsa::KeySize,
    signature::{
        ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256,
        RsaKeyPair,
    },
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use std::fmt;

/// A private signing key with the name and the court it is published under.
pub struct Signer {
    kid: String,
    court: Option<String>,
    key: PrivateKey,
}

enum PrivateKey {
    Ed25519(Ed25519KeyPair),
    P256(EcdsaKeyPair),
    Rsa(RsaKeyPair),
}

/// Why a key could not be made, read or used. Says nothing about the key itself.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum SignerError {
    /// The key could not be generated.
    #[error("the key pair could not be generated")]
    Generation,
    /// Not an unencrypted PKCS#8 key of that algorithm.
    #[error("not an unencrypted PKCS#8 private key for {0}")]
    Rejected(Algorithm),
    /// The key could not be written or used.
    #[error("the private key could not be used")]
    Unusable,
}

impl Signer {
    /// Draws a new key pair (RSA: 2048 bits), published as `kid` for the court with code `court`.
    pub fn generate(algorithm: Algorithm, kid: &str, court: Option<&str>) -> Result<Self, SignerError> {
        let key = match algorithm {
            Algorithm::EdDsa => Ed25519KeyPair::generate().map(PrivateKey::Ed25519),
            Algorithm::Es256 => {
                EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map(PrivateKey::P256)
            }
            Algorithm::Rs256 => RsaKeyPair::generate(KeySize::Rsa2048).map(PrivateKey::Rsa),
        }
        .map_err(|_| SignerError::Generation)?;
        Ok(Self {
            kid: kid.to_owned(),
            court: court.map(str::to_owned),
            key,
        })
    }

    /// Reads a private key in unencrypted PKCS#8 DER, as `openssl genpkey -outform DER` and
    /// [`Signer::to_pkcs8`] write it.
    pub fn from_pkcs8(
        algorithm: Algorithm,
        kid: &str,
        court: Option<&str>,
        der: &[u8],
    ) -> Result<Self, SignerError> {
        let key = match algorithm {
            Algorithm::EdDsa => Ed25519KeyPair::from_pkcs8(der).map(PrivateKey::Ed25519),
            Algorithm::Es256 => {
                EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der).map(PrivateKey::P256)
            }
            Algorithm::Rs256 => RsaKeyPair::from_pkcs8(der).map(PrivateKey::Rsa),
        }
        .map_err(|_| SignerError::Rejected(algorithm))?;
        Ok(Self {
            kid: kid.to_owned(),
            court: court.map(str::to_owned),
            key,
        })
    }

    /// The private key as unencrypted PKCS#8 DER. Keep it out of every repository and log.
    pub fn to_pkcs8(&self) -> Result<Vec<u8>, SignerError> {
        match &self.key {
            PrivateKey::Ed25519(pair) => pair.to_pkcs8v1().map(|document| document.as_ref().to_vec()),
            PrivateKey::P256(pair) => pair.to_pkcs8v1().map(|document| document.as_ref().to_vec()),
            PrivateKey::Rsa(pair) => pair.as_der().map(|der: Pkcs8V1Der<'_>| der.as_ref().to_vec()),
        }
        .map_err(|_| SignerError::Unusable)
    }

    /// The name the key is published under.
    pub fn key_id(&self) -> &str {
        &self.kid
    }

    /// The public half as `SubjectPublicKeyInfo` in DER (RFC 5280 section 4.1.2.7).
    pub fn public_key_der(&self) -> Result<Vec<u8>, SignerError> {
        let der: Result<PublicKeyX509Der<'_>, _> = match &self.key {
            PrivateKey::Ed25519(pair) => pair.public_key().as_der(),
            PrivateKey::P256(pair) => pair.public_key().as_der(),
            PrivateKey::Rsa(pair) => pair.public_key().as_der(),
        };
        der.map(|der| der.as_ref().to_vec())
            .map_err(|_| SignerError::Unusable)
    }

    /// The algorithm this key signs with.
    pub const fn algorithm(&self) -> Algorithm {
        match self.key {
            PrivateKey::Ed25519(_) => Algorithm::EdDsa,
            PrivateKey::P256(_) => Algorithm::Es256,
            PrivateKey::Rsa(_) => Algorithm::Rs256,
        }
    }

    /// The public half, for the court's JWK set.
    pub fn jwk(&self) -> Result<Jwk, SignerError> {
        let material = match &self.key {
            PrivateKey::Ed25519(pair) => Material::Ed25519(pair.public_key().as_ref().to_vec()),
            PrivateKey::P256(pair) => Material::P256(pair.public_key().as_ref().to_vec()),
            PrivateKey::Rsa(pair) => {
                let (n, e) = rsa_components(pair.public_key().as_ref()).ok_or(SignerError::Unusable)?;
                Material::Rsa { n, e }
            }
        };
        Ok(Jwk::from_parts(self.kid.clone(), self.court.clone(), material))
    }

    /// Signs `body` and returns the detached JWS, `header..signature`.
    pub fn sign_detached(&self, body: &[u8]) -> Result<String, SignerError> {
        let header = serde_json::json!({ "alg": self.algorithm().name(), "kid": self.kid });
        self.sign_with_header(&header.to_string(), body)
    }

    /// Signs `body` under a header given as JSON text, right or wrong: for testing a verifier.
    pub fn sign_with_header(&self, header: &str, body: &[u8]) -> Result<String, SignerError> {
        let encoded_header = URL_SAFE_NO_PAD.encode(header);
        let message = signing_input(&encoded_header, body);
        let random = SystemRandom::new();
        let signature = match &self.key {
            PrivateKey::Ed25519(pair) => pair.sign(&message).as_ref().to_vec(),
            PrivateKey::P256(pair) => pair
                .sign(&random, &message)
                .map_err(|_| SignerError::Unusable)?
                .as_ref()
                .to_vec(),
            PrivateKey::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, &message, &mut signature)
                    .map_err(|_| SignerError::Unusable)?;
                signature
            }
        };
        Ok(format!("{encoded_header}..{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer")
            .field("kid", &self.kid)
            .field("court", &self.court)
            .field("algorithm", &self.algorithm())
            .finish_non_exhaustive()
    }
}

/// Modulus and exponent out of a DER `RSAPublicKey ::= SEQUENCE { n INTEGER, e INTEGER }` (RFC 8017 A.1.1).
fn rsa_components(der: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    const SEQUENCE: u8 = 0x30;
    const INTEGER: u8 = 0x02;
    let (body, _) = der_element(SEQUENCE, der)?;
    let (n, rest) = der_element(INTEGER, body)?;
    let (e, _) = der_element(INTEGER, rest)?;
    let unsigned = |number: &[u8]| number.strip_prefix(&[0]).unwrap_or(number).to_vec();
    Some((unsigned(n), unsigned(e)))
}

/// The content of the leading DER element with this tag, and what follows it.
pub(crate) fn der_element(tag: u8, input: &[u8]) -> Option<(&[u8], &[u8])> {
    let (&found, input) = input.split_first()?;
    let (&first, input) = input.split_first()?;
    let (length, input) = if first < 0x80 {
        (usize::from(first), input)
    } else {
        let (digits, rest) = input.split_at_checked(usize::from(first & 0x7f))?;
        (
            digits.iter().try_fold(0_usize, |length, &digit| {
                length.checked_mul(256)?.checked_add(digit.into())
            })?,
            rest,
        )
    };
    (found == tag).then(|| input.split_at_checked(length)).flatten()
}
