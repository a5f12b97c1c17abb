//! The minutes (*berita acara*): announced by the police, put to an address, looked at by `document-check`, taken by the
//! court.

use jiff::{SignedDuration, Timestamp};
use tuntas_buckets::works_for;
use tuntas_city::PoliceDuty;
use tuntas_contract::security::{MinutesDownload, MinutesFileRequest, MinutesUpload, MinutesView};
use tuntas_contract::{Problem, ProblemCode, UploadAddress, parse_nothing};
use tuntas_domain::case::DocumentStanding;
use tuntas_domain::identity::{CaseId, CommandId};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_security::Minutes;

use crate::caller::{court, police};
use crate::documents::WORKS_FOR_SECONDS;
use crate::step::{Saying, Speaker, Word};
use crate::{SecurityDesk, invalid};

/// How long an announced file may be uploaded.
pub(crate) const OPEN_FOR: SignedDuration = SignedDuration::from_hours(24);

impl SecurityDesk {
    /// Announces a file and gives an address for it. The same file again is the same announcement, with a new address.
    pub(crate) async fn offer_minutes(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let officer = police(request, &[PoliceDuty::Report])?;
        let file = MinutesFileRequest::parse(request.body()).map_err(invalid)?;
        let story = self.load(request).await?;
        let cause = format!("minutes/{}", request.request_id());
        let word = Word::Announce(file.clone());
        let story = self.utter(story, officer, cause, word, at).await?;
        // It may have been judged at this very moment.
        let minutes = story.case.standing_minutes(&file, at);
        let minutes = minutes.ok_or(Problem::new(ProblemCode::Conflict))?;
        let body = MinutesUpload {
            minutes: MinutesView::new(minutes, at),
            upload: self.arrival(story.id, minutes, at).await?,
        };
        Ok(HttpResponse::json(200, &body))
    }

    /// None once nothing may be put there any more.
    async fn arrival(
        &self,
        request: CaseId,
        minutes: &Minutes,
        at: Timestamp,
    ) -> Result<Option<UploadAddress>, HttpError> {
        if minutes.standing(at) != DocumentStanding::AwaitingUpload {
            return Ok(None);
        }
        let Some(seconds) = works_for(at, minutes.until) else {
            return Ok(None);
        };
        let signed = self.documents.arrival_address(request, minutes, seconds).await?;
        Ok(Some(UploadAddress::new(signed.url, signed.headers, at, seconds)))
    }

    /// The file that the report names, for the court whose request it is. The minutes name people: that the court took them
    /// is written down first.
    pub(crate) async fn take_minutes(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let caller = court(request)?;
        let story = self.own(request).await?;
        parse_nothing(request.body()).map_err(invalid)?;
        let saying = Saying {
            desk: self,
            cause: CommandId::new(format!("security-minutes/{}", request.request_id())),
            speaker: Speaker::Reader {
                client: caller.client_id.clone(),
            },
            word: Word::TakeMinutes,
            at,
        };
        let story = self.say(story, saying).await?;
        let minutes = story.case.reported_minutes();
        let minutes = minutes.ok_or(Problem::new(ProblemCode::NotFound))?;
        let body = MinutesDownload {
            minutes: MinutesView::new(minutes, at),
            url: self.documents.minutes_address(story.id, minutes).await?,
            expires_in_seconds: WORKS_FOR_SECONDS,
        };
        Ok(HttpResponse::json(200, &body))
    }
}
