//! Which cases there are.

use tuntas_domain::identity::CaseId;
use tuntas_journal::{Journal, Story, Tip};

use crate::Failure;

/// The tips of everything that has a journal: cases and requests for security.
///
/// # Errors
/// [`Failure::Journal`].
pub async fn tips_of_all(journal: &Journal) -> Result<Vec<Tip>, Failure> {
    let mut tips = Vec::new();
    for shard in 0..=u8::MAX {
        tips.extend(journal.tips_of_all(shard).await?);
    }
    Ok(tips)
}

/// The tips of all cases.
///
/// # Errors
/// [`Failure::Journal`].
pub async fn tips(journal: &Journal) -> Result<Vec<Tip>, Failure> {
    let mut tips = Vec::new();
    for shard in 0..=u8::MAX {
        tips.extend(journal.tips(shard).await?);
    }
    Ok(tips)
}

/// The one case that is named, or all.
///
/// # Errors
/// [`Failure::Journal`].
pub async fn named_or_all(journal: &Journal, which: Option<CaseId>) -> Result<Vec<CaseId>, Failure> {
    match which {
        Some(case) => Ok(vec![case]),
        None => Ok(tips(journal).await?.into_iter().map(|tip| tip.case).collect()),
    }
}

/// Loads a case, which must have entries.
///
/// # Errors
/// [`Failure::NoCase`], or [`Failure::Journal`] where its chain does not hold.
pub async fn story(journal: &Journal, case: CaseId) -> Result<Story, Failure> {
    let story = journal.load(case).await?;
    if story.entries.is_empty() {
        return Err(Failure::NoCase(case));
    }
    Ok(story)
}
