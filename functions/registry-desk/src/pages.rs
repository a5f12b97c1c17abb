//! Pages of lists: where they begin, and their cases.

use tracing::error;
use tuntas_domain::identity::CaseId;
use tuntas_journal::{Journal, Story};
use tuntas_platform::http::HttpError;

/// The place of a case in a list by time: 20 digits of time, `#`, the case.
pub(crate) fn place(text: &str) -> Option<String> {
    let (time, case) = text.split_once('#')?;
    let digits = time.len() == 20 && time.bytes().all(|b| b.is_ascii_digit());
    let id: CaseId = case.parse().ok()?;
    (digits && id.to_string() == case).then(|| text.to_owned())
}

/// Loads cases, in their order. A damaged one is left out, and reported to the operators.
pub(crate) async fn load(
    journal: &Journal,
    cases: impl IntoIterator<Item = CaseId>,
) -> Result<Vec<Story>, HttpError> {
    let stories = journal.load_several(cases).await?.into_iter();
    Ok(stories
        .filter_map(|story| {
            story
                .inspect_err(
                    |damaged| error!(outcome = "damaged", error = %damaged.why, "a held case was left out"),
                )
                .ok()
        })
        .collect())
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
