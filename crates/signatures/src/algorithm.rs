//! The signature algorithms a court may use.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A JWS `alg` value that is accepted here. Everything else (`none`, the `HS*` family, `PS*`, ...) is refused
/// before any key is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Algorithm {
    /// `EdDSA` with an Ed25519 key (RFC 8037). The recommended choice.
    #[serde(rename = "EdDSA")]
    EdDsa,
    /// `ES256`: ECDSA on P-256 with SHA-256, signature as the 64 bytes `r || s` (RFC 7518 section 3.4).
    #[serde(rename = "ES256")]
    Es256,
    /// `RS256`: RSASSA-PKCS1-v1_5 with SHA-256 and a modulus of at least 2048 bits (RFC 7518 section 3.3).
    #[serde(rename = "RS256")]
    Rs256,
}

impl Algorithm {
    /// Every accepted algorithm.
    pub const ALL: [Self; 3] = [Self::EdDsa, Self::Es256, Self::Rs256];

    /// The name used in a JWS header and a JWK.
    pub const fn name(self) -> &'static str {
        match self {
            Self::EdDsa => "EdDSA",
            Self::Es256 => "ES256",
            Self::Rs256 => "RS256",
        }
    }

    /// The algorithm of that exact name; names are case-sensitive (RFC 7515 section 4.1.1).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.name() == name)
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
