//! What is to be done next, by whom, and until when.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::checks::is_done;
use super::{CheckIn, Pause, PauseReason, Payment, Referral, Stage};

/// Working days after the decision by which sessions are planned.
pub const PLAN_DAYS: u16 = 10;
/// Working days after a payment order by which the bank's file should know it.
pub const CONFIRM_DAYS: u16 = 3;

/// Whose list something stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Desk {
    /// Those who assess.
    Assessment,
    /// Those who decide.
    Decision,
    /// Those who accompany.
    Mentoring,
    /// Those who pay.
    Cashier,
}

impl Desk {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Assessment, Self::Decision, Self::Mentoring, Self::Cashier];

    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Assessment => "assessment",
            Self::Decision => "decision",
            Self::Mentoring => "mentoring",
            Self::Cashier => "cashier",
        }
    }
}

/// Something to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// Assess it.
    Assess,
    /// Decide, or propose.
    Decide,
    /// Approve a proposal or send it back.
    Approve,
    /// Plan sessions.
    Plan,
    /// Hold or record a session.
    Session(u16),
    /// Look after the business.
    CheckIn(CheckIn),
    /// Close it.
    Close,
    /// Tell the bank to pay an instalment.
    Pay(u16),
    /// Find out whether an instalment arrived.
    Confirm(u16),
    /// Look whether the person has brought what was waited for; of the desk whose turn it is.
    Await(Desk),
    /// Decide whether aid goes on though the ruling was undone.
    Continue,
}

impl Due {
    /// As it is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Assess => "assess",
            Self::Decide => "decide",
            Self::Approve => "approve",
            Self::Plan => "plan",
            Self::Session(_) => "session",
            Self::CheckIn(_) => "check_in",
            Self::Close => "close",
            Self::Pay(_) => "pay",
            Self::Confirm(_) => "confirm",
            Self::Await(_) => "await",
            Self::Continue => "continue",
        }
    }

    /// The number of its session or instalment, or the months of its check-in.
    pub fn number(self) -> Option<u16> {
        match self {
            Self::Session(number) | Self::Pay(number) | Self::Confirm(number) => Some(number),
            Self::CheckIn(check_in) => u16::try_from(check_in.months()).ok(),
            _ => None,
        }
    }

    /// Whether it is a step that an officer can claim.
    pub fn is_claimed(self) -> bool {
        matches!(self, Self::Assess | Self::Decide | Self::Approve)
    }

    /// Whose list it stands on.
    pub fn desk(self) -> Desk {
        match self {
            Self::Assess => Desk::Assessment,
            Self::Decide | Self::Approve | Self::Continue => Desk::Decision,
            Self::Plan | Self::Session(_) | Self::CheckIn(_) | Self::Close => Desk::Mentoring,
            Self::Pay(_) | Self::Confirm(_) => Desk::Cashier,
            Self::Await(desk) => desk,
        }
    }
}

/// The next thing for each desk, with its day: at most one for each, and at least one as long as the referral is open.
pub fn due(referral: &Referral) -> Vec<(Date, Due)> {
    let all = all_due(referral);
    let mut next: Vec<(Date, Due)> = Vec::new();
    for (day, due) in all {
        if next.iter().all(|(_, other)| other.desk() != due.desk()) {
            next.push((day, due));
        }
    }
    next
}

/// All that is to be done, soonest first: what stands behind the next thing of a desk has its day, too.
pub fn all_due(referral: &Referral) -> Vec<(Date, Due)> {
    let mut all = everything(referral);
    all.sort_unstable();
    all
}

fn everything(referral: &Referral) -> Vec<(Date, Due)> {
    let day = |day: Option<Date>| day.unwrap_or(Date::MAX);
    let mut all = payments(referral);
    if let (Some(pause), true) = (&referral.pause, referral.stage.is_open()) {
        all.push(awaited(referral.stage, pause));
        return all;
    }
    match referral.stage {
        Stage::Referred => all.push((day(referral.assess_by), Due::Assess)),
        Stage::Assessed => all.push((day(referral.decide_by), Due::Decide)),
        Stage::Proposed => all.push((day(referral.decide_by), Due::Approve)),
        Stage::Approved => {
            all.push((day(referral.plan_by), Due::Plan));
        }
        Stage::Running => {
            all.extend(accompanied(referral));
            if is_done(referral) {
                all.push((day(last_day(referral)), Due::Close));
            }
        }
        Stage::New | Stage::Closed | Stage::Declined | Stage::Withdrawn | Stage::Stopped => {}
    }
    all
}

fn payments(referral: &Referral) -> Vec<(Date, Due)> {
    let mut all = Vec::new();
    for (number, instalment) in (1_u16..).zip(&referral.instalments) {
        match &instalment.payment {
            // Nothing is paid before sessions are planned, nor while it waits.
            Payment::Pending if referral.stage == Stage::Running && referral.pause.is_none() => {
                all.push((instalment.terms.due, Due::Pay(number)));
            }
            Payment::Ordered { confirm_by, .. } => all.push((*confirm_by, Due::Confirm(number))),
            Payment::Pending | Payment::Paid { .. } | Payment::Cancelled => {}
        }
    }
    all
}

fn accompanied(referral: &Referral) -> Vec<(Date, Due)> {
    let sessions = referral
        .sessions
        .iter()
        .filter(|session| session.recorded.is_none())
        .map(|session| (session.planned.on, Due::Session(session.number)));
    let check_ins = CheckIn::ALL
        .iter()
        .filter(|check_in| !referral.check_ins.contains_key(check_in))
        .filter_map(|check_in| Some((referral.check_in_due(*check_in)?, Due::CheckIn(*check_in))));
    sessions.chain(check_ins).collect()
}

/// The day of the last thing that happened.
fn last_day(referral: &Referral) -> Option<Date> {
    let sessions = referral
        .sessions
        .iter()
        .filter_map(|session| Some(session.recorded?.0));
    let check_ins = referral.check_ins.values().map(|looked| looked.on);
    sessions.chain(check_ins).chain(referral.decided_on).max()
}

/// What waits stands on the list of the desk whose turn it is, on the last day of the wait.
fn awaited(stage: Stage, pause: &Pause) -> (Date, Due) {
    if pause.reason == PauseReason::RulingReversed {
        return (pause.since, Due::Continue);
    }
    let desk = match stage {
        Stage::Referred => Desk::Assessment,
        Stage::Assessed | Stage::Proposed => Desk::Decision,
        _ => Desk::Mentoring,
    };
    (pause.until.unwrap_or(pause.since), Due::Await(desk))
}
