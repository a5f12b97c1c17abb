//! Who sent this, proven twice: by the access token of the client and by the court's signature over the body.

use tuntas_contract::{Problem, ProblemCode};
use tuntas_domain::identity::CourtCode;
use tuntas_evidence::Bundle;
use tuntas_intake::Said;
use tuntas_platform::http::{Caller, HttpError, HttpRequest};
use tuntas_signatures::JwsError;

use crate::DecreeIntake;

/// Scope to hand decrees in.
const WRITE: &str = "tuntas/decrees.write";
/// Scope to read them.
const READ: &str = "tuntas/decrees.read";

impl DecreeIntake {
    /// Checks token, body, signature, and that the token acts for the court that signed.
    pub(crate) fn signed(&self, request: &HttpRequest) -> Result<Said, HttpError> {
        let caller = request.require_scope(WRITE)?;
        let body = request.body();
        if body.is_empty() {
            return Err(Problem::new(ProblemCode::BodyEmpty).into());
        }
        let jws = request
            .header("tuntas-signature")
            .ok_or(Problem::new(ProblemCode::SignatureMissing))?;
        let verified = self
            .intake
            .city
            .court_keys
            .verify_detached(jws, body)
            .map_err(|error| Problem::new(signature_problem(error)))?;
        let court = verified
            .key
            .court()
            .and_then(|court| CourtCode::parse(court).ok())
            .ok_or(Problem::new(ProblemCode::SignatureUnknownKey))?;
        if !caller.may(&scope(&court)) {
            return Err(Problem::new(ProblemCode::CourtNotAllowed).into());
        }
        let bundle = Bundle::new(body, jws, verified.key.kid(), court.as_str());
        Ok(Said {
            client: caller.client_id.clone(),
            court,
            bundle,
        })
    }
}

/// A client that may read the decrees of its courts.
pub(crate) struct Reader<'a> {
    caller: &'a Caller,
}

impl<'a> Reader<'a> {
    /// Checks that a caller may read at all.
    pub(crate) fn of(request: &'a HttpRequest) -> Result<Self, HttpError> {
        Ok(Self {
            caller: request.require_scope(READ)?,
        })
    }

    /// Whether the client acts for a court.
    pub(crate) fn acts_for(&self, court: &CourtCode) -> bool {
        self.caller.may(&scope(court))
    }
}

fn scope(court: &CourtCode) -> String {
    format!("court/{court}")
}

fn signature_problem(error: JwsError) -> ProblemCode {
    match error {
        JwsError::Malformed(_) | JwsError::UnsupportedHeader(_) => ProblemCode::SignatureMalformed,
        JwsError::AlgorithmNotAllowed | JwsError::KeyMismatch => ProblemCode::SignatureAlgorithm,
        JwsError::MissingKeyId | JwsError::UnknownKey => ProblemCode::SignatureUnknownKey,
        JwsError::BadSignature => ProblemCode::SignatureInvalid,
    }
}
