//! Calendars of courts and of the police: iCalendar (RFC 5545), to be subscribed to.

mod ics;

use jiff::{SignedDuration, Timestamp};
use tuntas_contract::security::CalendarAddress;
use tuntas_contract::{Problem, ProblemCode};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_securing::CalendarRow;

use crate::SecurityDesk;
use crate::caller::police;
use tuntas_city::PoliceDuty;

/// How far back a calendar goes.
const BACK: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Entries of a calendar at most: a busy office has some dozens in a month.
const ENTRIES: u16 = 1000;

/// Whose calendar.
enum Office<'a> {
    Court(&'a str),
    Police,
}

impl SecurityDesk {
    /// Where the caller's own office can subscribe.
    pub(crate) fn calendar_address(&self, request: &HttpRequest) -> Result<HttpResponse, HttpError> {
        let office = if police(request, PoliceDuty::DESK).is_ok() {
            self.name(&Office::Police)
        } else {
            let caller = crate::caller::court(request)?;
            let court = self
                .court_of(caller)
                .ok_or(Problem::new(ProblemCode::CourtNotAllowed))?;
            self.name(&Office::Court(court.as_str()))
        };
        let token = self.keys.calendar_token(&office);
        Ok(HttpResponse::json(
            200,
            &CalendarAddress {
                url: format!("{}/v1/calendars/{token}", self.public_url),
            },
        ))
    }

    /// What the office's token was made of.
    fn name(&self, office: &Office<'_>) -> String {
        match office {
            Office::Court(code) => format!("court/{code}"),
            Office::Police => format!("police/{}", self.city.security.police.code),
        }
    }

    pub(crate) async fn calendar(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let token = request.path("token").unwrap_or_default();
        let token = token.strip_suffix(".ics").unwrap_or(token);
        let offices = self.city.courts.iter().map(|court| Office::Court(&court.code));
        let office = offices
            .chain([Office::Police])
            .find(|office| self.keys.opens_calendar(&self.name(office), token))
            .ok_or(Problem::new(ProblemCode::NotFound))?;
        let from = self.day(at - BACK);
        let (title, rows) = match office {
            Office::Court(code) => {
                let name = self.city.court(code).map_or(code, |court| court.name.as_str());
                (name, self.lists.court_calendar(code, from, ENTRIES).await?)
            }
            Office::Police => (
                self.city.security.police.name.as_str(),
                self.lists.police_calendar(from, ENTRIES).await?,
            ),
        };
        let ids: Vec<_> = rows.into_iter().map(|CalendarRow { request }| request).collect();
        let mut calendar = ics::Calendar::new(title, &self.city, at);
        for story in self.stories(&ids).await? {
            calendar.add(&story);
        }
        Ok(
            HttpResponse::text(200, "text/calendar; charset=utf-8", calendar.finish())
                .header("content-disposition", "inline; filename=\"pengamanan.ics\"")
                .header("x-robots-tag", "noindex, nofollow"),
        )
    }
}
