//! Accepting a decree: one ruling, one case.

use tuntas_contract::{DecreeRequest, ParsedDecree, Problem, ProblemCode};
use tuntas_domain::case::{Command, decide};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{CaseId, CommandId};
use tuntas_journal::{Actor, Lookup, LookupKey, Story, unless_taken};
use tuntas_tables::Write;

use crate::places::Reading;
use crate::{Accepted, Intake, IntakeError, Moment, Said};

/// Name of the operation in idempotency records.
const OPERATION: &str = "decrees";

/// Fresh starts when the same decree arrives twice at the same moment.
const ATTEMPTS: u8 = 3;

impl Intake {
    /// Takes a decree in. `key` names the attempt: the same decree under the same key gets the same answer again.
    ///
    /// # Errors
    /// [`IntakeError`]; nothing was written then but, maybe, evidence that no case speaks of.
    pub async fn accept(&self, said: &Said, key: &str, moment: Moment) -> Result<Accepted, IntakeError> {
        for _ in 0..ATTEMPTS {
            if let Some(known) = self
                .journal
                .find(&LookupKey::Idempotency(&said.client, OPERATION, key))
                .await?
            {
                return self.repeat(said, &known).await;
            }
            let parsed = self.parse(said, moment)?;
            if let Some(story) = self.existing(said, &parsed).await? {
                if self.point_to(said, key, story.id).await? {
                    return Ok(Accepted::Known(story));
                }
                continue;
            }
            if let Some(story) = self.open(said, key, &parsed, moment).await? {
                return Ok(Accepted::Opened(story));
            }
        }
        Err(ProblemCode::Conflict.into())
    }

    /// Reads a decree by the rules of the contract and of the court that signed it. Nothing is written.
    ///
    /// # Errors
    /// `decree_invalid` with every fault, or `signature_wrong_court`.
    pub fn parse(&self, said: &Said, moment: Moment) -> Result<ParsedDecree, Problem> {
        let today = moment.at.to_zoned_datetime(self.city.time_zone()).date();
        let reading = Reading {
            intake: self,
            court: &said.court,
        };
        let parsed = DecreeRequest::parse(said.bundle.body(), today, &reading)
            .map_err(|errors| Problem::new(ProblemCode::DecreeInvalid).with_errors(errors))?;
        if !reading.is_of_this_court(parsed.decree.case_number.court()) {
            return Err(Problem::new(ProblemCode::SignatureWrongCourt));
        }
        Ok(parsed)
    }

    /// The same key again: the same answer for the same body, a refusal for another one.
    async fn repeat(&self, said: &Said, known: &Lookup) -> Result<Accepted, IntakeError> {
        if known.digest.as_deref() != Some(said.bundle.sha256()) {
            return Err(ProblemCode::IdempotencyKeyReused.into());
        }
        let story = self.journal.load(known.case).await?;
        Ok(if known.repeats {
            Accepted::Known(story)
        } else {
            Accepted::Opened(story)
        })
    }

    /// The case that this decree has opened before, under whatever key: one ruling, one case. It is the same ruling by its
    /// bytes, or by case number and certificate together. Anything else about a name that is taken must not pass for
    /// accepted: it would be lost, and a certificate mistyped once must not swallow another couple's ruling.
    async fn existing(&self, said: &Said, parsed: &ParsedDecree) -> Result<Option<Story>, IntakeError> {
        let decree = &parsed.decree;
        // A decree's names are all written at once. The case number is looked at last, so that a decree accepted meanwhile
        // is not taken for another one that merely shares a name.
        let by_reference = match &parsed.reference {
            Some(reference) => self.named(&LookupKey::Reference(&said.court, reference)).await?,
            None => None,
        };
        let by_akta = match &decree.finality.akta {
            Some(akta) => self.named(&LookupKey::Akta(&akta.number)).await?,
            None => None,
        };
        let Some(case) = self.named(&LookupKey::CaseNumber(&decree.case_number)).await? else {
            return match (by_akta, by_reference) {
                (Some(_), _) => Err(ProblemCode::AktaTaken.into()),
                (None, Some(_)) => Err(ProblemCode::ReferenceTaken.into()),
                (None, None) => Ok(None),
            };
        };
        let story = self.journal.load(case).await?;
        let same_bytes = story.case.evidence.iter().any(|key| key == said.bundle.sha256());
        if same_bytes || by_akta == Some(case) {
            Ok(Some(story))
        } else {
            Err(ProblemCode::AlreadyAccepted.into())
        }
    }

    async fn named(&self, key: &LookupKey<'_>) -> Result<Option<CaseId>, IntakeError> {
        Ok(self.journal.find(key).await?.map(|found| found.case))
    }

    /// Records that this key met a case that was there before; not if somebody was faster with the key.
    async fn point_to(&self, said: &Said, key: &str, case: CaseId) -> Result<bool, IntakeError> {
        let lookup = Lookup {
            digest: Some(said.bundle.sha256().to_owned()),
            repeats: true,
            ..Lookup::case(case)
        };
        let write = self
            .journal
            .name(&LookupKey::Idempotency(&said.client, OPERATION, key), &lookup);
        Ok(unless_taken(self.journal.record(vec![write]).await)?.is_some())
    }

    /// `None` if somebody was faster with this key, case number, certificate or reference.
    async fn open(
        &self,
        said: &Said,
        key: &str,
        parsed: &ParsedDecree,
        moment: Moment,
    ) -> Result<Option<Story>, IntakeError> {
        let case = CaseId(moment.new_case);
        let decree = &parsed.decree;
        let command = Command::Accept {
            court: said.court.clone(),
            kind: decree.kind,
            evidence: said.bundle.sha256().to_owned(),
            missing: decree.finality.settle(decree.kind).err().unwrap_or_default(),
            duty: decree.duty_order.clone(),
        };
        self.evidence.put(&said.bundle).await?;
        let story = self.journal.load(case).await?;
        let events = decide(&story.case, command)?;
        let mut with = self.names(said, key, parsed, case);
        with.extend(
            self.dossiers
                .open(case, decree, parsed.reference.as_deref(), parsed.protected)?,
        );
        let (actor, cause) = (
            Actor::client(&said.client),
            CommandId::new(format!("accept/{}", said.bundle.sha256())),
        );
        Ok(unless_taken(
            self.journal
                .extend(story, moment.at, &actor, &cause, events, with)
                .await,
        )?)
    }

    /// Everything by which the case will be found.
    fn names(&self, said: &Said, key: &str, parsed: &ParsedDecree, case: CaseId) -> Vec<Write> {
        let decree = &parsed.decree;
        let (whole, digest) = (Lookup::case(case), Some(said.bundle.sha256().to_owned()));
        let mut names = vec![
            self.journal.name(
                &LookupKey::Idempotency(&said.client, OPERATION, key),
                &Lookup {
                    digest,
                    ..whole.clone()
                },
            ),
            self.journal
                .name(&LookupKey::CaseNumber(&decree.case_number), &whole),
        ];
        if let Some(akta) = &decree.finality.akta {
            names.push(self.journal.name(&LookupKey::Akta(&akta.number), &whole));
        }
        if let Some(reference) = &parsed.reference {
            names.push(
                self.journal
                    .name(&LookupKey::Reference(&said.court, reference), &whole),
            );
        }
        for role in Role::BOTH {
            let hash = self.tracking_code(case, role).lookup_hash();
            let party = Lookup {
                role: Some(role),
                ..whole.clone()
            };
            names.push(self.journal.name(&LookupKey::Tracking(&hash), &party));
        }
        names
    }
}
