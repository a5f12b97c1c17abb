//! Pages of lists: limit and cursor of a request, and cases loaded a few at once.

use futures_util::{StreamExt as _, stream};
use tracing::error;
use tuntas_contract::{Problem, ProblemCode};
use tuntas_domain::identity::CaseId;
use tuntas_journal::{Journal, JournalError, Story};
use tuntas_platform::http::{HttpError, HttpRequest};

/// Rows on a page when nothing is asked for.
const USUAL: u16 = 25;
/// Rows on a page at most.
const AT_MOST: u16 = 100;
/// Cases loaded at once.
const AT_ONCE: usize = 20;

pub(crate) fn limit(request: &HttpRequest) -> Result<u16, Problem> {
    let Some(text) = request.query("limit") else {
        return Ok(USUAL);
    };
    text.parse()
        .ok()
        .filter(|limit| (1..=AT_MOST).contains(limit))
        .ok_or(Problem::new(ProblemCode::LimitInvalid))
}

/// A cursor that a list of this kind gave out, read.
pub(crate) fn cursor<T>(
    request: &HttpRequest,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, Problem> {
    request
        .query("cursor")
        .map(|text| read(text).ok_or(Problem::new(ProblemCode::CursorInvalid)))
        .transpose()
}

/// The place of a case in a list by time: 20 digits of time, `#`, the case.
pub(crate) fn place(text: &str) -> Option<String> {
    let (time, case) = text.split_once('#')?;
    let digits = time.len() == 20 && time.bytes().all(|b| b.is_ascii_digit());
    let id: CaseId = case.parse().ok()?;
    (digits && id.to_string() == case).then(|| text.to_owned())
}

/// Loads cases, in their order. A damaged case must not close the desk for all the others: it is left out, and reported
/// to the operators.
pub(crate) async fn load(
    journal: &Journal,
    cases: impl IntoIterator<Item = CaseId>,
) -> Result<Vec<Story>, HttpError> {
    let cases: Vec<CaseId> = cases.into_iter().collect();
    let mut stories = Vec::with_capacity(cases.len());
    let loading = cases.into_iter().map(|case| {
        let journal = journal.clone();
        async move { journal.load(case).await }
    });
    let mut loading = std::pin::pin!(stream::iter(loading).buffered(AT_ONCE));
    while let Some(loaded) = loading.next().await {
        match loaded {
            Ok(story) => stories.push(story),
            Err(
                damage @ (JournalError::Chain(_) | JournalError::Item(_) | JournalError::UnknownEvent { .. }),
            ) => error!(outcome = "damaged", error = %damage, "a held case was left out"),
            Err(other) => return Err(other.into()),
        }
    }
    Ok(stories)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_cursor_of_ours_goes_into_a_query() {
        let ours = "00000001632190560000#0198a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b";
        assert_eq!(place(ours).as_deref(), Some(ours));
        let upper = ours.to_uppercase();
        for wrong in ["", "x", &ours[7..], &ours[..40], upper.as_str()] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }
}
