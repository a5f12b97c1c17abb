//! Tells aid offices each morning what they have not done by its day, each thing once.
//!
//! What is due stands on the desks' lists, soonest first, so only what is late is read. Logs name no referral: whose it is
//! could be reckoned from the case, and to which office. A message goes out first; then each thing becomes an event of its
//! referral's journal, once by its name, and its row says that it was told. A crash in between tells the office again, and
//! never loses anything.

mod teller;

use std::convert::Infallible;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use tracing::{error, info};
use tuntas_aid::referral::{Command, Desk, Due, Event, Stage, all_due};
use tuntas_aiding::{Aiding, DueRow, KeptError, Lists, ReferralStory};
use tuntas_city::City;
use tuntas_domain::identity::{AidOfficeCode, CaseId, CommandId};
use tuntas_journal::{Actor, Journal, JournalError, Prepared, RunError, Step};
use tuntas_platform::metrics;
use tuntas_topics::NotSent;

pub use teller::{Notice, Overdue, Teller};

/// Rows that are read at once.
const PAGE: u16 = 100;
/// Things in one message: a tenth of what a message holds.
const IN_A_MESSAGE: usize = 100;

/// What the function works with.
#[derive(Clone, Debug)]
pub struct Reminders<T> {
    /// The journals of referrals.
    pub journal: Journal<Aiding>,
    /// What desks have to do.
    pub lists: Lists,
    /// The city with its aid offices.
    pub city: Arc<City>,
    /// Tells the offices.
    pub teller: T,
}

/// Why not everything could be told. The next call goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A list could not be read.
    #[error(transparent)]
    Kept(#[from] KeptError),
    /// Some things could not be told; how many.
    #[error("{0} things that are overdue could not be told")]
    Untold(usize),
}

/// Why something could not be told.
#[derive(Debug, thiserror::Error)]
enum Untold {
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error("others were faster every time")]
    Contended,
    #[error(transparent)]
    NotSent(#[from] NotSent),
}

/// Something that is late.
#[derive(Clone, Copy)]
struct Late {
    referral: CaseId,
    by: Date,
    what: Due,
}

impl<T: Teller> Reminders<T> {
    /// Tells each office what is newly overdue. How many things were told.
    ///
    /// # Errors
    /// [`Failure`]; whatever could be told was told.
    pub async fn handle(&self, now: Timestamp) -> Result<usize, Failure> {
        let today = now.to_zoned_datetime(self.city.time_zone()).date();
        let (mut told, mut untold) = (0, 0);
        for office in &self.city.aid.offices {
            let rows = match self.overdue_rows(&office.code, today).await {
                Ok(rows) => rows,
                Err(failure) => {
                    untold += 1;
                    error!(outcome = "failed", office = %office.code, error = %failure, "a list was not read");
                    continue;
                }
            };
            for rows in rows.chunks(IN_A_MESSAGE) {
                // Read just before it is told: of who took their consent back meanwhile nothing is.
                let (late, unread) = self.late(rows, today).await;
                untold += unread;
                for things in late.chunks(IN_A_MESSAGE) {
                    match self.tell(&office.code, things, today, now).await {
                        Ok((done, failed)) => {
                            told += done;
                            untold += failed;
                        }
                        Err(failure) => {
                            untold += things.len();
                            error!(outcome = "failed", office = %office.code, error = %failure, "an office was not told");
                        }
                    }
                }
            }
        }
        if untold > 0 {
            return Err(Failure::Untold(untold));
        }
        info!(told, "what is newly overdue is told");
        Ok(told)
    }

    /// What was not done by its day and not told yet, and how many referrals could not be read.
    async fn late(&self, rows: &[(Desk, CaseId)], today: Date) -> (Vec<Late>, usize) {
        let (mut late, mut unread) = (Vec::new(), 0);
        for (desk, referral) in rows {
            match self.still_late(*referral, *desk, today).await {
                Ok(found) => late.extend(found),
                Err(failure) => {
                    unread += 1;
                    error!(outcome = "failed", error = %failure, "a referral was not read");
                }
            }
        }
        (late, unread)
    }

    /// Which desks of an office have something to do, about whom, that is overdue and not told yet.
    async fn overdue_rows(
        &self,
        office: &AidOfficeCode,
        today: Date,
    ) -> Result<Vec<(Desk, CaseId)>, KeptError> {
        let mut rows = Vec::new();
        for desk in Desk::ALL {
            let mut cursor: Option<String> = None;
            loop {
                let page = self.lists.due(office, *desk, cursor.as_deref(), PAGE).await?;
                let reached_today = page.rows.last().is_none_or(|row| row.on >= today);
                let untold = |row: &DueRow| row.untold.is_some_and(|day| day < today);
                let late = page.rows.into_iter().filter(untold);
                rows.extend(late.map(|row| (*desk, row.referral)));
                match page.next {
                    Some(next) if !reached_today => cursor = Some(next),
                    _ => break,
                }
            }
        }
        Ok(rows)
    }

    /// What the desk has not done, by the journal: the list may be older. Of who took their consent back nothing is told.
    async fn still_late(&self, id: CaseId, desk: Desk, today: Date) -> Result<Vec<Late>, JournalError> {
        let story = self.journal.load(id).await?;
        if story.case.stage == Stage::Withdrawn {
            return Ok(Vec::new());
        }
        let untold = |(by, what): &(Date, Due)| {
            what.desk() == desk && *by < today && !story.case.told.contains(&(*by, *what))
        };
        let late = all_due(&story.case).into_iter().filter(untold);
        let late = late.map(|(by, what)| Late {
            referral: id,
            by,
            what,
        });
        Ok(late.collect())
    }

    /// Sends a message, and writes down what it says. How many things were, and how many could not.
    async fn tell(
        &self,
        office: &AidOfficeCode,
        things: &[Late],
        today: Date,
        now: Timestamp,
    ) -> Result<(usize, usize), Untold> {
        let overdue = things.iter().map(|late| Overdue {
            referral: late.referral,
            desk: late.what.desk().as_str().to_owned(),
            what: late.what.as_str().to_owned(),
            on: late.by,
        });
        let notice = Notice {
            office: office.clone(),
            overdue: overdue.collect(),
        };
        self.teller.tell(&notice).await?;
        let (mut told, mut untold) = (0, 0);
        for late in things {
            match self.note(*late, today, now).await {
                Ok(noted) => told += usize::from(noted),
                Err(failure) => {
                    untold += 1;
                    error!(outcome = "failed", error = %failure, "told, and not written down");
                }
            }
        }
        Ok((told, untold))
    }

    /// Writes down that something is overdue. Whether it was still so.
    async fn note(&self, late: Late, today: Date, now: Timestamp) -> Result<bool, Untold> {
        let Late { referral, by, what } = late;
        let step = Noting { by, what, today };
        match self.journal.run(referral, now, &step).await {
            Ok(ran) => {
                if !ran.events.is_empty() {
                    metrics::count("AidOverdue");
                    info!(what = what.as_str(), on = %by, "overdue");
                }
                Ok(true)
            }
            Err(RunError::Refused(refusal)) => {
                info!(what = what.as_str(), %refusal, "done meanwhile");
                Ok(false)
            }
            Err(RunError::Contended(_)) => Err(Untold::Contended),
            Err(RunError::Journal(error)) => Err(error.into()),
            Err(RunError::Prepare(never)) => match never {},
        }
    }
}

struct Noting {
    by: Date,
    what: Due,
    today: Date,
}

impl Step<Aiding> for Noting {
    type Error = Infallible;

    /// Names the thing, and how often it was overdue before: an instalment that came back is due by its old day again.
    fn command(&self, story: &ReferralStory) -> CommandId {
        let Self { by, what, .. } = self;
        let number = what.number().unwrap_or_default();
        let this = Event::AidOverdue { what: *what, by: *by };
        let before = story.entries.iter().filter(|entry| entry.event == this).count();
        CommandId::new(format!(
            "aid-reminders/{}/{}/{number}/{by}/{before}",
            what.desk().as_str(),
            what.as_str()
        ))
    }

    fn actor(&self) -> Actor {
        Actor::function("aid-reminders")
    }

    async fn prepare(&self, _: &ReferralStory) -> Result<Option<Prepared<Aiding>>, Infallible> {
        Ok(Some(Prepared::only(Command::Overdue {
            what: self.what,
            by: self.by,
            on: self.today,
        })))
    }
}
