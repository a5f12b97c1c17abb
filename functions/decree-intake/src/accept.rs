//! Accepting a decree.

use jiff::Timestamp;
use tuntas_contract::{DecreeRequest, ParsedDecree, Problem, ProblemCode, idempotency_key};
use tuntas_domain::case::{Command, decide};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{CaseId, CommandId};
use tuntas_journal::{Actor, Lookup, LookupKey, Story, unless_taken};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_tables::Write;

use crate::court::{Reading, Signed};
use crate::{DecreeIntake, Moment, answer};

/// Name of the operation in idempotency records.
const OPERATION: &str = "decrees";

/// Fresh starts when the same decree arrives twice at the same moment.
const ATTEMPTS: u8 = 3;

impl DecreeIntake {
    pub(crate) async fn accept(
        &self,
        request: &HttpRequest,
        moment: Moment,
    ) -> Result<HttpResponse, HttpError> {
        let signed = self.signed(request)?;
        let key = idempotency_key(request.header("idempotency-key")).map_err(Problem::new)?;
        for _ in 0..ATTEMPTS {
            if let Some(known) = self
                .journal
                .find(&LookupKey::Idempotency(&signed.client, OPERATION, key))
                .await?
            {
                return self.repeat(&signed, &known, moment.at).await;
            }
            let parsed = self.parse(&signed, moment)?;
            if let Some(story) = self.existing(&signed, &parsed).await? {
                if self.point_to(&signed, key, story.id).await? {
                    return Ok(answer::existing(self.status(&story, moment.at).await?));
                }
                continue;
            }
            if let Some(story) = self.open(&signed, key, &parsed, moment).await? {
                return Ok(answer::accepted(&self.status(&story, moment.at).await?));
            }
        }
        Err(Problem::new(ProblemCode::Conflict).into())
    }

    pub(crate) fn parse(&self, signed: &Signed, moment: Moment) -> Result<ParsedDecree, Problem> {
        let today = moment.at.to_zoned_datetime(self.city.time_zone()).date();
        let reading = Reading {
            intake: self,
            court: &signed.court,
        };
        let parsed = DecreeRequest::parse(signed.bundle.body(), today, &reading)
            .map_err(|errors| Problem::new(ProblemCode::DecreeInvalid).with_errors(errors))?;
        if !reading.is_of_this_court(parsed.decree.case_number.court()) {
            return Err(Problem::new(ProblemCode::SignatureWrongCourt));
        }
        Ok(parsed)
    }

    /// The same key again: the same answer for the same body, a refusal for another one.
    async fn repeat(
        &self,
        signed: &Signed,
        known: &Lookup,
        now: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        if known.digest.as_deref() != Some(signed.bundle.sha256()) {
            return Err(Problem::new(ProblemCode::IdempotencyKeyReused).into());
        }
        let story = self.journal.load(known.case).await?;
        let status = self.status(&story, now).await?;
        Ok(if known.repeats {
            answer::existing(status)
        } else {
            answer::accepted(&status)
        })
    }

    /// The case that this decree has opened before, under whatever key: one ruling, one case. It is the same ruling by its
    /// bytes, or by case number and certificate together. Anything else about a name that is taken must not pass for
    /// accepted: it would be lost, and a certificate mistyped once must not swallow another couple's ruling.
    async fn existing(&self, signed: &Signed, parsed: &ParsedDecree) -> Result<Option<Story>, HttpError> {
        let decree = &parsed.decree;
        // A decree's names are all written at once. The case number is looked at last, so that a decree accepted meanwhile
        // is not taken for another one that merely shares a name.
        let by_reference = match &parsed.reference {
            Some(reference) => {
                self.named(&LookupKey::Reference(&signed.court, reference))
                    .await?
            }
            None => None,
        };
        let by_akta = match &decree.finality.akta {
            Some(akta) => self.named(&LookupKey::Akta(&akta.number)).await?,
            None => None,
        };
        let Some(case) = self.named(&LookupKey::CaseNumber(&decree.case_number)).await? else {
            return match (by_akta, by_reference) {
                (Some(_), _) => Err(Problem::new(ProblemCode::AktaTaken).into()),
                (None, Some(_)) => Err(Problem::new(ProblemCode::ReferenceTaken).into()),
                (None, None) => Ok(None),
            };
        };
        let story = self.journal.load(case).await?;
        let same_bytes = story
            .case
            .evidence
            .iter()
            .any(|key| key == signed.bundle.sha256());
        if same_bytes || by_akta == Some(case) {
            Ok(Some(story))
        } else {
            Err(Problem::new(ProblemCode::AlreadyAccepted).into())
        }
    }

    async fn named(&self, key: &LookupKey<'_>) -> Result<Option<CaseId>, HttpError> {
        Ok(self.journal.find(key).await?.map(|found| found.case))
    }

    /// Records that this key met a case that was there before; not if somebody was faster with the key.
    async fn point_to(&self, signed: &Signed, key: &str, case: CaseId) -> Result<bool, HttpError> {
        let lookup = Lookup {
            digest: Some(signed.bundle.sha256().to_owned()),
            repeats: true,
            ..Lookup::case(case)
        };
        let write = self
            .journal
            .name(&LookupKey::Idempotency(&signed.client, OPERATION, key), &lookup);
        Ok(unless_taken(self.journal.record(vec![write]).await)?.is_some())
    }

    /// `None` if somebody was faster with this key, case number, certificate or reference.
    async fn open(
        &self,
        signed: &Signed,
        key: &str,
        parsed: &ParsedDecree,
        moment: Moment,
    ) -> Result<Option<Story>, HttpError> {
        let case = CaseId(moment.new_case);
        let decree = &parsed.decree;
        let command = Command::Accept {
            court: signed.court.clone(),
            kind: decree.kind,
            evidence: signed.bundle.sha256().to_owned(),
            missing: decree.finality.settle(decree.kind).err().unwrap_or_default(),
            duty: decree.duty_order.as_ref().map(|order| order.role),
        };
        self.evidence.put(&signed.bundle).await?;
        let story = self.journal.load(case).await?;
        let events = decide(&story.case, command).map_err(Problem::from)?;
        let mut with = self.names(signed, key, parsed, case);
        with.extend(self.dossiers.open(case, decree, parsed.reference.as_deref())?);
        let (actor, cause) = (
            Actor::client(&signed.client),
            CommandId::new(format!("accept/{}", signed.bundle.sha256())),
        );
        Ok(unless_taken(
            self.journal
                .extend(story, moment.at, &actor, &cause, events, with)
                .await,
        )?)
    }

    /// Everything by which the case will be found.
    fn names(&self, signed: &Signed, key: &str, parsed: &ParsedDecree, case: CaseId) -> Vec<Write> {
        let decree = &parsed.decree;
        let (whole, digest) = (Lookup::case(case), Some(signed.bundle.sha256().to_owned()));
        let mut names = vec![
            self.journal.name(
                &LookupKey::Idempotency(&signed.client, OPERATION, key),
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
                    .name(&LookupKey::Reference(&signed.court, reference), &whole),
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
