//! What the officer does with an envelope.

use jiff::Timestamp;
use tuntas_contract::{HandedOverRequest, Problem, ProblemCode, idempotency_key, parse_nothing};
use tuntas_domain::case::{Command, HandedTo, JobId};
use tuntas_domain::identity::{CommandId, OfficerCode};
use tuntas_journal::{Actor, Prepared, RunError, Step, Story};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_signatures::sha256_hex;

use crate::{PrintDesk, invalid, job};

impl PrintDesk {
    /// The officer has printed the documents and sealed the envelope.
    pub(crate) async fn printed(
        &self,
        request: &HttpRequest,
        officer: &OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        parse_nothing(request.body()).map_err(invalid)?;
        let (id, story) = self.open(request).await?;
        let cause = format!("printed/{}/{}", id.role, envelope(id, &story));
        let command = Command::Print { role: id.role };
        let step = OfficerStep::new(officer, &cause, command).for_rendering(id, &story);
        self.record(id, story, step, at).await
    }

    /// The envelope has left the office, or its addressee has collected it.
    pub(crate) async fn handed_over(
        &self,
        request: &HttpRequest,
        officer: &OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let handed = HandedOverRequest::parse(request.body()).map_err(invalid)?;
        let (id, story) = self.open(request).await?;
        let cause = match handed.to {
            // Each rider is another one.
            HandedTo::Courier => {
                format!(
                    "handed-over/{}/courier/{}",
                    id.role,
                    handed.ride.unwrap_or_default()
                )
            }
            HandedTo::Addressee | HandedTo::Registry => {
                let to = if handed.to == HandedTo::Addressee {
                    "addressee"
                } else {
                    "registry"
                };
                format!("handed-over/{}/{to}/{}", id.role, envelope(id, &story))
            }
        };
        let command = Command::HandOver {
            role: id.role,
            to: handed.to,
            ride: handed.ride,
            old_card_withdrawn: handed.old_card_withdrawn,
        };
        self.record(id, story, OfficerStep::new(officer, &cause, command), at)
            .await
    }

    /// Another rider is wanted. Each wish is a new one unless it says by its `Idempotency-Key` that it is not.
    pub(crate) async fn courier(
        &self,
        request: &HttpRequest,
        officer: &OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        parse_nothing(request.body()).map_err(invalid)?;
        let key = idempotency_key(request.header("idempotency-key")).map_err(Problem::new)?;
        let (id, story) = self.open(request).await?;
        // The key is the client's own text: only its hash is kept.
        let wish = sha256_hex(format!("{officer} {key}").as_bytes());
        let cause = format!("courier/{}/{wish}", id.role);
        let command = Command::RequestCourier { role: id.role };
        self.record(id, story, OfficerStep::new(officer, &cause, command), at)
            .await
    }

    /// The courier has lost the envelope: the same documents are printed again.
    pub(crate) async fn reprint(
        &self,
        request: &HttpRequest,
        officer: &OfficerCode,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        parse_nothing(request.body()).map_err(invalid)?;
        let (id, story) = self.open(request).await?;
        let lost = story.case.tracks[id.role].deliveries.len();
        let cause = format!("reprint/{}/{lost}", id.role);
        let command = Command::Reprint { role: id.role };
        self.record(id, story, OfficerStep::new(officer, &cause, command), at)
            .await
    }

    async fn record(
        &self,
        job: JobId,
        story: Story,
        step: OfficerStep,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        job::answer(job, &self.run(story, step, at).await?)
    }

    /// Runs a step on a case as it was loaded and gives it as it is afterwards.
    pub(crate) async fn run(
        &self,
        story: Story,
        step: OfficerStep,
        at: Timestamp,
    ) -> Result<Story, HttpError> {
        match self.journal.run_from(story, at, &step).await {
            Ok(ran) => Ok(ran.story),
            Err(RunError::Refused(refusal)) => Err(Problem::from(refusal).into()),
            Err(RunError::Prepare(Overtaken) | RunError::Contended(_)) => {
                Err(Problem::new(ProblemCode::Conflict).into())
            }
            Err(RunError::Journal(error)) => Err(error.into()),
        }
    }
}

/// Number of the entry that rendered the job's present documents; it names the set.
fn rendering(id: JobId, story: &Story) -> u32 {
    job::rendered(story, id.role).map_or(0, |entry| entry.seq)
}

/// Names the job's present envelope: by its documents, and by the attempts before it was sealed, which tell it from the
/// one before it with the same documents.
fn envelope(id: JobId, story: &Story) -> String {
    format!("{}/{}", rendering(id, story), story.case.tracks[id.role].earlier)
}

/// One thing an officer did.
pub(crate) struct OfficerStep {
    cause: CommandId,
    officer: Actor,
    command: Command,
    /// The documents it was done to, where that matters: the job and the entry that rendered them.
    rendering: Option<(JobId, u32)>,
}

/// The documents were rendered anew while the officer acted on the old ones.
#[derive(Debug)]
pub(crate) struct Overtaken;

impl OfficerStep {
    pub(crate) fn new(officer: &OfficerCode, cause: &str, command: Command) -> Self {
        Self {
            cause: CommandId::new(format!("print-desk/{cause}")),
            officer: Actor::officer(officer.as_str()),
            command,
            rendering: None,
        }
    }

    /// Only as long as the job's documents are those of `story`.
    pub(crate) fn for_rendering(mut self, job: JobId, story: &Story) -> Self {
        self.rendering = Some((job, rendering(job, story)));
        self
    }
}

impl Step for OfficerStep {
    type Error = Overtaken;

    fn command(&self, _: &Story) -> CommandId {
        self.cause.clone()
    }

    fn actor(&self) -> Actor {
        self.officer.clone()
    }

    async fn prepare(&self, story: &Story) -> Result<Option<Prepared>, Overtaken> {
        match self.rendering {
            Some((job, seen)) if seen != rendering(job, story) => Err(Overtaken),
            _ => Ok(Some(Prepared::only(self.command.clone()))),
        }
    }
}
