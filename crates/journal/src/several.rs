//! Several stories at once, for whoever shows a list.

use futures_util::{StreamExt as _, stream};
use tuntas_domain::identity::CaseId;

use crate::{Journal, JournalError, Story, Subject};

/// Stories loaded at once.
const AT_ONCE: usize = 20;

/// A story that cannot be read as it is stored. To read it again does not help.
#[derive(Debug, thiserror::Error)]
#[error("case {case} is damaged: {why}")]
pub struct Damaged {
    /// The case.
    pub case: CaseId,
    /// What is wrong with it.
    pub why: JournalError,
}

impl<S: Subject> Journal<S> {
    /// Loads cases, a few at once, and gives them in the order asked for. A damaged one must not keep all the others
    /// back: it is told in its place.
    ///
    /// # Errors
    /// [`JournalError`]; never one that is about what is stored of a single case.
    pub async fn load_several(
        &self,
        cases: impl IntoIterator<Item = CaseId>,
    ) -> Result<Vec<Result<Story<S>, Damaged>>, JournalError> {
        let cases: Vec<CaseId> = cases.into_iter().collect();
        let mut stories = Vec::with_capacity(cases.len());
        let loading = cases
            .into_iter()
            .map(|case| async move { (case, self.load(case).await) });
        let mut loading = std::pin::pin!(stream::iter(loading).buffered(AT_ONCE));
        while let Some((case, loaded)) = loading.next().await {
            stories.push(match loaded {
                Ok(story) => Ok(story),
                Err(why) if why.is_damage() => Err(Damaged { case, why }),
                Err(other) => return Err(other),
            });
        }
        Ok(stories)
    }
}
