//! One piece of evidence and its form in the bucket.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use std::fmt;
use tuntas_signatures::sha256_hex;

/// What a court said, with the proof that the court said it. Holds personal data: `Debug` shows the digest, the key
/// and the court only.
#[derive(Clone, PartialEq, Eq)]
pub struct Bundle {
    body: Vec<u8>,
    proof: Proof,
    kid: String,
    court: String,
    sha256: String,
}

/// What proves that a body is the court's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A detached JWS over the body.
    Jws(String),
    /// The body was made of one row of a signed file, kept whole as `files/<sha256>` with its signature.
    Row {
        /// SHA-256 of the file, hex.
        file: String,
        /// Number of the row in the file, as `docs/batch-files.md` counts rows.
        row: u32,
    },
}

/// Why a stored object is no evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// Not the JSON of a bundle.
    #[error("not the JSON of an evidence bundle")]
    Malformed,
    /// The body does not have the digest it is stored under.
    #[error("the body does not have the digest the bundle says")]
    DigestMismatch,
}

/// The stored JSON. The order of the members is part of the format: the same evidence has the same bytes.
#[derive(Serialize, Deserialize)]
struct Wire {
    body: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    jws: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
    kid: String,
    court: String,
    sha256: String,
}

impl Bundle {
    /// Bundles the exact `body` with the detached `jws` over it, the `kid` of the key that verified it, and the
    /// code of the court the key belongs to. No time goes in: a retry must give the same bytes.
    pub fn new(body: &[u8], jws: &str, kid: &str, court: &str) -> Self {
        Self::proven(body, Proof::Jws(jws.to_owned()), kid, court)
    }

    /// Bundles a `body` made of one row of a signed file with where it stands there.
    pub fn of_row(body: &[u8], file: &str, row: u32, kid: &str, court: &str) -> Self {
        let file = file.to_owned();
        Self::proven(body, Proof::Row { file, row }, kid, court)
    }

    fn proven(body: &[u8], proof: Proof, kid: &str, court: &str) -> Self {
        Self {
            body: body.to_owned(),
            proof,
            kid: kid.to_owned(),
            court: court.to_owned(),
            sha256: sha256_hex(body),
        }
    }

    /// SHA-256 of the body, 64 lower-case hexadecimal digits. Names the evidence everywhere.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The body, byte for byte.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// What proves that it is the court's.
    pub fn proof(&self) -> &Proof {
        &self.proof
    }

    /// The `kid` of the key that verified it.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The code of the court that signed, such as `PA.Pas`.
    pub fn court(&self) -> &str {
        &self.court
    }

    /// The key of the object in the bucket: `decrees/<sha256>.json`.
    pub fn key(&self) -> String {
        key_of(&self.sha256)
    }

    /// The content of the object: `{"body": <base64>, "jws", "kid", "court", "sha256"}`; of a row of a file, `file` and
    /// `row` stand in the place of `jws`.
    pub fn to_json(&self) -> Vec<u8> {
        let (jws, file, row) = match &self.proof {
            Proof::Jws(jws) => (Some(jws.clone()), None, None),
            Proof::Row { file, row } => (None, Some(file.clone()), Some(*row)),
        };
        let wire = Wire {
            body: STANDARD.encode(&self.body),
            jws,
            file,
            row,
            kid: self.kid.clone(),
            court: self.court.clone(),
            sha256: self.sha256.clone(),
        };
        // Strings and a number always have a JSON form.
        serde_json::to_vec(&wire).unwrap_or_default()
    }

    /// Reads the content of an object and checks the digest.
    pub fn from_json(json: &[u8]) -> Result<Self, BundleError> {
        let wire: Wire = serde_json::from_slice(json).map_err(|_| BundleError::Malformed)?;
        let body = STANDARD.decode(wire.body).map_err(|_| BundleError::Malformed)?;
        let proof = match (wire.jws, wire.file, wire.row) {
            (Some(jws), None, None) => Proof::Jws(jws),
            (None, Some(file), Some(row)) => Proof::Row { file, row },
            _ => return Err(BundleError::Malformed),
        };
        let bundle = Self::proven(&body, proof, &wire.kid, &wire.court);
        if bundle.sha256 == wire.sha256 {
            Ok(bundle)
        } else {
            Err(BundleError::DigestMismatch)
        }
    }
}

impl fmt::Debug for Bundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bundle")
            .field("sha256", &self.sha256)
            .field("kid", &self.kid)
            .field("court", &self.court)
            .finish_non_exhaustive()
    }
}

/// The key of the evidence with this digest.
pub(crate) fn key_of(sha256: &str) -> String {
    format!("decrees/{sha256}.json")
}

/// Whether the text is a digest as [`Bundle::sha256`] writes it.
pub(crate) fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_stored_form_never_changes() {
        let bundle = Bundle::new(b"{\"a\":1}\r\n", "h..s", "pa-pas-1", "PA.Pas");
        let digest = "34ca028eb53bbc3ba8f2391662e32c658b6aeb2fb3b47c583cb845c70e01f47e";
        assert_eq!(bundle.key(), format!("decrees/{digest}.json"));
        assert_eq!(
            String::from_utf8(bundle.to_json()).unwrap(),
            format!(
                r#"{{"body":"eyJhIjoxfQ0K","jws":"h..s","kid":"pa-pas-1","court":"PA.Pas","sha256":"{digest}"}}"#
            )
        );
    }

    #[test]
    fn a_row_is_proven_by_its_file() {
        let bundle = Bundle::of_row(b"{\"a\":1}\r\n", &"f".repeat(64), 17, "pa-pas-1", "PA.Pas");
        let json = String::from_utf8(bundle.to_json()).unwrap();
        let file = "f".repeat(64);
        assert!(
            json.starts_with(&format!(
                r#"{{"body":"eyJhIjoxfQ0K","file":"{file}","row":17,"kid":"pa-pas-1""#
            )),
            "{json}"
        );
        assert_eq!(Bundle::from_json(json.as_bytes()), Ok(bundle));
        let both = json.replace(r#""row":17"#, r#""row":17,"jws":"h..s""#);
        assert_eq!(Bundle::from_json(both.as_bytes()), Err(BundleError::Malformed));
    }

    #[test]
    fn altered_evidence_is_recognised() {
        let json = String::from_utf8(Bundle::new(b"ya", "h..s", "k", "PA.Pas").to_json()).unwrap();
        let altered = json.replace(&STANDARD.encode("ya"), &STANDARD.encode("no"));
        assert_eq!(
            Bundle::from_json(altered.as_bytes()),
            Err(BundleError::DigestMismatch)
        );
        for malformed in ["", "{}", &json.replace("\"body\":\"", "\"body\":\"!")] {
            assert_eq!(
                Bundle::from_json(malformed.as_bytes()),
                Err(BundleError::Malformed)
            );
        }
    }

    #[test]
    fn debug_shows_no_body_and_no_signature() {
        let shown = format!("{:?}", Bundle::new(b"rahasia", "tandatangan", "k", "PA.Pas"));
        assert!(shown.contains("PA.Pas") && !shown.contains("rahasia") && !shown.contains("tandatangan"));
    }

    proptest! {
        #[test]
        fn what_was_stored_comes_back(body: Vec<u8>, jws: String) {
            let bundle = Bundle::new(&body, &jws, "k", "PA.Pas");
            let json = bundle.to_json();
            prop_assert_eq!(&json, &Bundle::new(&body, &jws, "k", "PA.Pas").to_json());
            prop_assert_eq!(Bundle::from_json(&json), Ok(bundle));
        }
    }
}
