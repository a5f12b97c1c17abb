//! A referral as its events leave it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, AidOfficeCode, CaseId, OfficerCode};

use super::{
    Attendance, Award, BusinessState, CheckIn, Claim, DeclineReason, Due, Instalment, Outcome, PauseReason,
    Payment, ProgrammeVersion, StopReason, Topic,
};

/// Sessions at most, so that all notes fit into the transaction that erases them.
pub const MOST_SESSIONS: usize = 24;

/// Where a referral stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stage {
    /// Nobody was referred.
    #[default]
    New,
    /// Waits for the assessment.
    Referred,
    /// Waits for the decision.
    Assessed,
    /// Waits for the second of two people.
    Proposed,
    /// Decided; waits for a plan.
    Approved,
    /// Sessions, payments and check-ins go on.
    Running,
    /// All is done.
    Closed,
    /// The office said no.
    Declined,
    /// The person took the consent back.
    Withdrawn,
    /// The office ended it.
    Stopped,
}

impl Stage {
    /// As it is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Referred => "referred",
            Self::Assessed => "assessed",
            Self::Proposed => "proposed",
            Self::Approved => "approved",
            Self::Running => "running",
            Self::Closed => "closed",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Stopped => "stopped",
        }
    }

    /// Whether nothing further is begun.
    pub fn is_ended(self) -> bool {
        matches!(
            self,
            Self::Closed | Self::Declined | Self::Withdrawn | Self::Stopped
        )
    }

    /// Whether the office still has something to do about it.
    pub fn is_open(self) -> bool {
        !self.is_ended() && self != Self::New
    }
}

/// A session to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedSession {
    /// When.
    pub on: Date,
    /// What about.
    pub topic: Topic,
}

/// A session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// Its number, from 1. A number is not used again.
    pub number: u16,
    /// As planned.
    pub planned: PlannedSession,
    /// When it was, and who came; `None` if it is still to come.
    pub recorded: Option<(Date, Attendance)>,
}

/// A look at the business.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckedIn {
    /// When.
    pub on: Date,
    /// How the business did.
    pub state: BusinessState,
}

/// What a referral waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// Why.
    pub reason: PauseReason,
    /// Since when: from then on the clock of its next step stands still.
    pub since: Date,
    /// Until when at most; none where the ruling was undone.
    pub until: Option<Date>,
}

/// A referral.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Referral {
    /// Of which divorce.
    pub case: Option<CaseId>,
    /// Which party.
    pub role: Option<Role>,
    /// To which office.
    pub office: Option<AidOfficeCode>,
    /// For what.
    pub kind: Option<AidKind>,
    /// Where it stands.
    pub stage: Stage,
    /// Until when it is to be assessed.
    pub assess_by: Option<Date>,
    /// Until when it is to be decided.
    pub decide_by: Option<Date>,
    /// Until when sessions are to be planned.
    pub plan_by: Option<Date>,
    /// What it waits for.
    pub pause: Option<Pause>,
    /// When the office heard that the ruling was undone.
    pub reversed_on: Option<Date>,
    /// Who works on its next step.
    pub claim: Option<Claim>,
    /// What was overdue and told, with its day.
    pub told: BTreeSet<(Date, Due)>,
    /// Who assessed it.
    pub assessor: Option<OfficerCode>,
    /// Whether the assessor is for it.
    pub recommended: Option<bool>,
    /// The programme that mentoring was granted under.
    pub granted_under: Option<ProgrammeVersion>,
    /// What is proposed or approved.
    pub award: Option<Award>,
    /// Who proposed the award.
    pub proposer: Option<OfficerCode>,
    /// Who decided: granted, approved or declined.
    pub decider: Option<OfficerCode>,
    /// When it was decided.
    pub decided_on: Option<Date>,
    /// Why it was declined.
    pub declined: Option<DeclineReason>,
    /// Who accompanies the person.
    pub mentor: Option<OfficerCode>,
    /// Sessions, by number.
    pub sessions: Vec<Session>,
    /// Sessions ever planned: the number of the last one.
    pub sessions_planned: u16,
    /// Instalments of the approved award, in order; the first one has number 1.
    pub instalments: Vec<Instalment>,
    /// Payment orders ever given.
    pub orders: u32,
    /// Looks at the business.
    pub check_ins: BTreeMap<CheckIn, CheckedIn>,
    /// Why it was stopped.
    pub stopped: Option<StopReason>,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// Whether what named the person is erased.
    pub erased: bool,
}

impl Referral {
    /// An instalment by its number.
    pub fn instalment(&self, number: u16) -> Option<&Instalment> {
        let index = usize::from(number).checked_sub(1)?;
        self.instalments.get(index)
    }

    /// The day of the first payment that arrived, from which check-ins count.
    pub fn first_paid_on(&self) -> Option<Date> {
        let paid = self
            .instalments
            .iter()
            .filter_map(|instalment| match instalment.payment {
                Payment::Paid { on, .. } => Some(on),
                _ => None,
            });
        paid.min()
    }

    /// When a look at the business is due. The last day of a shorter month stands for days that it has not.
    pub fn check_in_due(&self, check_in: CheckIn) -> Option<Date> {
        self.first_paid_on()?.checked_add(check_in.months().months()).ok()
    }
}
