//! Who said something, proven.

use tuntas_contract::{Problem, ProblemCode};
use tuntas_domain::identity::CourtCode;
use tuntas_evidence::Bundle;
use tuntas_signatures::{Jwks, JwsError};

/// What a court said, proven to be the court's.
#[derive(Debug, Clone)]
pub struct Said {
    /// Who handed it in, as the journal names the actor.
    pub client: String,
    /// The court whose key signed.
    pub court: CourtCode,
    /// The exact bytes and their proof, as they are kept.
    pub bundle: Bundle,
}

impl Said {
    /// What a client sent over HTTPS, proven twice: one of the courts' `keys` made the detached JWS over the body, and the
    /// client's access token `acts_for` the court whose key that is.
    ///
    /// # Errors
    /// An empty body, no signature or one that does not hold, or a court that the token does not act for.
    pub fn signed(
        keys: &Jwks,
        client: &str,
        body: &[u8],
        jws: Option<&str>,
        acts_for: impl FnOnce(&str) -> bool,
    ) -> Result<Self, Problem> {
        if body.is_empty() {
            return Err(ProblemCode::BodyEmpty.into());
        }
        let jws = jws.ok_or(ProblemCode::SignatureMissing)?;
        let key = keys.verify_detached(jws, body).map_err(problem)?.key;
        let court = key
            .court()
            .and_then(|court| CourtCode::parse(court).ok())
            .ok_or(ProblemCode::SignatureUnknownKey)?;
        if !acts_for(court.as_str()) {
            return Err(ProblemCode::CourtNotAllowed.into());
        }
        Ok(Self {
            client: client.to_owned(),
            bundle: Bundle::new(body, jws, key.kid(), court.as_str()),
            court,
        })
    }
}

fn problem(error: JwsError) -> ProblemCode {
    match error {
        JwsError::Malformed(_) | JwsError::UnsupportedHeader(_) => ProblemCode::SignatureMalformed,
        JwsError::AlgorithmNotAllowed | JwsError::KeyMismatch => ProblemCode::SignatureAlgorithm,
        JwsError::MissingKeyId | JwsError::UnknownKey => ProblemCode::SignatureUnknownKey,
        JwsError::BadSignature => ProblemCode::SignatureInvalid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tuntas_signatures::{Algorithm, Signer};

    const BODY: &[u8] = b"{\"CONTOH\":1}";

    fn signer(kid: &str, court: Option<&str>) -> Signer {
        Signer::generate(Algorithm::EdDsa, kid, court).unwrap()
    }

    #[test]
    fn a_court_has_said_what_its_key_signed_and_its_token_brings() {
        let (pasuruan, nobodys, stranger) = (
            signer("pas", Some("PA.Pas")),
            signer("nobody", None),
            signer("stranger", Some("PA.Pas")),
        );
        let keys = Jwks::new(vec![pasuruan.jwk().unwrap(), nobodys.jwk().unwrap()]).unwrap();
        let said = |body: &[u8], jws: Option<&str>, token: &str| {
            Said::signed(&keys, "client", body, jws, |court| court == token)
        };
        let signed = |signer: &Signer, body: &[u8]| signer.sign_detached(body).unwrap();
        let jws = signed(&pasuruan, BODY);

        let proven = said(BODY, Some(&jws), "PA.Pas").unwrap();
        assert_eq!(
            (proven.client.as_str(), proven.court.as_str()),
            ("client", "PA.Pas")
        );
        assert_eq!(proven.bundle, Bundle::new(BODY, &jws, "pas", "PA.Pas"));

        let refused = |body: &[u8], jws: Option<&str>, token: &str| said(body, jws, token).unwrap_err().code;
        assert_eq!(refused(b"", Some(&jws), "PA.Pas"), ProblemCode::BodyEmpty);
        assert_eq!(refused(BODY, None, "PA.Pas"), ProblemCode::SignatureMissing);
        assert_eq!(refused(BODY, Some(&jws), "PA.Bgl"), ProblemCode::CourtNotAllowed);
        for (jws, code) in [
            ("h..s".to_owned(), ProblemCode::SignatureMalformed),
            // {"alg":"none"}
            (
                "eyJhbGciOiJub25lIn0..AAAA".to_owned(),
                ProblemCode::SignatureAlgorithm,
            ),
            (signed(&stranger, BODY), ProblemCode::SignatureUnknownKey),
            (signed(&nobodys, BODY), ProblemCode::SignatureUnknownKey),
            (signed(&pasuruan, b"{}"), ProblemCode::SignatureInvalid),
        ] {
            assert_eq!(refused(BODY, Some(&jws), "PA.Pas"), code, "{jws}");
        }
    }
}
