//! One step of a case: load, decide, append; again if somebody was faster; nothing if done before.

use std::convert::Infallible;

use jiff::Timestamp;
use tuntas_domain::case::Refusal;
use tuntas_domain::identity::{CaseId, CommandId};
use tuntas_tables::Write;

use crate::{Actor, Divorce, Journal, JournalError, Story, Subject, unless_taken};

/// What a step wants to do to a case.
#[derive(Debug)]
pub struct Prepared<S: Subject = Divorce> {
    /// The wish.
    pub command: S::Command,
    /// Writes to other tables that belong to it.
    pub with: Vec<Write>,
}

impl<S: Subject> Prepared<S> {
    /// A wish that touches nothing but the journal.
    pub fn only(command: S::Command) -> Self {
        Self {
            command,
            with: Vec::new(),
        }
    }
}

/// A step. `prepare` may read other tables; it runs again with a fresh story whenever another writer was faster.
pub trait Step<S: Subject = Divorce>: Sync {
    /// Why preparing failed.
    type Error: Send;

    /// Names the cause, where it must by what the case has been through. A cause acts once, however often it is
    /// delivered.
    fn command(&self, story: &Story<S>) -> CommandId;

    /// Who acts.
    fn actor(&self) -> Actor;

    /// Decides what to do. `None` if there is nothing to do.
    fn prepare(
        &self,
        story: &Story<S>,
    ) -> impl Future<Output = Result<Option<Prepared<S>>, Self::Error>> + Send;
}

/// What became of a step.
#[derive(Debug)]
pub struct Ran<S: Subject = Divorce> {
    /// The case afterwards.
    pub story: Story<S>,
    /// New events; empty if the step had been done before or had nothing to do.
    pub events: Vec<S::Event>,
}

/// Why a step did not run.
#[derive(Debug, thiserror::Error)]
pub enum RunError<E, R = Refusal> {
    /// The rules say no.
    #[error(transparent)]
    Refused(R),
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
pub enum StepFailure<R = Refusal> {
    /// The journal failed.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// Others were faster every time.
    #[error("other writers were faster {0} times")]
    Contended(u8),
    /// The rules say no.
    #[error("the case refused the step: {0}")]
    Refused(R),
}

impl<R, E: From<StepFailure<R>>> RunError<E, R> {
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
impl<R> From<RunError<Infallible, R>> for StepFailure<R> {
    fn from(error: RunError<Infallible, R>) -> Self {
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

impl<S: Subject> Journal<S> {
    /// Runs a step to its end.
    ///
    /// # Errors
    /// [`RunError`]; nothing was written then.
    pub async fn run<T: Step<S>>(
        &self,
        case: CaseId,
        at: Timestamp,
        step: &T,
    ) -> Result<Ran<S>, RunError<T::Error, S::Refusal>> {
        self.run_from(self.load(case).await?, at, step).await
    }

    /// Runs a step to its end on a case that was loaded already; it is loaded anew only if another writer was faster.
    ///
    /// # Errors
    /// [`RunError`]; nothing was written then.
    pub async fn run_from<T: Step<S>>(
        &self,
        story: Story<S>,
        at: Timestamp,
        step: &T,
    ) -> Result<Ran<S>, RunError<T::Error, S::Refusal>> {
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
            let events = S::decide(&story.case, prepared.command).map_err(RunError::Refused)?;
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
