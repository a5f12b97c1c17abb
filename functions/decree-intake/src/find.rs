//! Looking a decree up: by its id, or by the court's own reference.

use jiff::Timestamp;
use tuntas_contract::decree::is_reference;
use tuntas_contract::{Problem, ProblemCode};
use tuntas_domain::identity::CaseId;
use tuntas_journal::LookupKey;
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::court::Reader;
use crate::{DecreeIntake, case_of};

impl DecreeIntake {
    pub(crate) async fn find(
        &self,
        request: &HttpRequest,
        now: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let reader = Reader::of(request)?;
        self.show(&reader, case_of(request)?, now).await
    }

    pub(crate) async fn find_by_reference(
        &self,
        request: &HttpRequest,
        now: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let reader = Reader::of(request)?;
        let reference = request
            .query("reference")
            .filter(|text| is_reference(text))
            .ok_or(Problem::new(ProblemCode::ReferenceMissing))?;
        for court in &self.intake.city.courts {
            let Ok(court) = court.code.parse() else { continue };
            if reader.acts_for(&court)
                && let Some(found) = self
                    .intake
                    .journal
                    .find(&LookupKey::Reference(&court, reference))
                    .await?
            {
                return self.show(&reader, found.case, now).await;
            }
        }
        Err(Problem::new(ProblemCode::NotFound).into())
    }

    /// A case of another court is as good as none: nobody learns that it exists.
    async fn show(
        &self,
        reader: &Reader<'_>,
        case: CaseId,
        now: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let story = self.intake.journal.load(case).await?;
        if !story
            .case
            .court
            .as_ref()
            .is_some_and(|court| reader.acts_for(court))
        {
            return Err(Problem::new(ProblemCode::NotFound).into());
        }
        Ok(HttpResponse::json(200, &self.status(&story, now).await?))
    }
}
