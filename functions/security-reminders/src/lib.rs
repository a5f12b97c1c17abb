//! Reminds both offices the day before and two hours before, and tells when nobody has answered in time.
//!
//! What falls due stands on a list of its hour, kept in the transactions that change requests, so nothing is scanned. Each
//! thing is first an event of the request's journal, once by its name; then a message goes out; then it leaves the list. A
//! crash in between sends the message again, never another event.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tracing::{error, info};
use tuntas_domain::identity::{CaseId, CommandId};
use tuntas_journal::{Actor, Journal, JournalError, Prepared, RunError, Step};
use tuntas_platform::metrics::{self, Unit};
use tuntas_securing::{DueRow, KeptError, Lists, Request, Securing};
use tuntas_security::{Command, Due, Stage};
use tuntas_tables::CommitError;
use tuntas_topics::{NotSent, Sent, Topics};

/// What an office is told. Identifiers only: who wants more reads the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Notice {
    /// Names this notice: the same one may come twice.
    pub id: String,
    /// The request.
    pub request: CaseId,
    /// `day_before`, `two_hours` or `answer` (nobody has answered in time).
    pub due: String,
}

/// Tells an office.
pub trait Teller: fmt::Debug + Send + Sync {
    /// Sends a notice to the topic of an office: a court's code, or `police`.
    fn tell<'a>(&'a self, office: &'a str, notice: &'a Notice) -> Sent<'a>;
}

impl Teller for Topics {
    fn tell<'a>(&'a self, office: &'a str, notice: &'a Notice) -> Sent<'a> {
        Box::pin(self.publish(office, notice))
    }
}

/// Name of the police among the offices.
pub const POLICE: &str = "police";

/// What the function works with.
#[derive(Clone, Debug)]
pub struct Reminders<T> {
    /// The journal of requests.
    pub journal: Journal<Securing>,
    /// What falls due.
    pub lists: Lists,
    /// Tells the offices.
    pub teller: T,
}

/// Why not everything could be told. The next call goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The lists could not be read.
    #[error(transparent)]
    Kept(#[from] KeptError),
    /// A list could not be changed.
    #[error(transparent)]
    Commit(#[from] CommitError),
    /// Some things could not be told; how many.
    #[error("{0} things that are due could not be told")]
    Untold(usize),
}

/// Why one thing could not be told.
#[derive(Debug, thiserror::Error)]
enum Untold {
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error("others were faster every time")]
    Contended,
    #[error(transparent)]
    NotSent(#[from] NotSent),
    #[error(transparent)]
    Commit(#[from] CommitError),
}

impl<T: Teller> Reminders<T> {
    /// Tells everything that is due now. How many notices went out.
    ///
    /// # Errors
    /// [`Failure`]; whatever could be told was told.
    pub async fn handle(&self, now: Timestamp) -> Result<usize, Failure> {
        let rows = self.lists.due(now).await?;
        let (mut told, mut untold) = (0, 0);
        for row in &rows {
            match self.tell(row, now).await {
                Ok(true) => told += 1,
                Ok(false) => {}
                Err(failure) => {
                    untold += 1;
                    error!(outcome = "failed", request = %row.request, due = row.due.as_str(), error = %failure, "not told");
                }
            }
        }
        if untold > 0 {
            return Err(Failure::Untold(untold));
        }
        self.lists.commit(vec![self.lists.told_until(now)]).await?;
        info!(due = rows.len(), told, "everything that was due is told");
        Ok(told)
    }

    /// Whether it was told; what is out of date is taken off the list in silence.
    async fn tell(&self, row: &DueRow, now: Timestamp) -> Result<bool, Untold> {
        let step = Telling { row, now };
        let story = match self.journal.run(row.request, now, &step).await {
            Ok(ran) => Some(ran.story),
            Err(RunError::Refused(refusal)) => {
                info!(request = %row.request, due = row.due.as_str(), %refusal, "out of date");
                None
            }
            Err(RunError::Contended(_)) => return Err(Untold::Contended),
            Err(RunError::Journal(error)) => return Err(error.into()),
            Err(RunError::Prepare(never)) => match never {},
        };
        // It may have been cancelled between the event and now.
        let story = story.filter(|story| match row.due {
            Due::Answer => story.case.stage == Stage::Waiting,
            Due::Reminder(_) => story.case.stage == Stage::Accepted,
        });
        let told = story.is_some();
        if let Some(story) = story {
            self.send(&story, row).await?;
        }
        self.lists.commit(vec![self.lists.told(row)]).await?;
        Ok(told)
    }

    async fn send(&self, story: &Request, row: &DueRow) -> Result<(), Untold> {
        let notice = Notice {
            id: format!("{}/{}", story.id, cause(story, row.due)),
            request: story.id,
            due: row.due.as_str().to_owned(),
        };
        self.teller.tell(POLICE, &notice).await?;
        if let Some(court) = &story.case.court {
            self.teller.tell(court.as_str(), &notice).await?;
        }
        if row.due == Due::Answer {
            metrics::record("SecurityAnswerOverdue", Unit::Count, 1.0);
        }
        Ok(())
    }
}

/// Names what is told: once for each promise, or for each version that waits.
fn cause(story: &Request, due: Due) -> String {
    match (due, story.case.answer_by) {
        (Due::Answer, Some(by)) => format!("{}/{by}", due.as_str()),
        _ => format!("{}/{}", due.as_str(), story.case.sequence),
    }
}

struct Telling<'a> {
    row: &'a DueRow,
    now: Timestamp,
}

impl Step<Securing> for Telling<'_> {
    type Error = std::convert::Infallible;

    fn command(&self, story: &Request) -> CommandId {
        CommandId::new(format!("security-reminders/{}", cause(story, self.row.due)))
    }

    fn actor(&self) -> Actor {
        Actor::function("security-reminders")
    }

    async fn prepare(&self, _: &Request) -> Result<Option<Prepared<Securing>>, Self::Error> {
        Ok(Some(Prepared::only(match self.row.due {
            Due::Answer => Command::Escalate { at: self.now },
            Due::Reminder(reminder) => Command::Remind {
                reminder,
                at: self.now,
            },
        })))
    }
}
