//! Who calls: a court, proven by its token and its signature, or an officer of the police.

use tuntas_city::PoliceDuty;
use tuntas_contract::{Problem, ProblemCode};
use tuntas_domain::identity::{CourtCode, OfficerCode};
use tuntas_intake::Said;
use tuntas_platform::http::{Caller, HttpError, HttpRequest};

use crate::SecurityDesk;

/// Scope of a court that asks.
const ASK: &str = "tuntas/security.request";

impl SecurityDesk {
    /// Checks token, body, signature, and that the token acts for the court that signed.
    pub(crate) fn signed(&self, request: &HttpRequest) -> Result<Said, HttpError> {
        let caller = request.require_scope(ASK)?;
        Ok(Said::signed(
            &self.city.court_keys,
            &caller.client_id,
            request.body(),
            request.header("tuntas-signature"),
            |court| caller.acts_for(court),
        )?)
    }

    /// The court that a token acts for, of those of the city.
    pub(crate) fn court_of(&self, caller: &Caller) -> Option<CourtCode> {
        let mut courts = self.city.courts.iter();
        courts.find_map(|court| {
            let court = CourtCode::parse(&court.code).ok()?;
            caller.acts_for(court.as_str()).then_some(court)
        })
    }
}

/// A court that reads.
pub(crate) fn court(request: &HttpRequest) -> Result<&Caller, HttpError> {
    Ok(request.require_scope(ASK)?)
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
