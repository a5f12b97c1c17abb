//! What an office offers, and where its money stands.

use jiff::Timestamp;
use tuntas_aid::{ProgrammeCode, programme};
use tuntas_aiding::{LedgerRow, ProgrammeStory, Programming, Unready};
use tuntas_city::AidDuty;
use tuntas_contract::aid::{
    BudgetView, CriteriaCheck, CriteriaRequest, LedgerRowView, LedgerView, ProgrammeEditRequest,
    ProgrammeList, ProgrammeRequest, ProgrammeView, refused_programme,
};
use tuntas_contract::{Problem, ProblemCode, parse_nothing};
use tuntas_journal::{Ran, RunError};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::caller::Officer;
use crate::say::unprepared;
use crate::{AidDesk, invalid, none};

const PROGRAMME: &[AidDuty] = &[AidDuty::Programme];
/// Who may see where money stands.
const MONEY: &[AidDuty] = &[
    AidDuty::Approve,
    AidDuty::Cashier,
    AidDuty::Programme,
    AidDuty::Lead,
];

impl AidDesk {
    /// Reads criteria while they are written. Nothing is kept.
    pub(crate) fn check_criteria(&self, request: &HttpRequest) -> Result<HttpResponse, HttpError> {
        self.officer(request, PROGRAMME)?;
        let criteria = CriteriaRequest::parse(request.body()).map_err(invalid)?;
        Ok(HttpResponse::json(200, &CriteriaCheck::of(&criteria)))
    }

    pub(crate) async fn programmes(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let officer = self.officer(request, AidDuty::DESK)?;
        let limit = request.limit()?;
        // A cursor is the code of the last programme shown.
        let cursor = request.cursor(|code| ProgrammeCode::parse(code).ok())?;
        let cursor = cursor.as_ref().map(ProgrammeCode::as_str);
        let page = self
            .aid
            .lists
            .programmes(&officer.office.code, cursor, limit)
            .await?;
        let mut programmes = Vec::with_capacity(page.rows.len());
        for row in page.rows {
            let story = self.aid.programme(&row.code).await?;
            programmes.extend(ProgrammeView::new(&story.case, self.day(at)));
        }
        Ok(HttpResponse::json(
            200,
            &ProgrammeList {
                programmes,
                next: page.next,
            },
        ))
    }

    pub(crate) async fn programme(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let officer = self.officer(request, AidDuty::DESK)?;
        let story = self.own_programme(request, &officer).await?;
        self.shown_programme(200, &story, at)
    }

    pub(crate) async fn publish(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let officer = self.officer(request, PROGRAMME)?;
        let by = self.by_key(request, &officer, "publish", at)?;
        let new = ProgrammeRequest::parse(request.body()).map_err(invalid)?;
        let location = format!("/v1/aid/programmes/{}", new.code);
        let ran = self.aid.publish(new.code, new.terms, &by).await;
        let answer = self.programme_ran(201, ran, None, at)?;
        Ok(answer.header("location", location))
    }

    pub(crate) async fn edit(&self, request: &HttpRequest, at: Timestamp) -> Result<HttpResponse, HttpError> {
        let officer = self.officer(request, PROGRAMME)?;
        let by = self.by_key(request, &officer, "edit", at)?;
        let code = code(request)?;
        let edit = ProgrammeEditRequest::parse(request.body(), code.as_str()).map_err(invalid)?;
        let ran = self.aid.edit(&code, edit.version, edit.terms, &by).await;
        self.programme_ran(200, ran, Some("to"), at)
    }

    pub(crate) async fn end(&self, request: &HttpRequest, at: Timestamp) -> Result<HttpResponse, HttpError> {
        let officer = self.officer(request, PROGRAMME)?;
        let by = self.by_key(request, &officer, "end", at)?;
        parse_nothing(request.body()).map_err(invalid)?;
        let ran = self.aid.end(&code(request)?, &by).await;
        self.programme_ran(200, ran, None, at)
    }

    /// Where a programme's money stands, counted anew from every booking.
    pub(crate) async fn budget(&self, request: &HttpRequest) -> Result<HttpResponse, HttpError> {
        let officer = self.officer(request, MONEY)?;
        let (code, year) = self.funded(request, &officer).await?;
        let kept = self.aid.books.book(&code, year).await?;
        let recount = self.aid.books.recount(&code, year).await?;
        let view = BudgetView::new(
            code.to_string(),
            year,
            &kept.book,
            kept.bookings,
            recount.faults.is_empty(),
        );
        Ok(HttpResponse::json(200, &view))
    }

    pub(crate) async fn ledger(&self, request: &HttpRequest) -> Result<HttpResponse, HttpError> {
        let officer = self.officer(request, MONEY)?;
        let limit = request.limit()?;
        let cursor = request.cursor(booking)?;
        let (code, year) = self.funded(request, &officer).await?;
        let page = self.aid.books.ledger(&code, year, cursor, limit).await?;
        let row = |row: &LedgerRow| {
            let referral = row.referral.map(|referral| referral.0);
            LedgerRowView::new(row.number, row.at, &row.booking, &row.postings, referral)
        };
        Ok(HttpResponse::json(
            200,
            &LedgerView {
                bookings: page.rows.iter().map(row).collect(),
                next: page.next,
            },
        ))
    }

    /// The programme an address names, if it is the office's.
    pub(crate) async fn own_programme(
        &self,
        request: &HttpRequest,
        officer: &Officer<'_>,
    ) -> Result<ProgrammeStory, HttpError> {
        let story = self.aid.programme(&code(request)?).await?;
        if story.case.office.as_ref() == Some(&officer.office.code) {
            Ok(story)
        } else {
            Err(none().into())
        }
    }

    /// A programme of the office that has money, and the year of its budget.
    async fn funded(
        &self,
        request: &HttpRequest,
        officer: &Officer<'_>,
    ) -> Result<(ProgrammeCode, i16), HttpError> {
        let story = self.own_programme(request, officer).await?;
        let funding = story.case.terms().and_then(|terms| terms.funding.as_ref());
        let year = funding.map(|funding| funding.year).ok_or_else(none)?;
        Ok((code(request)?, year))
    }

    fn programme_ran(
        &self,
        status: u16,
        ran: Result<Ran<Programming>, RunError<Unready, programme::Refusal>>,
        root: Option<&str>,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        match ran {
            Ok(ran) => self.shown_programme(status, &ran.story, at),
            Err(RunError::Refused(refusal)) => Err(refused_programme(refusal, root).into()),
            Err(RunError::Prepare(unready)) => Err(unprepared(unready)),
            Err(RunError::Contended(_)) => Err(Problem::new(ProblemCode::Conflict).into()),
            Err(RunError::Journal(error)) => Err(error.into()),
        }
    }

    fn shown_programme(
        &self,
        status: u16,
        story: &ProgrammeStory,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let view = ProgrammeView::new(&story.case, self.day(at)).ok_or_else(none)?;
        Ok(HttpResponse::json(status, &view))
    }
}

/// The code in the address; what is none names nothing.
fn code(request: &HttpRequest) -> Result<ProgrammeCode, Problem> {
    request
        .path("code")
        .and_then(|code| ProgrammeCode::parse(code).ok())
        .ok_or_else(none)
}

/// A cursor is the place of the last booking shown: `L#` and ten digits.
fn booking(text: &str) -> Option<&str> {
    let digits = text.strip_prefix("L#")?;
    let is_ours = digits.len() == 10 && digits.bytes().all(|b| b.is_ascii_digit());
    is_ours.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_cursor_of_ours_goes_into_a_query() {
        assert_eq!(booking("L#0000000012"), Some("L#0000000012"));
        for wrong in ["", "L#", "L#12", "L#00000000x2", "M#0000000012"] {
            assert_eq!(booking(wrong), None, "{wrong}");
        }
    }
}
