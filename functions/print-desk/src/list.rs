//! The list of open jobs.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use tracing::error;
use tuntas_contract::{PrintJob, PrintJobs};
use tuntas_domain::case::{Command, JobId, decide};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{CaseId, OfficerCode};
use tuntas_journal::{Damaged, Story};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::{PrintDesk, job};

/// Older jobs that are looked at to say how many were passed over.
const LOOKED_AT: usize = 300;
/// Jobs of them whose cases are held in memory at once.
const AT_ONCE: usize = 100;

impl PrintDesk {
    pub(crate) async fn list(&self, request: &HttpRequest) -> Result<HttpResponse, HttpError> {
        let limit = request.limit()?;
        let cursor = request.cursor(place::<JobId>)?;
        let page = self.journal.print_jobs(cursor, limit).await?;
        // Both parties of a case may have a job.
        let cases: BTreeSet<CaseId> = page.jobs.iter().map(|job| job.id.case).collect();
        let stories = self.stories(cases).await?;
        let stories: BTreeMap<CaseId, &Story> = stories.iter().map(|story| (story.id, story)).collect();
        let jobs = page
            .jobs
            .iter()
            .filter_map(|job| open_job(job.id, stories.get(&job.id.case)?))
            .collect();
        Ok(HttpResponse::json(
            200,
            &PrintJobs {
                jobs,
                next: page.next,
            },
        ))
    }

    /// How many older jobs could be printed that nobody has taken to the printer: those an officer passes over by taking this
    /// one. The other envelope of the same case is none of them. Looks at no more than some [`LOOKED_AT`] that nobody
    /// has taken.
    pub(crate) async fn ahead(
        &self,
        id: JobId,
        story: &Story,
        officer: &OfficerCode,
    ) -> Result<u32, HttpError> {
        if story.case.tracks[id.role].printing {
            return Ok(0);
        }
        let older = self.journal.free_jobs_before(id, LOOKED_AT).await?;
        let mut passed_over = 0_u32;
        for some in older.chunks(AT_ONCE) {
            let cases: BTreeSet<CaseId> = some.iter().map(|job| job.id.case).collect();
            for other in self.stories(cases).await? {
                let jobs = some.iter().filter(|job| job.id.case == other.id);
                let could = jobs.filter(|job| waits(&other, job.id.role, officer)).count();
                passed_over = passed_over.saturating_add(u32::try_from(could).unwrap_or(u32::MAX));
            }
        }
        Ok(passed_over)
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

/// Whether a party's documents could go to the printer and have not yet.
fn waits(story: &Story, role: Role, officer: &OfficerCode) -> bool {
    let start = Command::StartPrinting {
        role,
        officer: officer.clone(),
        ahead: 0,
    };
    let track = &story.case.tracks[role];
    !track.printing && !track.printed && decide(&story.case, start).is_ok()
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
