//! The list of open jobs.

use tokio::task::JoinSet;
use tracing::error;
use tuntas_contract::{PrintJob, PrintJobs, Problem, ProblemCode};
use tuntas_domain::case::JobId;
use tuntas_journal::{Journal, JournalError};
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
        let cursor = cursor(request.query("cursor")).map_err(Problem::new)?;
        let page = self.journal.print_jobs(cursor, limit).await?;
        let mut jobs = Vec::with_capacity(page.jobs.len());
        for some in page.jobs.chunks(AT_ONCE) {
            let mut loading = JoinSet::new();
            for (position, id) in some.iter().enumerate() {
                let (journal, id) = (self.journal.clone(), *id);
                loading
                    .spawn(async move { Ok::<_, JournalError>((position, open_job(&journal, id).await?)) });
            }
            let mut loaded = Vec::with_capacity(some.len());
            while let Some(done) = loading.join_next().await {
                loaded.push(done??);
            }
            loaded.sort_unstable_by_key(|(position, _)| *position);
            jobs.extend(loaded.into_iter().filter_map(|(_, job)| job));
        }
        Ok(HttpResponse::json(
            200,
            &PrintJobs {
                jobs,
                next: page.next,
            },
        ))
    }
}

/// A job of the list as it is now; `None` if it has ended meanwhile. A damaged case must not close the desk for
/// all the others: it is left out, and reported to the operators.
async fn open_job(journal: &Journal, id: JobId) -> Result<Option<PrintJob>, JournalError> {
    match journal.load(id.case).await {
        Ok(story) if story.case.tracks[id.role].is_finished() => Ok(None),
        Ok(story) => Ok(job::of(id, &story)),
        Err(
            damage @ (JournalError::Chain(_) | JournalError::Item(_) | JournalError::UnknownEvent { .. }),
        ) => {
            error!(outcome = "damaged", case = %id.case, error = %damage, "a print job was left out");
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

/// A cursor is the place of the last job shown: 20 digits of time, `#`, the job.
fn cursor(text: Option<&str>) -> Result<Option<&str>, ProblemCode> {
    let Some(text) = text else { return Ok(None) };
    let is_ours = text.split_once('#').is_some_and(|(time, job)| {
        time.len() == 20 && time.bytes().all(|b| b.is_ascii_digit()) && job.parse::<JobId>().is_ok()
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
        assert_eq!(cursor(Some(ours)), Ok(Some(ours)));
        assert_eq!(cursor(None), Ok(None));
        for wrong in [
            "",
            "x",
            "1632190560000#0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b-r",
            &ours[..40],
        ] {
            assert_eq!(
                cursor(Some(wrong)).unwrap_err(),
                ProblemCode::CursorInvalid,
                "{wrong}"
            );
        }
    }
}
