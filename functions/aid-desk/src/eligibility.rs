//! Which criterion, which fact: explained, never decided.

use jiff::Timestamp;
use tuntas_aid::ProgrammeCode;
use tuntas_aid::criteria::explain;
use tuntas_aid::referral::Refusal;
use tuntas_city::AidDuty;
use tuntas_contract::Problem;
use tuntas_contract::aid::{EligibilityView, ExplainedView};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::AidDesk;

impl AidDesk {
    /// Facts are personal data: that they were looked at is written down first.
    pub(crate) async fn eligibility(
        &self,
        request: &HttpRequest,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let officer = self.officer(request, &[AidDuty::Assess, AidDuty::Approve, AidDuty::Lead])?;
        let unknown = || Problem::from(Refusal::OtherOffice);
        let code = request
            .query("programme")
            .and_then(|code| ProgrammeCode::parse(code).ok());
        let code = code.ok_or_else(unknown)?;
        let programme = self.aid.programme(&code).await?.case;
        if programme.office.as_ref() != Some(&officer.office.code) {
            return Err(unknown().into());
        }
        let terms = programme.terms().ok_or_else(unknown)?;
        let story = self.load(request, &officer).await?;
        let story = self.looked(request, &officer, story, at).await?;
        let facts = self.aid.papers.facts(story.id).await?.unwrap_or_default();
        let explained = explain(&terms.criteria, &facts);
        Ok(HttpResponse::json(
            200,
            &EligibilityView {
                programme: code.to_string(),
                version: programme.version(),
                criteria: explained.iter().map(ExplainedView::from).collect(),
            },
        ))
    }
}
