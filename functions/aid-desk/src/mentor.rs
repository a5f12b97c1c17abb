//! Accompanying somebody: sessions, looks at the business, the end.

use jiff::Timestamp;
use tuntas_aid::referral::CheckIn;
use tuntas_aiding::Word;
use tuntas_city::{AidDuty, AidOffice};
use tuntas_contract::Problem;
use tuntas_contract::aid::{CheckInRequest, ClosureRequest, PlanRequest, SessionRequest};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::{AidDesk, none};

const ACCOMPANY: &[AidDuty] = &[AidDuty::Mentor, AidDuty::Lead];

impl AidDesk {
    pub(crate) async fn plan(&self, request: &HttpRequest, at: Timestamp) -> Result<HttpResponse, HttpError> {
        self.say(request, at, ACCOMPANY, "plan", |body, _, officer| {
            let (mentor, sessions) = PlanRequest::parse(body, |code| is_mentor(officer.office, code))?;
            Ok(Word::Plan { mentor, sessions })
        })
        .await
    }

    /// What was said in a session, only the mentor knows.
    pub(crate) async fn record_session(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let session = number(request)?;
        let (duties, operation) = (&[AidDuty::Mentor], format!("session/{session}"));
        let today = self.day(at);
        self.say(request, at, duties, &operation, |body, _, _| {
            let (held_on, attendance, note) = SessionRequest::parse(body, today)?;
            Ok(Word::RecordSession {
                session,
                held_on,
                attendance,
                note,
            })
        })
        .await
    }

    pub(crate) async fn check_business(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let months: i32 = number(request)?;
        let mut looks = CheckIn::ALL.iter().copied();
        let check_in = looks
            .find(|check_in| check_in.months() == months)
            .ok_or_else(none)?;
        let operation = format!("check-in/{check_in}");
        self.say(request, at, ACCOMPANY, &operation, |body, _, _| {
            let (state, note) = CheckInRequest::parse(body)?;
            Ok(Word::CheckBusiness {
                check_in,
                state,
                note,
            })
        })
        .await
    }

    pub(crate) async fn close(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        self.say(request, at, ACCOMPANY, "closure", |body, _, _| {
            let outcome = ClosureRequest::parse(body)?;
            Ok(Word::Close { outcome })
        })
        .await
    }
}

fn is_mentor(office: &AidOffice, code: &str) -> bool {
    office
        .officer(code)
        .is_some_and(|officer| officer.duties.contains(&AidDuty::Mentor))
}

/// The number in the address: of a session, an instalment, or the months of a check-in.
pub(crate) fn number<N: std::str::FromStr>(request: &HttpRequest) -> Result<N, Problem> {
    request
        .path("number")
        .and_then(|number| number.parse().ok())
        .ok_or_else(none)
}
