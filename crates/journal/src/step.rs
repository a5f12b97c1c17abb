//! One step of a case: load, decide, append; again if somebody was faster; nothing if done before.

use std::convert::Infallible;

use jiff::Timestamp;
use tuntas_domain::case::{Command, Event, Refusal, decide};
use tuntas_domain::identity::{CaseId, CommandId};
use tuntas_tables::Write;

use crate::{Actor, Journal, JournalError, Story, unless_taken};

/// What a step wants to do to a case.
#[derive(Debug)]
pub struct Prepared {
    /// The wish.
    pub command: Command,
    /// Writes to other tables that belong to it.
    pub with: Vec<Write>,
}

impl Prepared {
    /// A wish that touches nothing but the journal.
    pub fn only(command: Command) -> Self {
        Self {
            command,
            with: Vec::new(),
        }
    }
}

/// A step. `prepare` may read other tables; it runs again with a fresh story whenever another writer was faster.
pub trait Step: Sync {
    /// Why preparing failed.
    type Error: Send;

    /// Names the cause, where it must by what the case has been through. A cause acts once, however often it is
    /// delivered.
    fn command(&self, story: &Story) -> CommandId;

    /// Who acts.
    fn actor(&self) -> Actor;

    /// Decides what to do. `None` if there is nothing to do.
    fn prepare(&self, story: &Story) -> impl Future<Output = Result<Option<Prepared>, Self::Error>> + Send;
}

/// What became of a step.
#[derive(Debug)]
pub struct Ran {
    /// The case afterwards.
    pub story: Story,
    /// New events; empty if the step had been done before or had nothing to do.
    pub events: Vec<Event>,
}

/// Why a step did not run.
#[derive(Debug, thiserror::Error)]
pub enum RunError<E> {
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Preparing failed.
    #[error("preparing the step failed")]
    Prepare(E),
    /// Others were faster every time; try again later.
    #[error("other writers were faster {0} times")]
    Contended(u8),
    /// The journal failed.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// Why a step is to be tried again later, whatever it was: what a function tells its trigger.
#[derive(Debug, thiserror::Error)]
pub enum StepFailure {
    /// The journal failed.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// Others were faster every time.
    #[error("other writers were faster {0} times")]
    Contended(u8),
    /// The rules say no.
    #[error("the case refused the step: {0}")]
    Refused(Refusal),
}

impl<E: From<StepFailure>> RunError<E> {
    /// One failure out of both kinds: that of preparing, or that of the step itself.
    pub fn into_failure(self) -> E {
        match self {
            Self::Prepare(failure) => failure,
            Self::Journal(error) => StepFailure::Journal(error).into(),
            Self::Contended(times) => StepFailure::Contended(times).into(),
            Self::Refused(refusal) => StepFailure::Refused(refusal).into(),
        }
    }
}

/// A step whose preparing cannot fail.
impl From<RunError<Infallible>> for StepFailure {
    fn from(error: RunError<Infallible>) -> Self {
        match error {
            RunError::Prepare(never) => match never {},
            RunError::Journal(error) => Self::Journal(error),
            RunError::Contended(times) => Self::Contended(times),
            RunError::Refused(refusal) => Self::Refused(refusal),
        }
    }
}

/// Fresh starts before a step gives up and leaves the retry to its trigger.
const ATTEMPTS: u8 = 6;

impl Journal {
    /// Runs a step to its end.
    ///
    /// # Errors
    /// [`RunError`]; nothing was written then.
    pub async fn run<S: Step>(
        &self,
        case: CaseId,
        at: Timestamp,
        step: &S,
    ) -> Result<Ran, RunError<S::Error>> {
        self.run_from(self.load(case).await?, at, step).await
    }

    /// Runs a step to its end on a case that was loaded already; it is loaded anew only if another writer was faster.
    ///
    /// # Errors
    /// [`RunError`]; nothing was written then.
    pub async fn run_from<S: Step>(
        &self,
        story: Story,
        at: Timestamp,
        step: &S,
    ) -> Result<Ran, RunError<S::Error>> {
        let (case, actor) = (story.id, step.actor());
        let mut loaded = Some(story);
        for _ in 0..ATTEMPTS {
            let story = match loaded.take() {
                Some(story) => story,
                None => self.load(case).await?,
            };
            let command_id = step.command(&story);
            if story.knows(&command_id) {
                return Ok(Ran {
                    story,
                    events: Vec::new(),
                });
            }
            let Some(prepared) = step.prepare(&story).await.map_err(RunError::Prepare)? else {
                return Ok(Ran {
                    story,
                    events: Vec::new(),
                });
            };
            let events = decide(&story.case, prepared.command)?;
            if events.is_empty() {
                return Ok(Ran { story, events });
            }
            let extended = self
                .extend(story, at, &actor, &command_id, events.clone(), prepared.with)
                .await;
            if let Some(story) = unless_taken(extended)? {
                return Ok(Ran { story, events });
            }
        }
        Err(RunError::Contended(ATTEMPTS))
    }
}
