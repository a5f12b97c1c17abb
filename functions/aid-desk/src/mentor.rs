//! Accompanying somebody: sessions, looks at the business, the end.

use jiff::Timestamp;
use tuntas_aid::referral::CheckIn;
use tuntas_aiding::Word;
use tuntas_city::{AidDuty, AidOffice};
use tuntas_contract::aid::{CheckInRequest, ClosureRequest, PlanRequest, SessionRequest};
use tuntas_contract::{Problem, ProblemCode};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::{AidDesk, none};

const ACCOMPANY: &[AidDuty] = &[AidDuty::Mentor, AidDuty::Lead];

impl AidDesk {
    pub(crate) async fn plan(&self, request: &HttpRequest, at: Timestamp) -> Result<HttpResponse, HttpError> {
        self.accompanied(request, true).await?;
        self.say(
            request,
            at,
            ACCOMPANY,
            "plan",
            |body, _, officer| PlanRequest::parse(body, |code| is_mentor(officer.office, code)),
            |(mentor, sessions)| Word::Plan { mentor, sessions },
        )
        .await
    }

    /// What was said in a session, only the mentor knows.
    pub(crate) async fn record_session(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        self.accompanied(request, false).await?;
        let session = number(request)?;
        let today = self.day(at);
        self.say(
            request,
            at,
            &[AidDuty::Mentor],
            &format!("session/{session}"),
            |body, _, _| SessionRequest::parse(body, today),
            |(held_on, attendance, note)| Word::RecordSession {
                session,
                held_on,
                attendance,
                note,
            },
        )
        .await
    }

    pub(crate) async fn check_business(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        self.accompanied(request, true).await?;
        let months: i32 = number(request)?;
        let mut looks = CheckIn::ALL.iter().copied();
        let check_in = looks
            .find(|check_in| check_in.months() == months)
            .ok_or_else(none)?;
        self.say(
            request,
            at,
            ACCOMPANY,
            &format!("check-in/{check_in}"),
            |body, _, _| CheckInRequest::parse(body),
            |(state, note)| Word::CheckBusiness {
                check_in,
                state,
                note,
            },
        )
        .await
    }

    pub(crate) async fn close(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        self.accompanied(request, true).await?;
        self.say(
            request,
            at,
            ACCOMPANY,
            "closure",
            |body, _, _| ClosureRequest::parse(body),
            |outcome| Word::Close { outcome },
        )
        .await
    }

    /// Whether the officer is the one who accompanies the person; whoever leads the office may step in where `lead` says so.
    async fn accompanied(&self, request: &HttpRequest, lead: bool) -> Result<(), HttpError> {
        let duties = if lead { ACCOMPANY } else { &[AidDuty::Mentor] };
        let officer = self.officer(request, duties)?;
        let story = self.load(request, &officer).await?;
        if officer.accompanies(&story.case) || (lead && officer.has(&[AidDuty::Lead])) {
            Ok(())
        } else {
            Err(Problem::new(ProblemCode::NotTheMentor).into())
        }
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
