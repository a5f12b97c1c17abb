//! What a step of a request for security means to a report.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tuntas_domain::identity::CourtCode;
use tuntas_security::{Activity, Event, Outcome, SecurityRequest, Stage, Waited, WaitingClock};

use crate::Fact;

/// By whom something was asked, and what for, as the request says it now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The court.
    pub court: CourtCode,
    /// What is to be secured.
    pub activity: Activity,
}

/// An answer of the police, with what it is measured by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// When they answered.
    pub at: Timestamp,
    /// Until when it was due.
    pub by: Timestamp,
    /// When the request waited for them.
    pub waited: Vec<Waited>,
}

/// Something a report counts of a request for security. Holds no personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "word")]
pub enum SecurityFact {
    /// A court asked.
    Requested(Asked),
    /// The police come.
    Accepted {
        /// Of which request.
        #[serde(flatten)]
        of: Asked,
        /// How long it took.
        answer: Answer,
        /// How many officers the court wished.
        wished: u16,
        /// How many come.
        given: u16,
    },
    /// The police do not come.
    Declined {
        /// Of which request.
        #[serde(flatten)]
        of: Asked,
        /// How long it took.
        answer: Answer,
    },
    /// The police had promised to come, and do not.
    TakenBack(Asked),
    /// The police proposed another time.
    Proposed(Asked),
    /// The police asked something.
    Questioned(Asked),
    /// The court needs nobody any more.
    Cancelled(Asked),
    /// Nobody had answered in time.
    Overdue(Asked),
    /// The police reported.
    Reported {
        /// Of which request.
        #[serde(flatten)]
        of: Asked,
        /// How it ended.
        outcome: Outcome,
    },
}

/// The facts of a request's last entries. `history`: all of its entries, oldest first; `known`: how many of them were there
/// before.
pub fn security_facts<'a>(
    history: impl IntoIterator<Item = (Timestamp, &'a Event)>,
    known: usize,
) -> Vec<Fact> {
    let mut clock = WaitingClock::default();
    let mut facts = Vec::new();
    for (position, (at, event)) in history.into_iter().enumerate() {
        let before = clock.request().clone();
        clock.hear(at, event);
        if position >= known {
            facts.extend(meant(at, event, &before, &clock).map(Fact::Security));
        }
    }
    facts
}

fn meant(
    at: Timestamp,
    event: &Event,
    before: &SecurityRequest,
    clock: &WaitingClock,
) -> Option<SecurityFact> {
    let terms = clock.request().terms.as_ref()?;
    let of = Asked {
        court: clock.request().court.clone()?,
        activity: terms.activity,
    };
    let answer = || Answer {
        at,
        by: before.answer_by.unwrap_or(at),
        waited: clock.waited().to_vec(),
    };
    Some(match event {
        Event::SecurityRequested { .. } => SecurityFact::Requested(of),
        Event::RequestAccepted { strength, .. } => SecurityFact::Accepted {
            of,
            answer: answer(),
            wished: terms.officers.get(),
            given: strength.get(),
        },
        Event::RequestDeclined { .. } if before.stage == Stage::Accepted => SecurityFact::TakenBack(of),
        Event::RequestDeclined { .. } => SecurityFact::Declined { of, answer: answer() },
        Event::TimeProposed { .. } => SecurityFact::Proposed(of),
        Event::RequestQuestioned { .. } => SecurityFact::Questioned(of),
        Event::RequestCancelled { .. } => SecurityFact::Cancelled(of),
        Event::AnswerOverdue => SecurityFact::Overdue(of),
        Event::SecurityReported { outcome, .. } => SecurityFact::Reported {
            of,
            outcome: *outcome,
        },
        Event::RequestChanged { .. }
        | Event::ProposalAnswered { .. }
        | Event::OfficesReminded { .. }
        | Event::RequestViewed { .. } => return None,
    })
}
