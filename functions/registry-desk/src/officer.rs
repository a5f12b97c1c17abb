//! Who acts.

use tuntas_city::Duty;
use tuntas_contract::{Problem, ProblemCode};
use tuntas_domain::identity::OfficerCode;
use tuntas_platform::http::{HttpError, HttpRequest};

use crate::RegistryDesk;

impl RegistryDesk {
    /// The officer that the access token names, if token and city give them one of these duties. A token that names
    /// nobody, two, or a stranger is refused, whatever else it may do.
    pub(crate) fn officer(&self, request: &HttpRequest, duties: &[Duty]) -> Result<OfficerCode, HttpError> {
        let mut refusal = Problem::new(ProblemCode::ScopeMissing).into();
        for duty in duties {
            let caller = match request.require_scope(duty.scope()) {
                Ok(caller) => caller,
                Err(problem) => {
                    refusal = problem.into();
                    continue;
                }
            };
            let unknown = || Problem::new(ProblemCode::OfficerUnknown);
            let code = caller.officer().ok_or_else(unknown)?;
            let officer = self.city.officer(code).ok_or_else(unknown)?;
            if officer.duties.contains(duty) {
                return Ok(OfficerCode::parse(&officer.code).map_err(|_| unknown())?);
            }
        }
        Err(refusal)
    }
}
