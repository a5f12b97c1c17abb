//! Letters to the registries that recorded a marriage: what waits, its file, and that it has gone out.

use jiff::Timestamp;
use tuntas_contract::{Download, DownloadFile, MarriageLetter, MarriageLetters, Problem, ProblemCode};
use tuntas_domain::case::{Command, View};
use tuntas_domain::identity::{CaseId, CommandId, OfficerCode};
use tuntas_journal::{Actor, Prepared, RunError, Step, Story};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::PrintDesk;
use crate::documents::WORKS_FOR_SECONDS;

/// Letters on a page.
const PAGE: u16 = 25;

impl PrintDesk {
    pub(crate) async fn letters(&self, request: &HttpRequest) -> Result<HttpResponse, HttpError> {
        let cursor = request.query("cursor");
        if cursor.is_some_and(|text| !is_ours(text)) {
            return Err(Problem::new(ProblemCode::CursorInvalid).into());
        }
        let page = self.journal.marriage_letters(cursor, PAGE).await?;
        let mut letters = Vec::with_capacity(page.cases.len());
        for case in page.cases {
            letters.extend(letter(&self.journal.load(case).await?).filter(|letter| !letter.sent));
        }
        Ok(HttpResponse::json(
            200,
            &MarriageLetters {
                letters,
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
        let case = case_of(request)?;
        let view = Command::View {
            officer: officer.clone(),
            what: View::Letter,
        };
        let cause = format!("letter/{}", request.request_id());
        let story = self.letter_step(case, officer, &cause, view, at).await?;
        let document = story
            .case
            .marriage_notice
            .as_ref()
            .and_then(|notice| notice.document.as_ref())
            .ok_or(Problem::new(ProblemCode::NotFound))?;
        let file = DownloadFile {
            kind: document.kind.into(),
            url: self.documents.address(document).await?,
            expires_in_seconds: WORKS_FOR_SECONDS,
        };
        Ok(HttpResponse::json(200, &Download { files: vec![file] }))
    }

    pub(crate) async fn letter_sent(
        &self,
        request: &HttpRequest,
        officer: &OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let case = case_of(request)?;
        let before = self.journal.load(case).await?;
        // A later change has another letter written, which goes out by itself.
        let change = before
            .case
            .marriage_notice
            .as_ref()
            .map_or(0, |notice| notice.change);
        let cause = format!("letter-sent/{change}");
        let story = self
            .letter_step(case, officer, &cause, Command::SendMarriageNotice, at)
            .await?;
        let letter = letter(&story).ok_or(Problem::new(ProblemCode::NotFound))?;
        Ok(HttpResponse::json(200, &letter))
    }

    async fn letter_step(
        &self,
        case: CaseId,
        officer: &OfficerCode,
        cause: &str,
        command: Command,
        at: Timestamp,
    ) -> Result<Story, HttpError> {
        let known = self.journal.load(case).await?;
        if letter(&known).is_none() {
            return Err(Problem::new(ProblemCode::NotFound).into());
        }
        let step = LetterStep {
            cause: CommandId::new(format!("print-desk/{cause}")),
            officer: Actor::officer(officer.as_str()),
            command,
        };
        match self.journal.run(case, at, &step).await {
            Ok(ran) => Ok(ran.story),
            Err(RunError::Refused(refusal)) => Err(Problem::from(refusal).into()),
            Err(RunError::Contended(_)) => Err(Problem::new(ProblemCode::Conflict).into()),
            Err(RunError::Journal(error)) => Err(error.into()),
            Err(RunError::Prepare(never)) => match never {},
        }
    }
}

/// The letter of a case, once it is written.
fn letter(story: &Story) -> Option<MarriageLetter> {
    let notice = story.case.marriage_notice.as_ref()?;
    notice.document.as_ref()?;
    Some(MarriageLetter {
        id: story.id.0,
        region: notice.region.to_string(),
        sent: notice.sent,
    })
}

fn case_of(request: &HttpRequest) -> Result<CaseId, Problem> {
    request
        .path("id")
        .and_then(|id| id.parse().ok())
        .ok_or(Problem::new(ProblemCode::NotFound))
}

/// A cursor is the place of the last letter shown: 20 digits of time, `#`, the case.
fn is_ours(cursor: &str) -> bool {
    cursor.split_once('#').is_some_and(|(time, case)| {
        time.len() == 20 && time.bytes().all(|b| b.is_ascii_digit()) && case.parse::<CaseId>().is_ok()
    })
}

struct LetterStep {
    cause: CommandId,
    officer: Actor,
    command: Command,
}

impl Step for LetterStep {
    type Error = std::convert::Infallible;

    fn command(&self, _: &Story) -> CommandId {
        self.cause.clone()
    }

    fn actor(&self) -> Actor {
        self.officer.clone()
    }

    async fn prepare(&self, _: &Story) -> Result<Option<Prepared>, Self::Error> {
        Ok(Some(Prepared::only(self.command.clone())))
    }
}
