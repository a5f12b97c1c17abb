//! What a court says of a decree it handed in before: it completes it, repairs it, undoes it, puts a child under the other
//! parent's care, or releases what the ruling held back.

use tuntas_contract::{
    CompletionRequest, CustodyChangeRequest, DutyReleaseRequest, FieldError, Problem, ProblemCode,
    ReversalRequest, idempotency_key,
};
use tuntas_domain::case::{Command, decide};
use tuntas_domain::decree::Finality;
use tuntas_domain::identity::CommandId;
use tuntas_dossier::Filed;
use tuntas_journal::{Actor, Lookup, LookupKey, Story, unless_taken};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_tables::Write;

use crate::court::Signed;
use crate::{DecreeIntake, Moment, answer, case_of};

/// Fresh starts when the case changes at the same moment.
pub(crate) const ATTEMPTS: u8 = 3;

/// What is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Later {
    /// BHT, ikrar, akta cerai, once they are known.
    Completion,
    /// A mended version of a decree that was returned.
    Repair,
    /// The ruling was undone.
    Reversal,
    /// A child lives with the other parent.
    Custody,
    /// The duties are met.
    DutyRelease,
}

impl Later {
    /// Name of the operation in idempotency records.
    fn operation(self) -> &'static str {
        match self {
            Self::Completion => "completion",
            Self::Repair => "repair",
            Self::Reversal => "reversal",
            Self::Custody => "custody",
            Self::DutyRelease => "duty-release",
        }
    }

    /// Names the cause, with the hash of the body.
    fn cause(self, sha256: &str) -> CommandId {
        let word = match self {
            Self::Completion => "complete",
            other => other.operation(),
        };
        CommandId::new(format!("{word}/{sha256}"))
    }
}

/// What a body asks for.
struct Wish {
    command: Command,
    with: Vec<Write>,
}

impl DecreeIntake {
    pub(crate) async fn later(
        &self,
        request: &HttpRequest,
        moment: Moment,
        later: Later,
    ) -> Result<HttpResponse, HttpError> {
        let signed = self.signed(request)?;
        let key = idempotency_key(request.header("idempotency-key")).map_err(Problem::new)?;
        let case = case_of(request)?;
        let cause = later.cause(signed.bundle.sha256());
        for _ in 0..ATTEMPTS {
            let named = LookupKey::Idempotency(&signed.client, later.operation(), key);
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
            if story.knows(&cause) {
                // The same body under another key: that key is taken by this body, too.
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
                return Ok(answer::accepted(&self.status(&story, moment.at).await?));
            }
            let said = self
                .say_once(&signed, &named, story, later, &cause, moment)
                .await?;
            if let Some(story) = said {
                return Ok(answer::accepted(&self.status(&story, moment.at).await?));
            }
        }
        Err(Problem::new(ProblemCode::Conflict).into())
    }

    /// `None` if somebody changed the case or took a name in between.
    async fn say_once(
        &self,
        signed: &Signed,
        named: &LookupKey<'_>,
        story: Story,
        later: Later,
        cause: &CommandId,
        moment: Moment,
    ) -> Result<Option<Story>, HttpError> {
        let filed = self
            .dossiers
            .decree(story.id)
            .await?
            .ok_or_else(|| Problem::new(ProblemCode::NotFound))?;
        let wish = self.wish(signed, &story, &filed, later, moment).await?;
        let events = decide(&story.case, wish.command).map_err(Problem::from)?;
        let lookup = Lookup {
            digest: Some(signed.bundle.sha256().to_owned()),
            ..Lookup::case(story.id)
        };
        let mut with = vec![self.journal.name(named, &lookup)];
        // What the case has heard before says nothing new: the dossier stays as the journal tells of it.
        if !events.is_empty() {
            with.extend(wish.with);
        }
        self.evidence.put(&signed.bundle).await?;
        let actor = Actor::client(&signed.client);
        Ok(unless_taken(
            self.journal
                .extend(story, moment.at, &actor, cause, events, with)
                .await,
        )?)
    }

    async fn wish(
        &self,
        signed: &Signed,
        story: &Story,
        filed: &Filed,
        later: Later,
        moment: Moment,
    ) -> Result<Wish, HttpError> {
        let today = moment.at.to_zoned_datetime(self.city.time_zone()).date();
        let (body, decree) = (signed.bundle.body(), &filed.decree);
        let evidence = signed.bundle.sha256().to_owned();
        let only = |command| Wish {
            command,
            with: Vec::new(),
        };
        Ok(match later {
            Later::Completion => {
                let finality = CompletionRequest::parse(body, today, decree)
                    .map_err(|errors| Problem::new(ProblemCode::CompletionInvalid).with_errors(errors))?;
                let missing = finality.settle(decree.kind).err().unwrap_or_default();
                let mut with = vec![self.dossiers.complete(story.id, filed.revision, &finality)?];
                with.extend(self.name_akta(story, &decree.finality, &finality).await?);
                Wish {
                    command: Command::Complete { evidence, missing },
                    with,
                }
            }
            Later::Repair => {
                let repaired = self.parse(signed, moment)?.decree;
                if repaired.case_number != decree.case_number {
                    return Err(Problem::new(ProblemCode::AlreadyAccepted).into());
                }
                let mut with = self.dossiers.replace(story.id, filed.revision, &repaired)?;
                with.extend(
                    self.name_akta(story, &decree.finality, &repaired.finality)
                        .await?,
                );
                Wish {
                    command: Command::Repair {
                        kind: repaired.kind,
                        evidence,
                        missing: repaired.finality.settle(repaired.kind).err().unwrap_or_default(),
                        duty: repaired.duty_order.as_ref().map(|order| order.role),
                    },
                    with,
                }
            }
            Later::Reversal => only(Command::Reverse {
                ground: ReversalRequest::parse(body, today, decree).map_err(invalid)?,
                evidence,
            }),
            Later::Custody => {
                let change = CustodyChangeRequest::parse(body, today, decree).map_err(invalid)?;
                only(Command::ChangeCustody {
                    child: change.child,
                    parent: change.parent,
                    basis: change.basis,
                    evidence,
                })
            }
            Later::DutyRelease => {
                DutyReleaseRequest::parse(body, today, decree).map_err(invalid)?;
                only(Command::ReleaseDuty { evidence })
            }
        })
    }

    /// The name a new certificate gives the case; a certificate belongs to one case.
    async fn name_akta(
        &self,
        story: &Story,
        before: &Finality,
        after: &Finality,
    ) -> Result<Option<Write>, HttpError> {
        let Some(akta) = &after.akta else { return Ok(None) };
        if before
            .akta
            .as_ref()
            .is_some_and(|known| known.number == akta.number)
        {
            return Ok(None);
        }
        let key = LookupKey::Akta(&akta.number);
        match self.journal.find(&key).await? {
            Some(found) if found.case == story.id => Ok(None),
            Some(_) => Err(Problem::new(ProblemCode::AktaTaken).into()),
            None => Ok(Some(self.journal.name(&key, &Lookup::case(story.id)))),
        }
    }
}

pub(crate) fn invalid(errors: Vec<FieldError>) -> Problem {
    Problem::new(ProblemCode::RequestInvalid).with_errors(errors)
}
