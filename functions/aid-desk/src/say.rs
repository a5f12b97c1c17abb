//! Saying a word of a referral, and why it could not be said.

use jiff::Timestamp;
use tuntas_aid::referral::{Referral, Refusal};
use tuntas_aiding::{ByOfficer, ReferralStory, Unready, Word};
use tuntas_city::AidDuty;
use tuntas_contract::{FieldError, Problem, ProblemCode, idempotency_key};
use tuntas_domain::identity::{CaseId, CommandId};
use tuntas_journal::RunError;
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_signatures::sha256_hex;

use crate::caller::Officer;
use crate::{AidDesk, invalid, none};

impl AidDesk {
    /// The referral an address names, if it is the office's. Another office's is as good as none.
    pub(crate) async fn load(
        &self,
        request: &HttpRequest,
        officer: &Officer<'_>,
    ) -> Result<ReferralStory, HttpError> {
        let id: CaseId = request
            .path("id")
            .and_then(|id| id.parse().ok())
            .ok_or_else(none)?;
        let story = self.aid.journal.load(id).await?;
        if story.case.office.as_ref() != Some(&officer.office.code) {
            return Err(none().into());
        }
        Ok(story)
    }

    /// Says the word that a body holds, under the officer's own key. Whoever repeats it is shown what came of it. It is said of
    /// the referral that it was read against, or not at all.
    pub(crate) async fn say(
        &self,
        request: &HttpRequest,
        at: Timestamp,
        duties: &[AidDuty],
        operation: &str,
        word: impl FnOnce(&[u8], &Referral, &Officer<'_>) -> Result<Word, Vec<FieldError>>,
    ) -> Result<HttpResponse, HttpError> {
        let officer = self.officer(request, duties)?;
        let story = self.load(request, &officer).await?;
        // A mentor speaks of those they accompany; whoever has another duty that is asked for, such as the lead, may step in.
        let mut others = duties.iter().filter(|duty| **duty != AidDuty::Mentor);
        let steps_in = others.any(|duty| officer.has(&[*duty]));
        if duties.contains(&AidDuty::Mentor) && !steps_in && !officer.accompanies(&story.case) {
            return Err(Problem::new(ProblemCode::NotTheMentor).into());
        }
        let by = self.by_key(request, &officer, operation, at)?;
        if story.knows(&by.cause) {
            // What was right then may be wrong of how it stands now.
            return self.shown(200, &story, &officer, at).await;
        }
        let word = word(request.body(), &story.case, &officer).map_err(invalid)?;
        let story = self.utter(story, word, &by).await?;
        self.issue(&story, officer.office).await;
        self.shown(200, &story, &officer, at).await
    }

    /// Says a word.
    async fn utter(
        &self,
        story: ReferralStory,
        word: Word,
        by: &ByOfficer,
    ) -> Result<ReferralStory, HttpError> {
        match self.aid.act_on(story, word, by).await {
            Ok(ran) => Ok(ran.story),
            Err(error) => Err(refused(error)),
        }
    }

    /// Writes down that the officer saw the papers, and gives the referral with that entry.
    pub(crate) async fn looked(
        &self,
        request: &HttpRequest,
        officer: &Officer<'_>,
        story: ReferralStory,
        at: Timestamp,
    ) -> Result<ReferralStory, HttpError> {
        let cause = format!("view/{}", request.request_id());
        self.utter(story, Word::View, &self.by(officer, &cause, at)).await
    }

    /// The officer as the one who speaks, for a cause of that name.
    pub(crate) fn by(&self, officer: &Officer<'_>, cause: &str, at: Timestamp) -> ByOfficer {
        ByOfficer {
            office: officer.office.code.clone(),
            officer: officer.code.clone(),
            cause: CommandId::new(format!("aid-desk/{cause}")),
            at,
            on: self.day(at),
            days: self.city.working_days(),
        }
    }

    /// As [`AidDesk::by`], under the client's own key, of which only the hash is kept.
    pub(crate) fn by_key(
        &self,
        request: &HttpRequest,
        officer: &Officer<'_>,
        operation: &str,
        at: Timestamp,
    ) -> Result<ByOfficer, Problem> {
        let key = idempotency_key(request.header("idempotency-key")).map_err(Problem::new)?;
        let key = sha256_hex(format!("{} {key}", officer.code).as_bytes());
        Ok(self.by(officer, &format!("{operation}/{key}"), at))
    }
}

/// A refusal as the caller reads it; everything else is ours.
fn refused(error: RunError<Unready, Refusal>) -> HttpError {
    match error {
        RunError::Refused(refusal) => Problem::from(refusal).into(),
        RunError::Prepare(unready) => unprepared(unready),
        RunError::Contended(_) => Problem::new(ProblemCode::Conflict).into(),
        RunError::Journal(error) => error.into(),
    }
}

/// Why a step could not be prepared, as the caller reads it.
pub(crate) fn unprepared(unready: Unready) -> HttpError {
    Problem::new(match unready {
        Unready::OtherOffice => ProblemCode::NotFound,
        Unready::Changed => ProblemCode::Conflict,
        Unready::ClaimedByAnother => ProblemCode::ReferralClaimed,
        // A programme that is none of the office's is as good as none.
        Unready::NoProgramme => return Problem::from(Refusal::OtherOffice).into(),
        Unready::NikMissing => ProblemCode::NikMissing,
        Unready::AlreadyAided => ProblemCode::AlreadyAided,
        Unready::Overspent { .. } => ProblemCode::BudgetOverspent,
        other => return other.into(),
    })
    .into()
}
