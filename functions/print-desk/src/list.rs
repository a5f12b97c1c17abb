//! The list of open jobs.

use std::str::FromStr;

use tokio::task::JoinSet;
use tracing::error;
use tuntas_contract::{PrintJob, PrintJobs, Problem, ProblemCode};
use tuntas_domain::case::JobId;
use tuntas_domain::identity::CaseId;
use tuntas_journal::{Journal, JournalError, Story};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::{PrintDesk, job};

/// Jobs on a page when nothing is asked for.
const USUAL: u16 = 25;
/// Jobs on a page at most.
const AT_MOST: u16 = 100;
/// Cases loaded at once.
const AT_ONCE: usize = 20;

impl PrintDesk {
    pub(crate) async fn list(&self, request: &HttpRequest) -> Result<HttpResponse, HttpError> {
        let limit = limit(request.query("limit")).map_err(Problem::new)?;
        let cursor = cursor::<JobId>(request.query("cursor")).map_err(Problem::new)?;
        let page = self.journal.print_jobs(cursor, limit).await?;
        let stories = self.stories(page.jobs.iter().map(|id| id.case)).await?;
        let jobs = page
            .jobs
            .iter()
            .zip(&stories)
            .filter_map(|(id, story)| open_job(*id, story.as_ref()?))
            .collect();
        Ok(HttpResponse::json(
            200,
            &PrintJobs {
                jobs,
                next: page.next,
            },
        ))
    }

    /// Cases in the order asked for; `None` for a damaged one.
    pub(crate) async fn stories(
        &self,
        cases: impl Iterator<Item = CaseId>,
    ) -> Result<Vec<Option<Story>>, HttpError> {
        let cases: Vec<CaseId> = cases.collect();
        let mut stories = Vec::with_capacity(cases.len());
        for some in cases.chunks(AT_ONCE) {
            let mut loading = JoinSet::new();
            for (position, case) in some.iter().enumerate() {
                let (journal, case) = (self.journal.clone(), *case);
                loading.spawn(async move {
                    Ok::<_, JournalError>((position, unless_damaged(&journal, case).await?))
                });
            }
            let mut loaded = Vec::with_capacity(some.len());
            while let Some(done) = loading.join_next().await {
                loaded.push(done??);
            }
            loaded.sort_unstable_by_key(|(position, _)| *position);
            stories.extend(loaded.into_iter().map(|(_, story)| story));
        }
        Ok(stories)
    }
}

/// A job of the list as it is now; `None` if it has ended meanwhile.
fn open_job(id: JobId, story: &Story) -> Option<PrintJob> {
    if story.case.tracks[id.role].is_finished() {
        return None;
    }
    job::of(id, story)
}

/// A damaged case must not close the desk for all the others: it is left out, and reported to the operators.
async fn unless_damaged(journal: &Journal, case: CaseId) -> Result<Option<Story>, JournalError> {
    match journal.load(case).await {
        Ok(story) => Ok(Some(story)),
        Err(
            damage @ (JournalError::Chain(_) | JournalError::Item(_) | JournalError::UnknownEvent { .. }),
        ) => {
            error!(outcome = "damaged", %case, error = %damage, "a case of the desk's lists was left out");
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

fn limit(text: Option<&str>) -> Result<u16, ProblemCode> {
    let Some(text) = text else { return Ok(USUAL) };
    text.parse()
        .ok()
        .filter(|limit| (1..=AT_MOST).contains(limit))
        .ok_or(ProblemCode::LimitInvalid)
}

/// A cursor is the place of the last row shown: 20 digits of time, `#`, what the row names.
pub(crate) fn cursor<T: FromStr>(text: Option<&str>) -> Result<Option<&str>, ProblemCode> {
    let Some(text) = text else { return Ok(None) };
    let is_ours = text.split_once('#').is_some_and(|(time, row)| {
        time.len() == 20 && time.bytes().all(|b| b.is_ascii_digit()) && row.parse::<T>().is_ok()
    });
    if is_ours {
        Ok(Some(text))
    } else {
        Err(ProblemCode::CursorInvalid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_1_to_100_jobs() {
        assert_eq!(limit(None), Ok(25));
        assert_eq!((limit(Some("1")), limit(Some("100"))), (Ok(1), Ok(100)));
        for wrong in ["0", "101", "-1", "", "ten", "70000"] {
            assert_eq!(
                limit(Some(wrong)).unwrap_err(),
                ProblemCode::LimitInvalid,
                "{wrong}"
            );
        }
    }

    #[test]
    fn only_a_cursor_of_ours_goes_into_a_query() {
        let ours = "00000001632190560000#0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b-r";
        assert_eq!(cursor::<JobId>(Some(ours)), Ok(Some(ours)));
        assert_eq!(cursor::<JobId>(None), Ok(None));
        for wrong in [
            "",
            "x",
            "1632190560000#0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b-r",
            &ours[..40],
        ] {
            assert_eq!(
                cursor::<JobId>(Some(wrong)).unwrap_err(),
                ProblemCode::CursorInvalid,
                "{wrong}"
            );
        }
    }
}
