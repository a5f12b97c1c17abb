//! Taking one row in.

use jiff::Timestamp;
use tuntas_batches::{Body, Fault, Layout, Row};
use tuntas_contract::{Problem, ProblemCode};
use tuntas_domain::case::{Event, EventKind};
use tuntas_domain::decree::{Decree, Role};
use tuntas_domain::identity::{CaseId, CourtCode};
use tuntas_evidence::Bundle;
use tuntas_intake::{Accepted, IntakeError, Later, Moment, Said};
use tuntas_journal::{LookupKey, Story};

use crate::plan::Manifest;
use crate::reading::Reading;
use crate::result::{Line, Outcome};
use crate::{DecreeBatch, Failure};

/// What all rows of a file share.
pub(crate) struct Job {
    pub(crate) run: String,
    pub(crate) manifest: Manifest,
    pub(crate) court: CourtCode,
    pub(crate) reading: Reading,
    pub(crate) at: Timestamp,
}

impl Job {
    fn client(&self) -> String {
        format!("batch/{}", self.court)
    }

    /// Names the attempt: the same row of the same run gets the same answer, whenever it is asked again.
    fn key(&self, row: u32) -> String {
        format!("{}/{row}", self.run)
    }

    fn said(&self, row: u32, body: &[u8]) -> Said {
        let Manifest { sha256, kid, .. } = &self.manifest;
        Said {
            client: self.client(),
            court: self.court.clone(),
            bundle: Bundle::of_row(body, sha256, row, kid, self.court.as_str()),
        }
    }
}

impl DecreeBatch {
    /// Takes a row in. What the court has to mend is an answer; an error is ours, and the row is tried again.
    pub(crate) async fn row(&self, job: &Job, row: Row) -> Result<Line, Failure> {
        let number = row.number;
        let body = match job.reading.body(row.content) {
            Ok(body) => body,
            Err(fault) => return Ok(refused(number, None, vec![fault])),
        };
        let case_number = body.case_number().map(|number| number.as_str().to_owned());
        let answer = match body.layout() {
            Layout::Decrees => self.decree(job, number, &body).await,
            Layout::Completions => self.completion(job, number, &body).await,
        };
        match answer {
            Ok((outcome, story)) => Ok(self.told(number, case_number, outcome, &story)),
            Err(IntakeError::Refused(problem)) if problem.code != ProblemCode::Conflict => {
                Ok(refused(number, case_number, faults(&body, &problem)))
            }
            Err(ours) => Err(ours.into()),
        }
    }

    async fn decree(&self, job: &Job, row: u32, body: &Body) -> Result<(Outcome, Story), IntakeError> {
        let (said, key, moment) = (job.said(row, &body.bytes()), job.key(row), self.moment(job));
        if body.is_faulty() {
            // It is not to be taken, but all its faults are to be told at once.
            let found = self.intake.parse(&said, moment).err();
            return Err(found.unwrap_or_else(|| ProblemCode::DecreeInvalid.into()).into());
        }
        let refusal = match self.intake.accept(&said, &key, moment).await {
            Ok(Accepted::Opened(story)) => return Ok((Outcome::Accepted, story)),
            Ok(Accepted::Known(story)) => {
                // Maybe by this very row: its completion was written, and the answer lost.
                let named = LookupKey::Idempotency(&said.client, Later::Completion.operation(), &key);
                let outcome = match self.intake.journal.find(&named).await? {
                    Some(_) => Outcome::Completed,
                    None => Outcome::Known,
                };
                return Ok((outcome, story));
            }
            Err(refusal) => refusal,
        };
        let IntakeError::Refused(problem) = &refusal else {
            return Err(refusal);
        };
        if problem.code != ProblemCode::AlreadyAccepted {
            return Err(refusal);
        }
        match self.same_but_for_finality(&said, moment).await? {
            Some(case) => {
                let completion = body.completion().ok_or(ProblemCode::AlreadyAccepted)?;
                let said = job.said(row, &completion);
                let story = self
                    .intake
                    .later(&said, &key, case, Later::Completion, moment)
                    .await?;
                Ok((Outcome::Completed, story))
            }
            None => Err(refusal),
        }
    }

    /// The case of a ruling that is known, if the row says the same of it and something of its legal force besides.
    async fn same_but_for_finality(
        &self,
        said: &Said,
        moment: Moment,
    ) -> Result<Option<CaseId>, IntakeError> {
        let parsed = self.intake.parse(said, moment)?;
        let number = LookupKey::CaseNumber(&parsed.decree.case_number);
        let Some(found) = self.intake.journal.find(&number).await? else {
            return Ok(None);
        };
        let Some(filed) = self.intake.dossiers.decree(found.case).await? else {
            return Ok(None);
        };
        let same_finality = filed.decree.finality == parsed.decree.finality;
        let same =
            comparable(&filed.decree) == comparable(&parsed.decree) && filed.reference == parsed.reference;
        Ok((same && !same_finality).then_some(found.case))
    }

    async fn completion(&self, job: &Job, row: u32, body: &Body) -> Result<(Outcome, Story), IntakeError> {
        let number = body.case_number().ok_or(ProblemCode::NotFound)?;
        let found = self.intake.journal.find(&LookupKey::CaseNumber(&number)).await?;
        let case = found.ok_or(ProblemCode::NotFound)?.case;
        let said = job.said(row, &body.bytes());
        let story = self
            .intake
            .later(&said, &job.key(row), case, Later::Completion, self.moment(job))
            .await?;
        Ok((Outcome::Completed, story))
    }

    fn moment(&self, job: &Job) -> Moment {
        Moment {
            at: job.at,
            new_case: (self.draw_id)(),
        }
    }

    /// What the court is told of a row that was taken: what the API tells of a decree.
    fn told(&self, row: u32, case_number: Option<String>, outcome: Outcome, story: &Story) -> Line {
        let missing = match story.first(EventKind::DecreeAccepted).map(|entry| &entry.event) {
            Some(Event::DecreeAccepted { missing, .. }) if outcome == Outcome::Accepted => missing.as_slice(),
            _ => story.case.missing.as_slice(),
        };
        Line {
            row,
            outcome,
            case_number,
            case: Some(story.id.0),
            missing: missing.iter().map(|part| (*part).into()).collect(),
            tracking: Some(Role::BOTH.map(|role| self.intake.tracking_address(story.id, role))),
            faults: Vec::new(),
        }
    }
}

/// A decree without what may become known later, and without what the dossier keeps apart.
fn comparable(decree: &Decree) -> Decree {
    let mut decree = decree.clone();
    decree.finality = tuntas_domain::decree::Finality::default();
    for role in Role::BOTH {
        decree.parties[role].contact = None;
    }
    decree
}

fn refused(row: u32, case_number: Option<String>, faults: Vec<Fault>) -> Line {
    Line {
        row,
        outcome: Outcome::Refused,
        case_number,
        case: None,
        missing: Vec::new(),
        tracking: None,
        faults,
    }
}

/// The faults of a row as the API finds them, each at its column.
fn faults(body: &Body, problem: &Problem) -> Vec<Fault> {
    let found = body.explain(&problem.errors);
    if !found.is_empty() {
        return found;
    }
    let pointer = match problem.code {
        ProblemCode::AktaTaken => "/finality/akta/number",
        ProblemCode::ReferenceTaken => "/reference",
        _ => "/caseNumber",
    };
    let (code, rule, mend) = match problem.code {
        ProblemCode::NotFound => (
            "case_unknown",
            "a completion is for a ruling that was handed in before",
            "Send the whole decree, or check the case number.",
        ),
        code => (code.as_str(), code.title(), code.remedy()),
    };
    vec![Fault {
        column: body.column(pointer),
        code: code.into(),
        rule: rule.into(),
        mend: mend.into(),
    }]
}
