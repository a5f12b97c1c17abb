//! Who sent this, proven twice: by the access token of the client and by the court's signature over the body.

use tuntas_contract::{Places, Problem, ProblemCode};
use tuntas_domain::identity::{CityCode, CourtCode, KelurahanCode};
use tuntas_evidence::Bundle;
use tuntas_platform::http::{Caller, HttpError, HttpRequest};
use tuntas_signatures::JwsError;

use crate::DecreeIntake;

/// Scope to hand decrees in.
const WRITE: &str = "tuntas/decrees.write";
/// Scope to read them.
const READ: &str = "tuntas/decrees.read";

/// A signed request of a court.
pub(crate) struct Signed {
    /// The OAuth client.
    pub(crate) client: String,
    /// The court whose key signed.
    pub(crate) court: CourtCode,
    /// Body and signature, as they are kept.
    pub(crate) bundle: Bundle,
}

impl DecreeIntake {
    /// Checks token, body, signature, and that the token acts for the court that signed.
    pub(crate) fn signed(&self, request: &HttpRequest) -> Result<Signed, HttpError> {
        let caller = request.require_scope(WRITE)?;
        let body = request.body();
        if body.is_empty() {
            return Err(Problem::new(ProblemCode::BodyEmpty).into());
        }
        let jws = request
            .header("tuntas-signature")
            .ok_or(Problem::new(ProblemCode::SignatureMissing))?;
        let verified = self
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
        Ok(Signed {
            client: caller.client_id.clone(),
            court,
            bundle,
        })
    }
}

/// What the city knows of places and courts, for the court that signed.
pub(crate) struct Reading<'a> {
    pub(crate) intake: &'a DecreeIntake,
    pub(crate) court: &'a CourtCode,
}

impl Reading<'_> {
    /// Whether a case number is of the court that signed, by its code or one it used before.
    pub(crate) fn is_of_this_court(&self, code: &CourtCode) -> bool {
        code == self.court || self.former_codes().iter().any(|former| former == code.as_str())
    }

    fn former_codes(&self) -> &[String] {
        self.intake
            .city
            .court(self.court.as_str())
            .map_or(&[], |court| &court.former_codes)
    }
}

impl Places for Reading<'_> {
    fn is_kelurahan(&self, code: &KelurahanCode) -> bool {
        self.intake.city.kelurahan(code.as_str()).is_some()
    }

    fn city(&self) -> CityCode {
        self.intake.city_code.clone()
    }

    fn court(&self) -> Option<CourtCode> {
        Some(self.court.clone())
    }

    fn is_former(&self, code: &CourtCode) -> bool {
        code != self.court && self.is_of_this_court(code)
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
