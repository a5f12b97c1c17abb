//! Letters to the registries that recorded a marriage: what waits, its file, and that it has gone out.

use jiff::Timestamp;
use tuntas_contract::{MarriageLetter, MarriageLetters, Problem, ProblemCode};
use tuntas_domain::case::{Command, Document, View};
use tuntas_domain::identity::{CaseId, OfficerCode};
use tuntas_journal::Story;
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::PrintDesk;
use crate::list::place;
use crate::steps::OfficerStep;

/// Letters on a page.
const PAGE: u16 = 25;

impl PrintDesk {
    pub(crate) async fn letters(&self, request: &HttpRequest) -> Result<HttpResponse, HttpError> {
        let cursor = request.cursor(place::<CaseId>)?;
        let page = self.journal.marriage_letters(cursor, PAGE).await?;
        let stories = self.stories(page.cases).await?;
        let letters = stories.iter().filter_map(letter);
        Ok(HttpResponse::json(
            200,
            &MarriageLetters {
                letters: letters.filter(|letter| !letter.sent).collect(),
                next: page.next,
            },
        ))
    }

    /// The file names people, so that it was looked at is written down first.
    pub(crate) async fn letter_file(
        &self,
        request: &HttpRequest,
        officer: &OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let before = self.open_letter(request).await?;
        let view = Command::View {
            officer: officer.clone(),
            what: View::Letter,
        };
        let cause = format!("letter/{}", request.request_id());
        let step = OfficerStep::new(officer, &cause, view);
        let story = self.run(before, step, at).await?;
        let document = written(&story).ok_or(Problem::new(ProblemCode::NotFound))?;
        self.files(std::slice::from_ref(document)).await
    }

    pub(crate) async fn letter_sent(
        &self,
        request: &HttpRequest,
        officer: &OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let before = self.open_letter(request).await?;
        // A later change has another letter written, which goes out by itself.
        let notice = before.case.marriage_notice.as_ref();
        let cause = format!("letter-sent/{}", notice.map_or(0, |notice| notice.change));
        let step = OfficerStep::new(officer, &cause, Command::SendMarriageNotice);
        let story = self.run(before, step, at).await?;
        let letter = letter(&story).ok_or(Problem::new(ProblemCode::NotFound))?;
        Ok(HttpResponse::json(200, &letter))
    }

    /// The case an address names, if its letter is written.
    async fn open_letter(&self, request: &HttpRequest) -> Result<Story, HttpError> {
        let case: CaseId = request
            .path("id")
            .and_then(|id| id.parse().ok())
            .ok_or(Problem::new(ProblemCode::NotFound))?;
        let story = self.journal.load(case).await?;
        if written(&story).is_none() {
            return Err(Problem::new(ProblemCode::NotFound).into());
        }
        Ok(story)
    }
}

fn written(story: &Story) -> Option<&Document> {
    story.case.marriage_notice.as_ref()?.document.as_ref()
}

/// The letter of a case, once it is written.
fn letter(story: &Story) -> Option<MarriageLetter> {
    written(story)?;
    let notice = story.case.marriage_notice.as_ref()?;
    Some(MarriageLetter {
        id: story.id.0,
        region: notice.region.to_string(),
        sent: notice.sent,
    })
}
