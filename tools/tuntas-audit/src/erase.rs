//! Erasing what is kept of people beside a journal.

use std::marker::PhantomData;

use jiff::Timestamp;
use tuntas_domain::identity::{CaseId, CommandId};
use tuntas_journal::{Actor, Journal, Prepared, RunError, Step, Story};
use tuntas_tables::{Table, Write, commit};

use crate::Failure;
use crate::subjects::{self, Audited, Kept};

/// Deletions that go with the event that records them. What a transaction cannot hold goes before.
const AT_ONCE: usize = 80;

/// What was erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Erased {
    /// Whether it had not been recorded before.
    pub now: bool,
    /// Files that were removed.
    pub files: usize,
}

/// Deletes what is kept beside something that has ended, and records it. The journal stays, and its chain still verifies.
/// Whoever was stopped on the way starts again: what is gone is gone, what is left follows.
///
/// # Errors
/// [`Failure::Refused`] while it has not ended; [`Failure::NoDocuments`] if its files are in a bucket that is not named.
pub async fn erase(
    journal: &Journal,
    kept: &Kept,
    id: CaseId,
    operator: &str,
    at: Timestamp,
) -> Result<Erased, Failure> {
    let (kind, _) = subjects::find(journal, id).await?.ok_or(Failure::Unknown(id))?;
    kind.erase(journal, kept, id, operator, at).await
}

/// Papers go in the transaction of the event; files follow, because until then somebody may have to read them.
pub(crate) async fn erase_one<S: Audited>(
    journal: &Journal<S>,
    kept: &Kept,
    id: CaseId,
    operator: &str,
    at: Timestamp,
) -> Result<Erased, Failure> {
    let story = journal.load(id).await?;
    if kept.documents.is_none() && !S::files(&story).is_empty() {
        return Err(Failure::NoDocuments);
    }
    let step = Erase::<S> {
        dossiers: &kept.dossiers,
        operator,
        subject: PhantomData,
    };
    let ran = journal
        .run_from(story, at, &step)
        .await
        .map_err(|error| match error {
            RunError::Refused(refusal) => Failure::Refused(Box::new(refusal)),
            RunError::Prepare(failure) => failure,
            RunError::Contended(times) => Failure::Contended(times),
            RunError::Journal(error) => error.into(),
        })?;
    let mut files = 0;
    for name in S::files(&ran.story) {
        let Some(documents) = &kept.documents else { break };
        for key in documents.keys(&name).await? {
            documents.remove(&key).await?;
            files += 1;
        }
    }
    Ok(Erased {
        now: !ran.events.is_empty(),
        files,
    })
}

struct Erase<'a, S> {
    dossiers: &'a Table,
    operator: &'a str,
    subject: PhantomData<fn() -> S>,
}

impl<S: Audited> Erase<'_, S> {
    /// The deletions for the transaction of the event. Those that are too many are made before it, once the rules allow it.
    async fn papers(&self, story: &Story<S>) -> Result<Vec<Write>, Failure> {
        let mut papers = S::papers(self.dossiers, story.id).await?;
        if S::erasing().is_some_and(|command| S::decide(&story.case, command).is_ok()) {
            while papers.len() > AT_ONCE {
                let first = papers.drain(..AT_ONCE).collect();
                commit(self.dossiers.database(), first).await?;
            }
        }
        Ok(papers)
    }
}

impl<S: Audited> Step<S> for Erase<'_, S> {
    type Error = Failure;

    fn command(&self, _: &Story<S>) -> CommandId {
        CommandId::new("tuntas-audit/erase")
    }

    fn actor(&self) -> Actor {
        Actor::operator(self.operator)
    }

    async fn prepare(&self, story: &Story<S>) -> Result<Option<Prepared<S>>, Failure> {
        Ok(Some(Prepared {
            command: S::erasing().ok_or(Failure::NobodyNamed)?,
            with: self.papers(story).await?,
        }))
    }
}
