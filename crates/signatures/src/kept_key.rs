//! A detached JWS whose signature is made where the private key is kept, such as AWS KMS: here its two ends, the digest
//! that goes there and the signature that comes back.

use crate::{Algorithm, jws::signing_input, signer::der_element};
use aws_lc_rs::digest;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

/// Half of an ES256 signature, in bytes.
const HALF: usize = 32;

/// A detached JWS that lacks its signature: ES256, the one algorithm of RFC 7518 that such keepers sign digests for
/// with a key of P-256.
#[derive(Clone, Debug)]
pub struct Unsigned {
    encoded_header: String,
    digest: digest::Digest,
}

/// What came back is not an ECDSA signature of P-256 in DER.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[error("not an ECDSA signature of P-256 in DER")]
pub struct NotASignature;

impl Unsigned {
    /// Prepares the signature over `body` by the key published as `kid`.
    pub fn es256(kid: &str, body: &[u8]) -> Self {
        let header = serde_json::json!({ "alg": Algorithm::Es256.name(), "kid": kid });
        let encoded_header = URL_SAFE_NO_PAD.encode(header.to_string());
        let digest = digest::digest(&digest::SHA256, &signing_input(&encoded_header, body));
        Self {
            encoded_header,
            digest,
        }
    }

    /// The 32 bytes to be signed: SHA-256 of the signing input.
    pub fn digest(&self) -> &[u8] {
        self.digest.as_ref()
    }

    /// The detached JWS, `header..signature`, from the signature over the digest as `ECDSA-Sig-Value ::= SEQUENCE { r
    /// INTEGER, s INTEGER }` in DER (RFC 3279 section 2.2.3). It is not verified.
    ///
    /// # Errors
    /// [`NotASignature`].
    pub fn with_signature(self, der: &[u8]) -> Result<String, NotASignature> {
        const SEQUENCE: u8 = 0x30;
        const INTEGER: u8 = 0x02;
        let (numbers, rest) = der_element(SEQUENCE, der).ok_or(NotASignature)?;
        let (r, numbers) = der_element(INTEGER, numbers).ok_or(NotASignature)?;
        let (s, numbers) = der_element(INTEGER, numbers).ok_or(NotASignature)?;
        if !rest.is_empty() || !numbers.is_empty() {
            return Err(NotASignature);
        }
        let signature = [fixed(r)?, fixed(s)?].concat();
        Ok(format!(
            "{}..{}",
            self.encoded_header,
            URL_SAFE_NO_PAD.encode(signature)
        ))
    }
}

/// A number of DER in as many bytes as JWS wants: without the zero that keeps it positive, with those it lacks.
fn fixed(number: &[u8]) -> Result<[u8; HALF], NotASignature> {
    let zeros = number.iter().take_while(|&&byte| byte == 0).count();
    let digits = number.get(zeros..).unwrap_or_default();
    let mut half = [0; HALF];
    let start = HALF.checked_sub(digits.len()).ok_or(NotASignature)?;
    half.get_mut(start..)
        .ok_or(NotASignature)?
        .copy_from_slice(digits);
    Ok(half)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Jwks;
    use aws_lc_rs::{
        rand::SystemRandom,
        signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _},
    };

    #[test]
    fn a_signature_made_elsewhere_is_one_that_everybody_verifies() {
        let kept = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        let point = kept.public_key().as_ref();
        let keys = Jwks::parse(
            &serde_json::json!({ "keys": [{
                "kty": "EC", "crv": "P-256", "kid": "kota-1",
                "x": URL_SAFE_NO_PAD.encode(&point[1..33]),
                "y": URL_SAFE_NO_PAD.encode(&point[33..]),
            }] })
            .to_string(),
        )
        .unwrap();
        // Often enough that numbers with a zero in front, and shorter ones, come by.
        for round in 0..300_u32 {
            let body = round.to_be_bytes();
            let unsigned = Unsigned::es256("kota-1", &body);
            let message = signing_input(&unsigned.encoded_header, &body);
            assert_eq!(
                unsigned.digest(),
                digest::digest(&digest::SHA256, &message).as_ref()
            );
            let der = kept.sign(&SystemRandom::new(), &message).unwrap();
            let jws = unsigned.with_signature(der.as_ref()).unwrap();
            assert!(keys.verify_detached(&jws, &body).is_ok(), "round {round}");
            assert!(keys.verify_detached(&jws, b"another body").is_err());
        }
    }

    #[test]
    fn what_is_no_signature_is_refused() {
        let short = [0x30, 6, 2, 1, 1, 2, 1, 2];
        assert!(Unsigned::es256("k", b"").with_signature(&short).is_ok());
        let mut trailing = short.to_vec();
        trailing.push(0);
        let wide = [&[0x30, 38, 2, 33][..], &[1; 33], &[2, 1, 1]].concat();
        for der in [&b""[..], &short[..7], &trailing, &wide] {
            assert_eq!(Unsigned::es256("k", b"").with_signature(der), Err(NotASignature));
        }
    }
}
