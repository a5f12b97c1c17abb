//! Public keys of the courts: a JWK set (RFC 7517) with one extra member, `court`.

use crate::Algorithm;
use aws_lc_rs::signature::{
    self, ECDSA_P256_SHA256_FIXED, ED25519, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256,
    RsaPublicKeyComponents,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Members that only a private or symmetric key has (RFC 7518 section 6).
const PRIVATE_MEMBERS: [&str; 7] = ["d", "p", "q", "dp", "dq", "qi", "k"];

/// One public key. Built by [`Jwks::parse`] or [`crate::Signer::jwk`], so it is always a usable key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jwk {
    kid: String,
    court: Option<String>,
    material: Material,
}

/// The key itself, decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Material {
    /// 32 bytes.
    Ed25519(Vec<u8>),
    /// Uncompressed point: `04 || x || y`, 65 bytes.
    P256(Vec<u8>),
    /// Modulus and exponent, big-endian, without leading zeros.
    Rsa { n: Vec<u8>, e: Vec<u8> },
}

/// A set of public keys; every `kid` occurs once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "WireSet", into = "WireSet")]
pub struct Jwks {
    keys: Vec<Jwk>,
}

/// Why a JWK set was refused. Each variant but the first names the key by its `kid` or, where it has none,
/// by its position (from 0), and never repeats key material.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum JwksError {
    /// Not JSON, or not a JWK set.
    #[error("not a JWK set (line {line}, column {column}): expected {{\"keys\": [...]}} of JWK objects")]
    NotAJwkSet {
        /// Line in the text, from 1.
        line: usize,
        /// Column in the line, from 1.
        column: usize,
    },
    /// The key has no `kid`, or an empty one.
    #[error("key {key} has no \"kid\"; give every key a unique one")]
    MissingKeyId {
        /// Position of the key.
        key: String,
    },
    /// Two keys share a `kid`, so a signature could not be assigned to one of them.
    #[error("two keys have the kid \"{key}\"; a kid must be unique")]
    DuplicateKeyId {
        /// The `kid`.
        key: String,
    },
    /// The key holds private or secret material. Treat it as compromised.
    #[error(
        "key {key} holds private key material (\"{member}\"); publish only the public key and replace this one"
    )]
    PrivateKey {
        /// The `kid` or position.
        key: String,
        /// The offending member.
        member: &'static str,
    },
    /// Another key type, curve or algorithm than Ed25519, P-256 and RSA.
    #[error("key {key}: {reason}")]
    Unsupported {
        /// The `kid` or position.
        key: String,
        /// What is not supported and what is.
        reason: &'static str,
    },
    /// The members do not form a valid key of that type.
    #[error("key {key}: {reason}")]
    InvalidKey {
        /// The `kid` or position.
        key: String,
        /// What is wrong.
        reason: &'static str,
    },
}

impl Jwks {
    /// Reads a JWK set. Unknown members are ignored, as RFC 7517 section 4 asks; a key that could not be used
    /// refuses the whole set, so that a typing error is seen at deployment and not on the first decree.
    pub fn parse(text: &str) -> Result<Self, JwksError> {
        let wire: WireSet = serde_json::from_str(text).map_err(|error| JwksError::NotAJwkSet {
            line: error.line(),
            column: error.column(),
        })?;
        Self::try_from(wire)
    }

    /// A set of these keys.
    ///
    /// # Errors
    /// [`JwksError::DuplicateKeyId`] when two share a `kid`.
    pub fn new(keys: Vec<Jwk>) -> Result<Self, JwksError> {
        let mut seen = BTreeSet::new();
        for key in &keys {
            if !seen.insert(key.kid.as_str()) {
                return Err(JwksError::DuplicateKeyId { key: key.kid.clone() });
            }
        }
        Ok(Self { keys })
    }

    /// The key with that `kid`.
    pub fn get(&self, kid: &str) -> Option<&Jwk> {
        self.keys.iter().find(|key| key.kid == kid)
    }

    /// Every key, in the order of the file.
    pub fn keys(&self) -> &[Jwk] {
        &self.keys
    }

    /// The set as indented JSON, ready to be published.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl Jwk {
    pub(crate) fn from_parts(kid: String, court: Option<String>, material: Material) -> Self {
        Self { kid, court, material }
    }

    /// The key's name, as a JWS header gives it.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The code of the court the key belongs to, such as `PA.Pas`; absent when the set does not say.
    pub fn court(&self) -> Option<&str> {
        self.court.as_deref()
    }

    /// The one algorithm this key may be used with; it follows from the key type.
    pub const fn algorithm(&self) -> Algorithm {
        match self.material {
            Material::Ed25519(_) => Algorithm::EdDsa,
            Material::P256(_) => Algorithm::Es256,
            Material::Rsa { .. } => Algorithm::Rs256,
        }
    }

    pub(crate) const fn material(&self) -> &Material {
        &self.material
    }

    /// Whether `signature` over `message` was made with this key.
    pub(crate) fn accepts(&self, message: &[u8], signature: &[u8]) -> bool {
        match &self.material {
            Material::Ed25519(key) => signature::UnparsedPublicKey::new(&ED25519, key)
                .verify(message, signature)
                .is_ok(),
            Material::P256(key) => signature::UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key)
                .verify(message, signature)
                .is_ok(),
            Material::Rsa { n, e } => RsaPublicKeyComponents { n, e }
                .verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
                .is_ok(),
        }
    }
}

/// The JSON form of a key set.
#[derive(Clone, Serialize, Deserialize)]
struct WireSet {
    keys: Vec<WireKey>,
}

/// The JSON form of a key: every member optional, so that each absence gets its own message.
#[derive(Clone, Default, Serialize, Deserialize)]
struct WireKey {
    #[serde(skip_serializing_if = "Option::is_none")]
    kty: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    court: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alg: Option<String>,
    #[serde(rename = "use", skip_serializing_if = "Option::is_none")]
    usage: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    crv: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    x: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    y: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    n: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    e: Option<String>,
    #[serde(flatten, skip_serializing)]
    rest: serde_json::Map<String, serde_json::Value>,
}

impl From<Jwks> for WireSet {
    fn from(set: Jwks) -> Self {
        Self {
            keys: set.keys.into_iter().map(WireKey::from).collect(),
        }
    }
}

impl From<Jwk> for WireKey {
    fn from(key: Jwk) -> Self {
        let encode = |bytes: &[u8]| Some(URL_SAFE_NO_PAD.encode(bytes));
        let text = |value: &str| Some(value.to_owned());
        let wire = Self {
            alg: text(key.algorithm().name()),
            usage: text("sig"),
            kid: Some(key.kid),
            court: key.court,
            ..Self::default()
        };
        match &key.material {
            Material::Ed25519(x) => Self {
                kty: text("OKP"),
                crv: text("Ed25519"),
                x: encode(x),
                ..wire
            },
            Material::P256(point) => {
                let (x, y) = point
                    .get(1..)
                    .unwrap_or_default()
                    .split_at(32.min(point.len().saturating_sub(1)));
                Self {
                    kty: text("EC"),
                    crv: text("P-256"),
                    x: encode(x),
                    y: encode(y),
                    ..wire
                }
            }
            Material::Rsa { n, e } => Self {
                kty: text("RSA"),
                n: encode(n),
                e: encode(e),
                ..wire
            },
        }
    }
}

impl TryFrom<WireSet> for Jwks {
    type Error = JwksError;

    fn try_from(set: WireSet) -> Result<Self, JwksError> {
        let keys = set
            .keys
            .into_iter()
            .enumerate()
            .map(|(position, wire)| wire.into_key(position))
            .collect::<Result<Vec<_>, _>>()?;
        Self::new(keys)
    }
}

impl WireKey {
    fn into_key(self, position: usize) -> Result<Jwk, JwksError> {
        let name = self.kid.clone().filter(|kid| !kid.is_empty());
        let key = name
            .clone()
            .map_or_else(|| format!("number {position}"), |kid| format!("\"{kid}\""));
        if let Some(member) = PRIVATE_MEMBERS
            .into_iter()
            .find(|member| self.rest.contains_key(*member))
        {
            return Err(JwksError::PrivateKey { key, member });
        }
        let kid = name.ok_or(JwksError::MissingKeyId { key: key.clone() })?;
        if self.usage.as_deref().is_some_and(|usage| usage != "sig") {
            return Err(JwksError::Unsupported {
                key,
                reason: "\"use\" must be \"sig\"",
            });
        }
        let material = self.material(&key)?;
        let jwk = Jwk {
            kid,
            court: self.court,
            material,
        };
        if self
            .alg
            .as_deref()
            .is_some_and(|alg| alg != jwk.algorithm().name())
        {
            let reason = "\"alg\" does not fit the key type (OKP: EdDSA, EC: ES256, RSA: RS256)";
            return Err(JwksError::Unsupported { key, reason });
        }
        Ok(jwk)
    }

    fn material(&self, key: &str) -> Result<Material, JwksError> {
        let unsupported = |reason| JwksError::Unsupported {
            key: key.to_owned(),
            reason,
        };
        let invalid = |reason| JwksError::InvalidKey {
            key: key.to_owned(),
            reason,
        };
        let member = |value: &Option<String>, reason| {
            value
                .as_deref()
                .and_then(|text| URL_SAFE_NO_PAD.decode(text).ok())
                .ok_or_else(|| invalid(reason))
        };
        match (self.kty.as_deref(), self.crv.as_deref()) {
            (Some("OKP"), Some("Ed25519")) => {
                let x = member(&self.x, "\"x\" must be base64url of 32 bytes")?;
                ParsedPublicKey::new(&ED25519, &x)
                    .map_err(|_| invalid("\"x\" is not an Ed25519 public key"))?;
                Ok(Material::Ed25519(x))
            }
            (Some("EC"), Some("P-256")) => {
                let x = member(&self.x, "\"x\" must be base64url of 32 bytes")?;
                let y = member(&self.y, "\"y\" must be base64url of 32 bytes")?;
                if x.len() != 32 || y.len() != 32 {
                    return Err(invalid("\"x\" and \"y\" must be base64url of 32 bytes each"));
                }
                let point = [&[4][..], &x, &y].concat();
                ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &point)
                    .map_err(|_| invalid("\"x\" and \"y\" are not a point of P-256"))?;
                Ok(Material::P256(point))
            }
            (Some("RSA"), _) => {
                let n = without_leading_zeros(member(&self.n, "\"n\" must be base64url")?);
                let e = without_leading_zeros(member(&self.e, "\"e\" must be base64url")?);
                match bits(&n) {
                    0..=2047 => return Err(invalid("an RSA modulus must have at least 2048 bits")),
                    2048..=8192 => {}
                    _ => return Err(invalid("an RSA modulus must have at most 8192 bits")),
                }
                RsaPublicKeyComponents { n: &n, e: &e }
                    .to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256)
                    .map_err(|_| invalid("\"n\" and \"e\" are not an RSA public key"))?;
                Ok(Material::Rsa { n, e })
            }
            _ => Err(unsupported("supported keys are OKP/Ed25519, EC/P-256 and RSA")),
        }
    }
}

/// RFC 7518 section 6.3.1 forbids leading zeros, some libraries write them; the number is the same.
fn without_leading_zeros(mut bytes: Vec<u8>) -> Vec<u8> {
    let zeros = bytes.iter().take_while(|&&byte| byte == 0).count();
    bytes.drain(..zeros);
    bytes
}

/// Length of a big-endian number without leading zero bytes, in bits.
fn bits(number: &[u8]) -> usize {
    number
        .first()
        .map_or(0, |first| number.len() * 8 - first.leading_zeros() as usize)
}
