//! Who calls: a court, proven by its token and its signature, or an officer of the police.

use tuntas_city::PoliceDuty;
use tuntas_contract::{Problem, ProblemCode};
use tuntas_domain::identity::{CourtCode, OfficerCode};
use tuntas_evidence::Bundle;
use tuntas_platform::http::{Caller, HttpError, HttpRequest};
use tuntas_signatures::JwsError;

use crate::SecurityDesk;

/// Scope of a court that asks.
const ASK: &str = "tuntas/security.request";

/// A signed request of a court.
pub(crate) struct Signed {
    /// The OAuth client.
    pub(crate) client: String,
    /// The court whose key signed.
    pub(crate) court: CourtCode,
    /// Body and signature, as they are kept.
    pub(crate) bundle: Bundle,
}

impl SecurityDesk {
    /// Checks token, body, signature, and that the token acts for the court that signed.
    pub(crate) fn signed(&self, request: &HttpRequest) -> Result<Signed, HttpError> {
        let caller = request.require_scope(ASK)?;
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
        if !acts_for(caller, &court) {
            return Err(Problem::new(ProblemCode::CourtNotAllowed).into());
        }
        let bundle = Bundle::new(body, jws, verified.key.kid(), court.as_str());
        Ok(Signed {
            client: caller.client_id.clone(),
            court,
            bundle,
        })
    }

    /// The court that a token acts for, of those of the city.
    pub(crate) fn court_of(&self, caller: &Caller) -> Option<CourtCode> {
        let mut courts = self.city.courts.iter();
        courts.find_map(|court| {
            let court = CourtCode::parse(&court.code).ok()?;
            acts_for(caller, &court).then_some(court)
        })
    }
}

/// A court that reads.
pub(crate) fn court(request: &HttpRequest) -> Result<&Caller, HttpError> {
    Ok(request.require_scope(ASK)?)
}

/// Whether a token acts for a court.
pub(crate) fn acts_for(caller: &Caller, court: &CourtCode) -> bool {
    caller.may(&format!("court/{court}"))
}

/// An officer of the police with one of these duties.
pub(crate) fn police(request: &HttpRequest, duties: &[PoliceDuty]) -> Result<OfficerCode, Problem> {
    let caller = request
        .caller()
        .ok_or(Problem::new(ProblemCode::Unauthenticated))?;
    if !duties.iter().any(|duty| caller.may(duty.scope())) {
        return Err(Problem::new(ProblemCode::ScopeMissing));
    }
    caller
        .police()
        .and_then(|code| OfficerCode::parse(code).ok())
        .ok_or(Problem::new(ProblemCode::PoliceUnknown))
}

fn signature_problem(error: JwsError) -> ProblemCode {
    match error {
        JwsError::Malformed(_) | JwsError::UnsupportedHeader(_) => ProblemCode::SignatureMalformed,
        JwsError::AlgorithmNotAllowed | JwsError::KeyMismatch => ProblemCode::SignatureAlgorithm,
        JwsError::MissingKeyId | JwsError::UnknownKey => ProblemCode::SignatureUnknownKey,
        JwsError::BadSignature => ProblemCode::SignatureInvalid,
    }
}
