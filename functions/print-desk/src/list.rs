//! The list of open jobs.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use tracing::error;
use tuntas_contract::{PrintJob, PrintJobs};
use tuntas_domain::case::JobId;
use tuntas_domain::identity::CaseId;
use tuntas_journal::{Damaged, Story};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::{PrintDesk, job};

impl PrintDesk {
    pub(crate) async fn list(&self, request: &HttpRequest) -> Result<HttpResponse, HttpError> {
        let limit = request.limit()?;
        let cursor = request.cursor(place::<JobId>)?;
        let page = self.journal.print_jobs(cursor, limit).await?;
        // Both parties of a case may have a job.
        let cases: BTreeSet<CaseId> = page.jobs.iter().map(|id| id.case).collect();
        let stories = self.stories(cases).await?;
        let stories: BTreeMap<CaseId, &Story> = stories.iter().map(|story| (story.id, story)).collect();
        let jobs = page
            .jobs
            .iter()
            .filter_map(|id| open_job(*id, stories.get(&id.case)?))
            .collect();
        Ok(HttpResponse::json(
            200,
            &PrintJobs {
                jobs,
                next: page.next,
            },
        ))
    }

    /// Cases in the order asked for. A damaged one is left out, and reported to the operators.
    pub(crate) async fn stories(
        &self,
        cases: impl IntoIterator<Item = CaseId>,
    ) -> Result<Vec<Story>, HttpError> {
        let stories = self.journal.load_several(cases).await?.into_iter();
        Ok(stories
            .filter_map(|story| {
                story
                    .inspect_err(|Damaged { case, why }| {
                        error!(outcome = "damaged", %case, error = %why, "a case of the desk's lists was left out");
                    })
                    .ok()
            })
            .collect())
    }
}

/// A job of the list as it is now; `None` if it has ended meanwhile.
fn open_job(id: JobId, story: &Story) -> Option<PrintJob> {
    if story.case.tracks[id.role].is_finished() {
        return None;
    }
    job::of(id, story)
}

/// A cursor is the place of the last row shown: 20 digits of time, `#`, what the row names.
pub(crate) fn place<T: FromStr>(text: &str) -> Option<&str> {
    let (time, row) = text.split_once('#')?;
    let is_ours = time.len() == 20 && time.bytes().all(|b| b.is_ascii_digit()) && row.parse::<T>().is_ok();
    is_ours.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_cursor_of_ours_goes_into_a_query() {
        let ours = "00000001632190560000#0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b-r";
        assert_eq!(place::<JobId>(ours), Some(ours));
        for wrong in [
            "",
            "x",
            "1632190560000#0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b-r",
            &ours[..40],
        ] {
            assert_eq!(place::<JobId>(wrong), None, "{wrong}");
        }
    }
}
