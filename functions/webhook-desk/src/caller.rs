//! For which office a token stands.

use tuntas_contract::{Problem, ProblemCode};
use tuntas_domain::identity::CourtCode;
use tuntas_platform::http::{HttpError, HttpRequest};
use tuntas_webhooks::Owner;

use crate::WebhookDesk;

/// Scope of whoever looks after an office's systems.
const MANAGE: &str = "tuntas/webhooks.manage";

impl WebhookDesk {
    /// The one office of this city that the token stands for. A token of none, or of two, is nobody's.
    pub(crate) fn owner(&self, request: &HttpRequest) -> Result<Owner, HttpError> {
        let caller = request.require_scope(MANAGE)?;
        let courts = self
            .city
            .courts
            .iter()
            .filter(|court| caller.acts_for(&court.code));
        let courts = courts
            .filter_map(|court| CourtCode::parse(&court.code).ok())
            .map(Owner::Court);
        let registry = caller
            .officer()
            .and_then(|code| self.city.officer(code))
            .map(|_| Owner::Registry);
        let police = caller
            .police()
            .and_then(|code| self.city.security.police.officer(code))
            .map(|_| Owner::Police);
        let aid = caller
            .aid()
            .and_then(|code| self.city.aid.officer(code))
            .map(|(office, _)| Owner::Aid(office.code.clone()));
        let mut offices = courts.chain(registry).chain(police).chain(aid);
        match (offices.next(), offices.next()) {
            (Some(owner), None) => Ok(owner),
            _ => Err(Problem::new(ProblemCode::WebhookOwnerUnknown).into()),
        }
    }
}
