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
        let documents = rendering(id, &story);
        let cause = format!("printed/{}/{documents}/{}", id.role, sealed(id, &story));
        let step =
            OfficerStep::new(id, officer, &cause, Command::Print { role: id.role }).for_rendering(documents);
        self.record(step, at).await
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
                let attempt = story.case.tracks[id.role]
                    .delivery()
                    .map_or(0, |delivery| delivery.attempt);
                format!("handed-over/{}/courier/{attempt}", id.role)
            }
            HandedTo::Addressee | HandedTo::Registry => {
                let to = if handed.to == HandedTo::Addressee {
                    "addressee"
                } else {
                    "registry"
                };
                let documents = rendering(id, &story);
                format!("handed-over/{}/{to}/{documents}/{}", id.role, sealed(id, &story))
            }
        };
        let command = Command::HandOver {
            role: id.role,
            to: handed.to,
            old_card_withdrawn: handed.old_card_withdrawn,
        };
        self.record(OfficerStep::new(id, officer, &cause, command), at)
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
        let (id, _) = self.open(request).await?;
        // The key is the client's own text: only its hash is kept.
        let wish = sha256_hex(format!("{officer} {key}").as_bytes());
        let cause = format!("courier/{}/{wish}", id.role);
        let command = Command::RequestCourier { role: id.role };
        self.record(OfficerStep::new(id, officer, &cause, command), at)
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
        self.record(OfficerStep::new(id, officer, &cause, command), at)
            .await
    }

    pub(crate) async fn record(&self, step: OfficerStep, at: Timestamp) -> Result<HttpResponse, HttpError> {
        match self.journal.run(step.job.case, at, &step).await {
            Ok(ran) => job::answer(step.job, &ran.story),
            Err(RunError::Refused(refusal)) => Err(Problem::from(refusal).into()),
            Err(RunError::Prepare(Overtaken) | RunError::Contended(_)) => {
                Err(Problem::new(ProblemCode::Conflict).into())
            }
            Err(RunError::Journal(error)) => Err(error.into()),
        }
    }
}

/// Number of the entry that rendered the job's present documents; it names the set.
pub(crate) fn rendering(id: JobId, story: &Story) -> u32 {
    job::rendered(story, id.role).map_or(0, |entry| entry.seq)
}

/// Attempts before this envelope was sealed: they tell an envelope from the one before it with the same documents.
fn sealed(id: JobId, story: &Story) -> usize {
    story.case.tracks[id.role].earlier
}

/// One thing an officer did to a job.
pub(crate) struct OfficerStep {
    job: JobId,
    cause: CommandId,
    officer: Actor,
    command: Command,
    /// The documents it was done to, where that matters.
    rendering: Option<u32>,
}

/// The documents were rendered anew while the officer acted on the old ones.
#[derive(Debug)]
pub(crate) struct Overtaken;

impl OfficerStep {
    pub(crate) fn new(job: JobId, officer: &OfficerCode, cause: &str, command: Command) -> Self {
        Self {
            job,
            cause: CommandId::new(format!("print-desk/{cause}")),
            officer: Actor::officer(officer.as_str()),
            command,
            rendering: None,
        }
    }

    pub(crate) fn for_rendering(mut self, rendering: u32) -> Self {
        self.rendering = Some(rendering);
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
            Some(seen) if seen != rendering(self.job, story) => Err(Overtaken),
            _ => Ok(Some(Prepared::only(self.command.clone()))),
        }
    }
}
