//! Who sent this, proven twice: by the access token of the client and by the court's signature over the body.

use tuntas_domain::identity::CourtCode;
use tuntas_intake::Said;
use tuntas_platform::http::{Caller, HttpError, HttpRequest};

use crate::DecreeIntake;

/// Scope to hand decrees in.
const WRITE: &str = "tuntas/decrees.write";
/// Scope to read them.
const READ: &str = "tuntas/decrees.read";

impl DecreeIntake {
    /// Checks token, body, signature, and that the token acts for the court that signed.
    pub(crate) fn signed(&self, request: &HttpRequest) -> Result<Said, HttpError> {
        let caller = request.require_scope(WRITE)?;
        Ok(Said::signed(
            &self.intake.city.court_keys,
            &caller.client_id,
            request.body(),
            request.header("tuntas-signature"),
            |court| caller.acts_for(court),
        )?)
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
        self.caller.acts_for(court.as_str())
    }
}
