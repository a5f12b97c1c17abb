//! What desks have to do.

use jiff::Timestamp;
use jiff::civil::Date;
use tuntas_aid::referral::Desk;
use tuntas_city::AidDuty;
use tuntas_contract::aid::{AidClaimView, AidQueue, QueuedReferral};
use tuntas_contract::{Problem, ProblemCode};
use tuntas_domain::identity::CaseId;
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::AidDesk;

impl AidDesk {
    pub(crate) async fn queue(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let mut desks = Desk::ALL.iter().copied();
        let desk = desks
            .find(|desk| Some(desk.as_str()) == request.query("desk"))
            .ok_or(Problem::new(ProblemCode::DeskUnknown))?;
        let officer = self.officer(request, &[duty(desk), AidDuty::Lead])?;
        let limit = request.limit()?;
        let cursor = request.cursor(place)?;
        let page = self
            .aid
            .lists
            .due(&officer.office.code, desk, cursor, limit)
            .await?;
        let today = self.day(at);
        let queued = page.rows.into_iter().map(|row| QueuedReferral {
            referral: row.referral.0,
            kind: row.kind.into(),
            what: row.what,
            on: row.on,
            overdue: row.on < today,
            claim: AidClaimView::of(row.claim.as_ref(), at),
        });
        Ok(HttpResponse::json(
            200,
            &AidQueue {
                referrals: queued.collect(),
                next: page.next,
            },
        ))
    }
}

/// Whose list it is.
pub(crate) fn duty(desk: Desk) -> AidDuty {
    match desk {
        Desk::Assessment => AidDuty::Assess,
        Desk::Decision => AidDuty::Approve,
        Desk::Mentoring => AidDuty::Mentor,
        Desk::Cashier => AidDuty::Cashier,
    }
}

/// A cursor is the place of the last row shown: day, `#`, the referral.
fn place(text: &str) -> Option<&str> {
    let (day, id) = text.split_once('#')?;
    let is_ours = day.parse::<Date>().is_ok() && id.parse::<CaseId>().is_ok();
    is_ours.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_cursor_of_ours_goes_into_a_query() {
        let ours = "2027-01-18#0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b";
        assert_eq!(place(ours), Some(ours));
        for wrong in [
            "",
            "x",
            "2027-01-18",
            "2027-13-18#0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b",
            "2027-01-18#x",
        ] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }
}
