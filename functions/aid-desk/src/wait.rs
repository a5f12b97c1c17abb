//! Taking a referral's next step, waiting for the person, and going on.

use jiff::Timestamp;
use tuntas_aid::referral::Desk;
use tuntas_aiding::Word;
use tuntas_city::AidDuty::{self, Approve, Assess, Lead, Mentor};
use tuntas_contract::aid::PauseRequest;
use tuntas_contract::parse_nothing;
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::AidDesk;
use crate::queue::duty;

/// Whose steps are claimed.
const CLAIM: &[AidDuty] = &[Assess, Approve];
const PAUSE: &[AidDuty] = &[Assess, Approve, Mentor];
const RESUME: &[AidDuty] = &[Assess, Approve, Mentor, Lead];
/// Whether aid goes on though the ruling was undone, those say who decide over it.
const CONTINUE: &[AidDuty] = &[Approve, Lead];

impl AidDesk {
    pub(crate) async fn claim(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        self.say(request, at, CLAIM, "claim", |body, _, officer| {
            parse_nothing(body)?;
            let mine = |desk: &Desk| officer.has(&[duty(*desk)]);
            let desks = Desk::ALL.iter().copied().filter(mine);
            Ok(Word::Claim {
                desks: desks.collect(),
            })
        })
        .await
    }

    pub(crate) async fn release(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        self.say(request, at, CLAIM, "release", |body, _, _| {
            parse_nothing(body)?;
            Ok(Word::Release)
        })
        .await
    }

    pub(crate) async fn pause(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        self.say(request, at, PAUSE, "pause", |body, _, _| {
            let (reason, until) = PauseRequest::parse(body)?;
            Ok(Word::Pause { reason, until })
        })
        .await
    }

    pub(crate) async fn resume(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        self.say(request, at, RESUME, "resumption", |body, _, _| {
            parse_nothing(body)?;
            Ok(Word::Resume)
        })
        .await
    }

    pub(crate) async fn go_on(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        self.say(request, at, CONTINUE, "continuation", |body, _, _| {
            parse_nothing(body)?;
            Ok(Word::Continue)
        })
        .await
    }
}
