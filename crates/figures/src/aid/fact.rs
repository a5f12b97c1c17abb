//! What a step of a referral means to a report, and what a step of a case says of consent.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_aid::FundingSource;
use tuntas_aid::referral::{
    Attendance, BusinessState, CheckIn, DeclineReason, Event, Outcome, Payment, Referral, StopReason, evolve,
};
use tuntas_domain::case;
use tuntas_domain::identity::{AidKind, AidOfficeCode};

use super::flow::Turn;
use crate::Fact;

/// To which office, and for what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Of {
    /// The office.
    pub office: AidOfficeCode,
    /// Mentoring or capital.
    pub kind: AidKind,
}

/// Something that was to be done by a day, and when it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// Since when it waited.
    pub from: Timestamp,
    /// When it was done.
    pub at: Timestamp,
    /// Until which day it was due, in the city's time zone.
    pub by: Date,
}

/// What an office decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "decision")]
pub enum Decision {
    /// Mentoring.
    Granted,
    /// Money.
    Approved {
        /// Out of which source.
        source: FundingSource,
        /// Rupiah of each instalment.
        instalments: Vec<u64>,
    },
    /// Nothing.
    Declined {
        /// Why.
        reason: DeclineReason,
    },
}

/// How a referral ended after it was decided, or without a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "ending")]
pub enum Ending {
    /// The consent was taken back while it went on.
    Withdrawn,
    /// The office ended it.
    Stopped {
        /// Why.
        reason: StopReason,
    },
    /// All was done.
    Closed {
        /// What came of it.
        outcome: Outcome,
    },
}

/// Sessions of one person, from the first plan to the end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sessions {
    /// Ever planned, those that were put off among them.
    pub planned: u32,
    /// The person came.
    pub held: u32,
    /// The person did not come, excused or not.
    pub missed: u32,
    /// The office could not hold it.
    pub not_held: u32,
}

/// A referral that ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// Which one.
    #[serde(flatten)]
    pub of: Of,
    /// How.
    #[serde(flatten)]
    pub ending: Ending,
    /// The sessions there were; `None` if none was ever planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sessions: Option<Sessions>,
}

/// What money did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Movement {
    /// It arrived.
    Paid,
    /// It had arrived, and came back.
    Returned,
    /// It had been approved, and will not be paid, or not again.
    Cancelled,
}

/// Money of one instalment that moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Whose.
    pub office: AidOfficeCode,
    /// Out of which source.
    pub source: FundingSource,
    /// Which instalment, and the how-manieth payment of it.
    pub turn: Turn,
    /// What it did.
    pub movement: Movement,
    /// How much.
    pub rupiah: u64,
}

/// Something a report counts of aid. Holds no personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "word")]
pub enum AidFact {
    /// A party of a case agreed that an office is told of them.
    Consented {
        /// Which office.
        office: AidOfficeCode,
    },
    /// A party of a case took that back.
    TakenBack {
        /// From which office.
        office: AidOfficeCode,
    },
    /// A party of a case wants nothing of what is offered.
    Refused,
    /// An office was told.
    Referred(Of),
    /// The office found out what the person needs, for the first time.
    Assessed {
        /// Of which referral.
        #[serde(flatten)]
        of: Of,
        /// How long it took.
        work: Work,
    },
    /// The office decided.
    Decided {
        /// Of which referral.
        #[serde(flatten)]
        of: Of,
        /// What.
        #[serde(flatten)]
        decision: Decision,
        /// How long it took since the last assessment.
        work: Work,
    },
    /// Sessions were planned for the first time.
    Started(Of),
    /// It ended.
    Ended(Ended),
    /// Somebody looked after a business.
    Checked {
        /// Which office.
        office: AidOfficeCode,
        /// Which look it was.
        check_in: CheckIn,
        /// How the business does.
        state: BusinessState,
    },
    /// Money moved.
    Moved(Moved),
}

/// What an entry of a case says of aid.
pub(crate) fn consent_facts(event: &case::Event) -> Option<Fact> {
    let fact = match event {
        case::Event::AidConsentGiven { office, .. } => AidFact::Consented {
            office: office.clone(),
        },
        case::Event::AidConsentWithdrawn { office, .. } => AidFact::TakenBack {
            office: office.clone(),
        },
        case::Event::AidDeclined { .. } => AidFact::Refused,
        _ => return None,
    };
    Some(Fact::Aid(fact))
}

/// The facts of a referral's last entries. `history`: all of its entries, oldest first; `known`: how many of them were there
/// before.
pub fn aid_facts<'a>(history: impl IntoIterator<Item = (Timestamp, &'a Event)>, known: usize) -> Vec<Fact> {
    let mut watcher = Watcher::default();
    let mut facts = Vec::new();
    for (position, (at, event)) in history.into_iter().enumerate() {
        let heard = watcher.hear(at, event);
        if position >= known {
            facts.extend(heard.into_iter().map(Fact::Aid));
        }
    }
    facts
}

/// How often each instalment was paid.
#[derive(Debug, Default)]
struct TurnOf(BTreeMap<u16, u16>);

impl TurnOf {
    fn paid(&mut self, instalment: u16) -> Turn {
        let turns = self.0.entry(instalment).or_default();
        *turns = turns.saturating_add(1);
        Turn {
            instalment,
            turn: *turns,
        }
    }

    fn last(&self, instalment: u16) -> Turn {
        Turn {
            instalment,
            turn: self.0.get(&instalment).copied().unwrap_or(1),
        }
    }
}

/// Hears a referral's entries one after the other and says what each means.
#[derive(Debug, Default)]
struct Watcher {
    referral: Referral,
    referred: Option<Timestamp>,
    assessed: Option<Timestamp>,
    turns: TurnOf,
}

impl Watcher {
    fn hear(&mut self, at: Timestamp, event: &Event) -> Vec<AidFact> {
        let before = std::mem::take(&mut self.referral);
        let after = evolve(before.clone(), event);
        let facts = self.meant(at, event, &before, &after);
        if matches!(event, Event::AidReferred { .. }) {
            self.referred = Some(at);
        }
        if matches!(event, Event::AidAssessed { .. }) {
            self.assessed = Some(at);
        }
        self.referral = after;
        facts.unwrap_or_default()
    }

    /// `None` before anybody was referred.
    fn meant(
        &mut self,
        at: Timestamp,
        event: &Event,
        before: &Referral,
        after: &Referral,
    ) -> Option<Vec<AidFact>> {
        let of = Of {
            office: after.office.clone()?,
            kind: after.kind?,
        };
        let work = |from: Option<Timestamp>, by: Option<Date>| {
            let from = from.unwrap_or(at);
            Work {
                from,
                at,
                by: by.unwrap_or(Date::MAX),
            }
        };
        let decided = |decision| AidFact::Decided {
            of: of.clone(),
            decision,
            work: work(self.assessed, before.decide_by),
        };
        let ended = |ending| {
            let ended = Ended {
                of: of.clone(),
                ending,
                sessions: sessions(before),
            };
            before.stage.is_open().then_some(AidFact::Ended(ended))
        };
        Some(match event {
            Event::AidReferred { .. } => vec![AidFact::Referred(of)],
            Event::AidAssessed { .. } if self.assessed.is_none() => vec![AidFact::Assessed {
                work: work(self.referred, before.assess_by),
                of,
            }],
            Event::MentoringGranted { .. } => vec![decided(Decision::Granted)],
            Event::AwardApproved { .. } => {
                let award = before.award.as_ref()?;
                let instalments = award.instalments.iter().map(|part| part.amount.get());
                vec![decided(Decision::Approved {
                    source: award.source.clone(),
                    instalments: instalments.collect(),
                })]
            }
            Event::AidDeclined { reason, .. } => vec![decided(Decision::Declined { reason: *reason })],
            Event::SessionsPlanned { .. } if before.sessions_planned == 0 => vec![AidFact::Started(of)],
            Event::ConsentWithdrawn => {
                let mut facts: Vec<AidFact> = ended(Ending::Withdrawn).into_iter().collect();
                facts.extend(pending(before));
                facts
            }
            Event::AidStopped { reason, .. } => {
                let mut facts: Vec<AidFact> =
                    ended(Ending::Stopped { reason: *reason }).into_iter().collect();
                facts.extend(pending(before));
                facts
            }
            Event::AidClosed { outcome, .. } => {
                ended(Ending::Closed { outcome: *outcome }).into_iter().collect()
            }
            Event::BusinessChecked { check_in, state, .. } => vec![AidFact::Checked {
                office: of.office,
                check_in: *check_in,
                state: *state,
            }],
            Event::PaymentConfirmed { instalment, .. } => {
                let turn = self.turns.paid(*instalment);
                money(before, turn, Movement::Paid).into_iter().collect()
            }
            Event::PaymentReturned { instalment, .. } => {
                let arrived = matches!(
                    before.instalment(*instalment).map(|part| &part.payment),
                    Some(Payment::Paid { .. })
                );
                let back = arrived.then(|| money(before, self.turns.last(*instalment), Movement::Returned));
                // What comes back to a referral that has ended is not paid again.
                let over = (!before.stage.is_open()).then(|| cancelled(before, *instalment));
                back.into_iter().chain(over).flatten().collect()
            }
            Event::InstalmentCancelled { instalment, .. } => {
                cancelled(before, *instalment).into_iter().collect()
            }
            // Planned or assessed again, or not counted: nobody is told how often somebody waited, or an officer was late.
            Event::AidAssessed { .. }
            | Event::SessionsPlanned { .. }
            | Event::AwardProposed { .. }
            | Event::ProposalReturned { .. }
            | Event::SessionRecorded { .. }
            | Event::PaymentOrdered { .. }
            | Event::AidPaused { .. }
            | Event::AidResumed { .. }
            | Event::RulingReversed { .. }
            | Event::AidContinued { .. }
            | Event::AidClaimed { .. }
            | Event::AidReleased { .. }
            | Event::AidOverdue { .. }
            | Event::PapersErased
            | Event::PapersViewed { .. } => Vec::new(),
        })
    }
}

fn money(referral: &Referral, turn: Turn, movement: Movement) -> Option<AidFact> {
    Some(AidFact::Moved(Moved {
        office: referral.office.clone()?,
        source: referral.award.as_ref()?.source.clone(),
        turn,
        movement,
        rupiah: referral.instalment(turn.instalment)?.terms.amount.get(),
    }))
}

/// It happens to an instalment once.
fn cancelled(referral: &Referral, instalment: u16) -> Option<AidFact> {
    let turn = Turn { instalment, turn: 1 };
    money(referral, turn, Movement::Cancelled)
}

/// What is not paid any more when a referral ends.
fn pending(referral: &Referral) -> impl Iterator<Item = AidFact> {
    let numbered = (1_u16..).zip(&referral.instalments);
    numbered
        .filter(|(_, part)| part.payment == Payment::Pending)
        .filter_map(|(instalment, _)| cancelled(referral, instalment))
}

fn sessions(referral: &Referral) -> Option<Sessions> {
    if referral.sessions_planned == 0 {
        return None;
    }
    let mut sessions = Sessions {
        planned: u32::from(referral.sessions_planned),
        ..Sessions::default()
    };
    for (_, attendance) in referral.sessions.iter().filter_map(|session| session.recorded) {
        match attendance {
            Attendance::Attended => sessions.held += 1,
            Attendance::Excused | Attendance::Absent => sessions.missed += 1,
            Attendance::NotHeld => sessions.not_held += 1,
        }
    }
    Some(sessions)
}
