//! What the police see and say.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use tracing::error;
use tuntas_city::PoliceDuty;
use tuntas_contract::security::{
    AcceptanceRequest, BookingView, ClashView, Clashes, ProposedTimeRequest, QuestionRequest, RefusalRequest,
    SecurityQueue, SecurityReportRequest, SpanView, UnitDayView,
};
use tuntas_contract::{Problem, ProblemCode, idempotency_key};
use tuntas_domain::identity::{CaseId, CommandId, OfficerCode};
use tuntas_journal::Damaged;
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_securing::{List, Request};
use tuntas_security::{Booking, Strength, Window};
use tuntas_signatures::sha256_hex;

use crate::caller::police;
use crate::step::{Saying, Speaker, Word};
use crate::{SecurityDesk, invalid};

/// Either duty.
const EITHER: &[PoliceDuty] = PoliceDuty::DESK;

impl SecurityDesk {
    pub(crate) async fn list(&self, request: &HttpRequest, at: Timestamp) -> Result<HttpResponse, HttpError> {
        police(request, EITHER)?;
        let list = match request.query("list") {
            None | Some("waiting") => List::Waiting,
            Some("accepted") => List::Accepted,
            Some(_) => return Err(Problem::new(ProblemCode::CursorInvalid).into()),
        };
        let limit = request.limit()?;
        let cursor = request.cursor(place)?;
        let page = self.lists.queue(list, cursor, limit).await?;
        let mut requests = Vec::with_capacity(page.requests.len());
        for story in self.stories(&page.requests).await? {
            requests.push(self.status(&story, at)?);
        }
        Ok(HttpResponse::json(
            200,
            &SecurityQueue {
                requests,
                next: page.next,
            },
        ))
    }

    /// Requests in the order asked for. A damaged one is left out, and reported to the operators.
    pub(crate) async fn stories(&self, ids: &[CaseId]) -> Result<Vec<Request>, HttpError> {
        let stories = self.journal.load_several(ids.iter().copied()).await?.into_iter();
        Ok(stories
            .filter_map(|story| {
                story
                    .inspect_err(|Damaged { case, why }| {
                        error!(outcome = "damaged", request = %case, error = %why, "a request of the lists was left out");
                    })
                    .ok()
            })
            .collect())
    }

    /// What names people is shown once it is written down that it was.
    pub(crate) async fn read(&self, request: &HttpRequest, at: Timestamp) -> Result<HttpResponse, HttpError> {
        let officer = police(request, EITHER)?;
        let story = self.load(request).await?;
        let cause = format!("view/{}", request.request_id());
        let story = self.utter(story, officer, cause, Word::View, at).await?;
        self.shown(200, &story, at).await
    }

    pub(crate) async fn clashes(&self, request: &HttpRequest) -> Result<HttpResponse, HttpError> {
        police(request, &[PoliceDuty::Answer])?;
        let story = self.load(request).await?;
        let Some(terms) = &story.case.terms else {
            return Err(Problem::new(ProblemCode::NotFound).into());
        };
        let wrong = || Problem::new(ProblemCode::ClashQueryInvalid);
        let strength = match request.query("officers") {
            Some(text) => text
                .parse()
                .ok()
                .and_then(|officers| Strength::new(officers).ok())
                .ok_or_else(wrong)?,
            None => terms.officers,
        };
        let window = self.asked_window(request, terms.window).ok_or_else(wrong)?;
        let wanted = Booking {
            request: story.id.0,
            window,
            kelurahan: terms.kelurahan.clone(),
            strength,
        };
        let mut units = Vec::new();
        let mut same_place = Vec::new();
        for unit in &self.city.security.police.units {
            let day = self.units.day(&unit.code, window.date()).await?.day;
            let clashes = day.clashes(unit, &wanted);
            let others = day.bookings.iter().filter(|held| held.request != story.id.0);
            same_place.extend(
                others
                    .filter(|held| held.kelurahan == wanted.kelurahan && held.window.overlaps(&window))
                    .map(BookingView::from),
            );
            units.push(UnitDayView {
                unit: unit.code.to_string(),
                name: unit.name.clone(),
                free: clashes.is_empty(),
                bookings: day.bookings.iter().map(BookingView::from).collect(),
                clashes: clashes
                    .iter()
                    .map(|clash| ClashView::new(clash, window.date()))
                    .collect(),
            });
        }
        Ok(HttpResponse::json(
            200,
            &Clashes {
                time: SpanView::from(&window),
                officers: strength.get(),
                units,
                same_place,
            },
        ))
    }

    /// The time asked about: all three parts of it, or none; `None` if they are no time.
    fn asked_window(&self, request: &HttpRequest, usual: Window) -> Option<Window> {
        match (request.query("date"), request.query("from"), request.query("to")) {
            (None, None, None) => Some(usual),
            (Some(date), Some(from), Some(to)) => {
                let (date, from, to): (Date, Time, Time) =
                    (date.parse().ok()?, from.parse().ok()?, to.parse().ok()?);
                Window::new(date, from, to, &self.city.time_zone()).ok()
            }
            _ => None,
        }
    }

    pub(crate) async fn accept(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let known = |code: &str| self.city.security.police.unit(code).is_some();
        self.answer(request, at, PoliceDuty::Answer, "acceptance", || {
            let accepted = AcceptanceRequest::parse(request.body(), known).map_err(invalid)?;
            Ok(Word::Accept(Box::new(accepted)))
        })
        .await
    }

    pub(crate) async fn propose(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        self.answer(request, at, PoliceDuty::Answer, "proposal", || {
            let zone = self.city.time_zone();
            let window = ProposedTimeRequest::parse(request.body(), &zone).map_err(invalid)?;
            Ok(Word::Propose(window))
        })
        .await
    }

    pub(crate) async fn question(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        self.answer(request, at, PoliceDuty::Answer, "question", || {
            let reason = QuestionRequest::parse(request.body()).map_err(invalid)?;
            Ok(Word::Question(reason))
        })
        .await
    }

    pub(crate) async fn decline(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        self.answer(request, at, PoliceDuty::Answer, "refusal", || {
            let reason = RefusalRequest::parse(request.body()).map_err(invalid)?;
            Ok(Word::Decline(reason))
        })
        .await
    }

    pub(crate) async fn report(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        self.answer(request, at, PoliceDuty::Report, "report", || {
            let reported = SecurityReportRequest::parse(request.body()).map_err(invalid)?;
            Ok(Word::Report(reported))
        })
        .await
    }

    /// Says a word under the client's own key. Whoever repeats it is shown what came of it.
    async fn answer(
        &self,
        request: &HttpRequest,
        at: Timestamp,
        duty: PoliceDuty,
        operation: &str,
        read: impl FnOnce() -> Result<Word, Problem>,
    ) -> Result<HttpResponse, HttpError> {
        let officer = police(request, &[duty])?;
        let key = idempotency_key(request.header("idempotency-key")).map_err(Problem::new)?;
        let word = read()?;
        let story = self.load(request).await?;
        let key = sha256_hex(format!("{officer} {key}").as_bytes());
        let story = self
            .utter(story, officer, format!("{operation}/{key}"), word, at)
            .await?;
        self.shown(200, &story, at).await
    }

    pub(crate) async fn utter(
        &self,
        story: Request,
        officer: OfficerCode,
        cause: String,
        word: Word,
        at: Timestamp,
    ) -> Result<Request, HttpError> {
        let saying = Saying {
            desk: self,
            cause: CommandId::new(format!("security-desk/{cause}")),
            speaker: Speaker::Police(officer),
            word,
            at,
        };
        self.say(story, saying).await
    }
}

/// A cursor is the place of the last row shown: rank, `#`, day and time, `#`, the request.
fn place(text: &str) -> Option<&str> {
    let parts: Vec<&str> = text.split('#').collect();
    let is_ours = match parts.as_slice() {
        [rank, time, id] => {
            matches!(*rank, "0" | "1" | "2")
                && time.len() == 16
                && time.is_ascii()
                && id.parse::<CaseId>().is_ok()
        }
        _ => false,
    };
    is_ours.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_cursor_of_ours_goes_into_a_query() {
        let ours = "1#2026-12-01T09:00#0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b";
        assert_eq!(place(ours), Some(ours));
        for wrong in [
            "",
            "x",
            "1#2026-12-01T09:00",
            "3#2026-12-01T09:00#0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b",
        ] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }
}
