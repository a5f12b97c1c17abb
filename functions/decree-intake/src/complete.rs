//! Completing a ruling's legal force: BHT, ikrar, akta cerai, once they are known.

use tuntas_contract::{CompletionRequest, Problem, ProblemCode, idempotency_key};
use tuntas_domain::case::{Command, decide};
use tuntas_domain::identity::CommandId;
use tuntas_journal::{Actor, Lookup, LookupKey, Story, unless_taken};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};

use crate::court::Signed;
use crate::{DecreeIntake, Moment, answer, case_of};

/// Name of the operation in idempotency records.
const OPERATION: &str = "completion";

/// Fresh starts when the case changes at the same moment.
const ATTEMPTS: u8 = 3;

impl DecreeIntake {
    pub(crate) async fn complete(
        &self,
        request: &HttpRequest,
        moment: Moment,
    ) -> Result<HttpResponse, HttpError> {
        let signed = self.signed(request)?;
        let key = idempotency_key(request.header("idempotency-key")).map_err(Problem::new)?;
        let case = case_of(request)?;
        for _ in 0..ATTEMPTS {
            let named = LookupKey::Idempotency(&signed.client, OPERATION, key);
            let known = self.journal.find(&named).await?;
            if known.as_ref().is_some_and(|known| {
                known.digest.as_deref() != Some(signed.bundle.sha256()) || known.case != case
            }) {
                return Err(Problem::new(ProblemCode::IdempotencyKeyReused).into());
            }
            let story = self.journal.load(case).await?;
            if story.case.court.as_ref() != Some(&signed.court) {
                return Err(Problem::new(ProblemCode::NotFound).into());
            }
            let cause = CommandId::new(format!("complete/{}", signed.bundle.sha256()));
            if story.knows(&cause) {
                // The same completion under another key: that key is taken by this body, too.
                if known.is_none() {
                    let lookup = Lookup {
                        digest: Some(signed.bundle.sha256().to_owned()),
                        repeats: true,
                        ..Lookup::case(case)
                    };
                    let name = self.journal.name(&named, &lookup);
                    if unless_taken(self.journal.record(vec![name]).await)?.is_none() {
                        continue;
                    }
                }
                return Ok(answer::accepted(&self.status(&story).await?));
            }
            if let Some(story) = self.complete_once(&signed, key, story, &cause, moment).await? {
                return Ok(answer::accepted(&self.status(&story).await?));
            }
        }
        Err(Problem::new(ProblemCode::Conflict).into())
    }

    /// `None` if somebody changed the case or took a name in between.
    async fn complete_once(
        &self,
        signed: &Signed,
        key: &str,
        story: Story,
        cause: &CommandId,
        moment: Moment,
    ) -> Result<Option<Story>, HttpError> {
        let case = story.id;
        let filed = self
            .dossiers
            .decree(case)
            .await?
            .ok_or_else(|| Problem::new(ProblemCode::NotFound))?;
        let today = moment.at.to_zoned_datetime(self.city.time_zone()).date();
        let decree = &filed.decree;
        let finality = CompletionRequest::parse(signed.bundle.body(), today, decree)
            .map_err(|errors| Problem::new(ProblemCode::CompletionInvalid).with_errors(errors))?;
        let missing = finality.settle(decree.kind).err().unwrap_or_default();
        let command = Command::Complete {
            evidence: signed.bundle.sha256().to_owned(),
            missing,
        };
        let events = decide(&story.case, command).map_err(Problem::from)?;
        let lookup = Lookup {
            digest: Some(signed.bundle.sha256().to_owned()),
            ..Lookup::case(case)
        };
        let mut with = vec![
            self.journal
                .name(&LookupKey::Idempotency(&signed.client, OPERATION, key), &lookup),
            self.dossiers.complete(case, filed.revision, &finality)?,
        ];
        if let (Some(akta), None) = (&finality.akta, &decree.finality.akta) {
            if self.journal.find(&LookupKey::Akta(&akta.number)).await?.is_some() {
                return Err(Problem::new(ProblemCode::AktaTaken).into());
            }
            with.push(
                self.journal
                    .name(&LookupKey::Akta(&akta.number), &Lookup::case(case)),
            );
        }
        self.evidence.put(&signed.bundle).await?;
        let actor = Actor::client(&signed.client);
        Ok(unless_taken(
            self.journal
                .extend(story, moment.at, &actor, cause, events, with)
                .await,
        )?)
    }
}
