//! Who calls: an officer of one aid office, with the duties that the token and the city both give.

use std::collections::BTreeSet;

use tuntas_aid::referral::Referral;
use tuntas_city::{AidDuty, AidOffice};
use tuntas_contract::{Problem, ProblemCode};
use tuntas_domain::identity::OfficerCode;
use tuntas_platform::http::HttpRequest;

use crate::AidDesk;

/// An officer at the desk.
pub(crate) struct Officer<'a> {
    pub(crate) office: &'a AidOffice,
    pub(crate) code: OfficerCode,
    duties: BTreeSet<AidDuty>,
}

impl Officer<'_> {
    /// Whether the officer has one of these duties.
    pub(crate) fn has(&self, duties: &[AidDuty]) -> bool {
        duties.iter().any(|duty| self.duties.contains(duty))
    }

    /// Whether the officer accompanies somebody, or would as long as nobody does.
    pub(crate) fn accompanies(&self, referral: &Referral) -> bool {
        let mine = referral.mentor.as_ref().is_none_or(|mentor| *mentor == self.code);
        self.has(&[AidDuty::Mentor]) && mine
    }
}

impl AidDesk {
    /// The officer who calls, with one of these duties.
    pub(crate) fn officer(&self, request: &HttpRequest, duties: &[AidDuty]) -> Result<Officer<'_>, Problem> {
        let caller = request
            .caller()
            .ok_or(Problem::new(ProblemCode::Unauthenticated))?;
        if !duties.iter().any(|duty| caller.may(duty.scope())) {
            return Err(Problem::new(ProblemCode::ScopeMissing));
        }
        let unknown = || Problem::new(ProblemCode::AidOfficerUnknown);
        let code = caller.aid().ok_or_else(unknown)?;
        let (office, known) = self.city.aid.officer(code).ok_or_else(unknown)?;
        let held = known
            .duties
            .iter()
            .copied()
            .filter(|duty| caller.may(duty.scope()));
        let officer = Officer {
            office,
            code: OfficerCode::parse(code).map_err(|_| unknown())?,
            duties: held.collect(),
        };
        // A token may be older than the city's configuration.
        if officer.has(duties) {
            Ok(officer)
        } else {
            Err(Problem::new(ProblemCode::ScopeMissing))
        }
    }
}
