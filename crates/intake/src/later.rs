//! What a court says of a decree it handed in before: it completes it, repairs it, undoes it, puts a child under the other
//! parent's care, or releases what the ruling held back.

use tuntas_contract::{
    AidConsentRequest, CompletionRequest, CustodyChangeRequest, DutyReleaseRequest, FieldError, Problem,
    ProblemCode, ReversalRequest,
};
use tuntas_domain::case::{Command, ConsentSource, decide};
use tuntas_domain::decree::{Finality, Role};
use tuntas_domain::identity::{CaseId, CommandId};
use tuntas_dossier::{Filed, Safety};
use tuntas_journal::{Actor, Lookup, LookupKey, Story, unless_taken};
use tuntas_tables::Write;

use crate::{Intake, IntakeError, Moment, Said};

/// Fresh starts when the case changes at the same moment.
const ATTEMPTS: u8 = 3;

/// What is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
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
    /// What a party stated about aid.
    AidConsents,
}

impl Later {
    /// Name of the operation in idempotency records.
    pub fn operation(self) -> &'static str {
        match self {
            Self::Completion => "completion",
            Self::Repair => "repair",
            Self::Reversal => "reversal",
            Self::Custody => "custody",
            Self::DutyRelease => "duty-release",
            Self::AidConsents => "aid-consents",
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

impl Intake {
    /// Takes in what a court says of a decree it handed in before, and gives the case as it is afterwards. `key` names
    /// the attempt, as with [`Intake::accept`].
    ///
    /// # Errors
    /// [`IntakeError`]; a case of another court is not found.
    pub async fn later(
        &self,
        said: &Said,
        key: &str,
        case: CaseId,
        later: Later,
        moment: Moment,
    ) -> Result<Story, IntakeError> {
        let cause = later.cause(said.bundle.sha256());
        for _ in 0..ATTEMPTS {
            let named = LookupKey::Idempotency(&said.client, later.operation(), key);
            let known = self.journal.find(&named).await?;
            if known.as_ref().is_some_and(|known| {
                known.digest.as_deref() != Some(said.bundle.sha256()) || known.case != case
            }) {
                return Err(ProblemCode::IdempotencyKeyReused.into());
            }
            let story = self.journal.load(case).await?;
            if story.case.court.as_ref() != Some(&said.court) {
                return Err(ProblemCode::NotFound.into());
            }
            if story.knows(&cause) {
                // The same body under another key: that key is taken by this body, too.
                if known.is_none() {
                    let lookup = Lookup {
                        digest: Some(said.bundle.sha256().to_owned()),
                        repeats: true,
                        ..Lookup::case(case)
                    };
                    let name = self.journal.name(&named, &lookup);
                    if unless_taken(self.journal.record(vec![name]).await)?.is_none() {
                        continue;
                    }
                }
                return Ok(story);
            }
            let said = self.say_once(said, &named, story, later, &cause, moment).await?;
            if let Some(story) = said {
                return Ok(story);
            }
        }
        Err(ProblemCode::Conflict.into())
    }

    /// `None` if somebody changed the case or took a name in between.
    async fn say_once(
        &self,
        said: &Said,
        named: &LookupKey<'_>,
        story: Story,
        later: Later,
        cause: &CommandId,
        moment: Moment,
    ) -> Result<Option<Story>, IntakeError> {
        let filed = self
            .dossiers
            .decree(story.id)
            .await?
            .ok_or(ProblemCode::NotFound)?;
        let wish = self.wish(said, &story, &filed, later, moment).await?;
        let events = decide(&story.case, wish.command)?;
        let lookup = Lookup {
            digest: Some(said.bundle.sha256().to_owned()),
            ..Lookup::case(story.id)
        };
        let mut with = vec![self.journal.name(named, &lookup)];
        // What the case has heard before says nothing new: the dossier stays as the journal tells of it.
        if !events.is_empty() {
            with.extend(wish.with);
        }
        self.evidence.put(&said.bundle).await?;
        let actor = Actor::client(&said.client);
        Ok(unless_taken(
            self.journal
                .extend(story, moment.at, &actor, cause, events, with)
                .await,
        )?)
    }

    async fn wish(
        &self,
        said: &Said,
        story: &Story,
        filed: &Filed,
        later: Later,
        moment: Moment,
    ) -> Result<Wish, IntakeError> {
        let today = moment.at.to_zoned_datetime(self.city.time_zone()).date();
        let (body, decree) = (said.bundle.body(), &filed.decree);
        let evidence = said.bundle.sha256().to_owned();
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
                let parsed = self.parse(said, moment)?;
                let repaired = parsed.decree;
                if repaired.case_number != decree.case_number {
                    return Err(ProblemCode::AlreadyAccepted.into());
                }
                let mut with = self.dossiers.replace(story.id, filed, &repaired)?;
                for role in Role::BOTH.into_iter().filter(|role| parsed.protected[*role]) {
                    // Named by the last answer: what officers ended never opens again under its own name.
                    let since = story.case.safety[role].revision;
                    let word = Safety {
                        protected: true,
                        since,
                    };
                    with.push(self.dossiers.keep_safety(story.id, role, word));
                }
                with.extend(
                    self.name_akta(story, &decree.finality, &repaired.finality)
                        .await?,
                );
                Wish {
                    command: Command::Repair {
                        kind: repaired.kind,
                        evidence,
                        missing: repaired.finality.settle(repaired.kind).err().unwrap_or_default(),
                        duty: repaired.duty_order.clone(),
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
            Later::AidConsents => {
                let helps = |office: &_, aid| self.city.aid.helps(office, aid);
                let (role, answers) =
                    AidConsentRequest::parse(body, today, decree, &helps).map_err(invalid)?;
                only(Command::AnswerAid {
                    role,
                    answers,
                    source: ConsentSource::Court,
                    evidence: Some(evidence),
                })
            }
        })
    }

    /// The name a new certificate gives the case; a certificate belongs to one case.
    async fn name_akta(
        &self,
        story: &Story,
        before: &Finality,
        after: &Finality,
    ) -> Result<Option<Write>, IntakeError> {
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
            Some(_) => Err(ProblemCode::AktaTaken.into()),
            None => Ok(Some(self.journal.name(&key, &Lookup::case(story.id)))),
        }
    }
}

fn invalid(errors: Vec<FieldError>) -> Problem {
    Problem::new(ProblemCode::RequestInvalid).with_errors(errors)
}
