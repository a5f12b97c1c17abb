//! One thing an officer does to a case.

use jiff::Timestamp;
use tuntas_contract::{FieldError, Problem, ProblemCode};
use tuntas_domain::case::{Command, Event, Refusal};
use tuntas_domain::identity::{CommandId, OfficerCode};
use tuntas_dossier::DossierError;
use tuntas_journal::{Actor, Prepared, Ran, RunError, Step, Story, Subject};
use tuntas_platform::http::HttpError;
use tuntas_register::RegisterError;

use crate::{RegistryDesk, invalid};

/// Why something is not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Halt {
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Values of the body do not fit the case.
    #[error("the body does not fit the case")]
    Faults(Vec<FieldError>),
    /// The case has no dossier any more.
    #[error("the case has no dossier")]
    NoDossier,
    /// The dossier failed.
    #[error(transparent)]
    Dossier(#[from] DossierError),
    /// The register failed.
    #[error(transparent)]
    Register(#[from] RegisterError),
}

impl Halt {
    pub(crate) fn into_http(self) -> HttpError {
        match self {
            Self::Refused(refusal) => Problem::from(refusal).into(),
            Self::Faults(faults) => invalid(faults).into(),
            // Erased, or never kept: there is nothing here to work on.
            Self::NoDossier => Problem::new(ProblemCode::NotFound).into(),
            Self::Dossier(error) => error.into(),
            Self::Register(error) => error.into(),
        }
    }
}

/// Names a cause of this function.
pub(crate) fn cause(text: &str) -> CommandId {
    CommandId::new(format!("registry-desk/{text}"))
}

/// Names the present hold of a case: the number of the entry that held it. What was done about an earlier one is done
/// anew about this one.
pub(crate) fn episode(story: &Story) -> u32 {
    story
        .entries
        .iter()
        .rev()
        .find(|entry| matches!(entry.event, Event::Held { .. }))
        .map_or(0, |entry| entry.seq)
}

/// A step that needs nothing but the journal.
pub(crate) struct Plain<F, C = Command> {
    pub(crate) officer: OfficerCode,
    /// Names the cause, by what the case has been through.
    pub(crate) cause: F,
    pub(crate) command: C,
}

impl<S, F> Step<S> for Plain<F, S::Command>
where
    S: Subject<Command: Clone + Sync>,
    F: Fn(&Story<S>) -> String + Sync,
{
    type Error = Halt;

    fn command(&self, story: &Story<S>) -> CommandId {
        cause(&(self.cause)(story))
    }

    fn actor(&self) -> Actor {
        Actor::officer(self.officer.as_str())
    }

    async fn prepare(&self, _: &Story<S>) -> Result<Option<Prepared<S>>, Halt> {
        Ok(Some(Prepared::only(self.command.clone())))
    }
}

/// What a step has come to: the story as it is afterwards.
pub(crate) fn ran<S: Subject>(
    outcome: Result<Ran<S>, RunError<Halt, S::Refusal>>,
    refused: impl FnOnce(S::Refusal) -> Problem,
) -> Result<Story<S>, HttpError> {
    match outcome {
        Ok(ran) => Ok(ran.story),
        Err(RunError::Refused(refusal)) => Err(refused(refusal).into()),
        Err(RunError::Prepare(halt)) => Err(halt.into_http()),
        Err(RunError::Contended(_)) => Err(Problem::new(ProblemCode::Conflict).into()),
        Err(RunError::Journal(error)) => Err(error.into()),
    }
}

impl RegistryDesk {
    /// Runs a step on a case that is open, and gives the case as it is afterwards.
    pub(crate) async fn run<S: Step<Error = Halt>>(
        &self,
        story: Story,
        at: Timestamp,
        step: &S,
    ) -> Result<Story, HttpError> {
        ran(self.journal.run_from(story, at, step).await, Problem::from)
    }
}
