//! What happens to a referral. Free of personal data.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, AidOfficeCode, CaseId, LetterNumber, OfficerCode};

use super::{
    Attendance, Award, BusinessState, CancelReason, CheckIn, Confirmation, DeclineReason, Due, Outcome,
    PauseReason, PlannedSession, ProgrammeVersion, StopReason,
};
use crate::PaymentReference;

/// A letter of an office, or a receipt (*kuitansi*): its place in the series of that office and year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Its place.
    pub number: LetterNumber,
    /// Its date; the year of the series.
    pub issued_on: Date,
}

tuntas_domain::events! {
    /// A party consented, and the office is told.
    AidReferred {
        /// Of which divorce.
        case: CaseId,
        /// Which party.
        role: Role,
        /// To which office.
        office: AidOfficeCode,
        /// For what.
        kind: AidKind,
        /// Until when it is to be assessed.
        assess_by: Date,
    },
    /// The consent was taken back. Nothing further is paid, and what named the person is erased.
    ConsentWithdrawn,
    /// Somebody looked at what the person needs.
    AidAssessed {
        /// Who.
        officer: OfficerCode,
        /// Whether the assessor is for it.
        recommends: bool,
        /// Until when it is to be decided.
        decide_by: Date,
    },
    /// The office says no.
    AidDeclined {
        /// Why.
        reason: DeclineReason,
        /// Who decided.
        officer: OfficerCode,
        /// By which letter.
        letter: Letter,
    },
    /// Mentoring is granted.
    MentoringGranted {
        /// Under which programme, if under one.
        programme: Option<ProgrammeVersion>,
        /// Who decided.
        officer: OfficerCode,
        /// By which letter.
        letter: Letter,
        /// Until when sessions are to be planned.
        plan_by: Date,
    },
    /// The first person is for an award.
    AwardProposed {
        /// What is to be given.
        award: Award,
        /// Who proposes it.
        officer: OfficerCode,
    },
    /// The second person is not: it is decided anew.
    ProposalReturned {
        /// Who.
        officer: OfficerCode,
    },
    /// The second person is for it, too. Its money is reserved.
    AwardApproved {
        /// Who.
        officer: OfficerCode,
        /// By which letter.
        letter: Letter,
        /// Until when sessions are to be planned.
        plan_by: Date,
    },
    /// Sessions are planned; those planned before and not recorded are off.
    SessionsPlanned {
        /// Who accompanies the person.
        mentor: OfficerCode,
        /// The sessions to come.
        sessions: Vec<PlannedSession>,
    },
    /// What came of a session.
    SessionRecorded {
        /// Which one.
        session: u16,
        /// When it was.
        on: Date,
        /// Who came.
        attendance: Attendance,
        /// Who recorded it.
        officer: OfficerCode,
    },
    /// The bank is told to pay an instalment.
    PaymentOrdered {
        /// Which one; they count from 1.
        instalment: u16,
        /// By which reference.
        reference: PaymentReference,
        /// By which receipt.
        receipt: Letter,
        /// Until when the bank's file should know it.
        confirm_by: Date,
        /// Who.
        officer: OfficerCode,
    },
    /// It was paid.
    PaymentConfirmed {
        /// Which one.
        instalment: u16,
        /// By which reference.
        reference: PaymentReference,
        /// On which day.
        on: Date,
        /// How that is known.
        by: Confirmation,
    },
    /// The bank could not pay it, or sent it back.
    PaymentReturned {
        /// Which one.
        instalment: u16,
        /// By which reference.
        reference: PaymentReference,
        /// On which day.
        on: Date,
        /// Who says so.
        officer: OfficerCode,
    },
    /// An instalment is not paid. Its money returns.
    InstalmentCancelled {
        /// Which one.
        instalment: u16,
        /// Why.
        reason: CancelReason,
        /// Who.
        officer: OfficerCode,
    },
    /// Somebody looked after the business.
    BusinessChecked {
        /// Which look it was.
        check_in: CheckIn,
        /// How the business does.
        state: BusinessState,
        /// When.
        on: Date,
        /// Who.
        officer: OfficerCode,
    },
    /// The office ends what it began. What is reserved and unpaid returns.
    AidStopped {
        /// Why.
        reason: StopReason,
        /// Who.
        officer: OfficerCode,
    },
    /// All is done.
    AidClosed {
        /// What came of it.
        outcome: Outcome,
        /// Who.
        officer: OfficerCode,
    },
    /// It waits for the person: the clock of its next step stands still.
    AidPaused {
        /// Why.
        reason: PauseReason,
        /// Since when.
        on: Date,
        /// Until when at most.
        until: Date,
        /// Who says so.
        officer: OfficerCode,
    },
    /// It waits no longer.
    AidResumed {
        /// Since when.
        on: Date,
        /// Until when its next step is to be taken now; none where its days are those of a plan.
        by: Option<Date>,
        /// Who says so.
        officer: OfficerCode,
    },
    /// The ruling was undone. Nothing goes on until somebody says so.
    RulingReversed {
        /// When the office heard.
        on: Date,
        /// Until when its next step was to be taken by then, where it waited for the person before; none where it did not.
        by: Option<Date>,
    },
    /// The aid goes on though the ruling was undone.
    AidContinued {
        /// Since when.
        on: Date,
        /// Until when its next step is to be taken now; none where its days are those of a plan.
        by: Option<Date>,
        /// Who says so.
        officer: OfficerCode,
    },
    /// An officer works on its next step, and nobody else does.
    AidClaimed {
        /// Who.
        officer: OfficerCode,
        /// Until when the claim lasts, unless it is renewed.
        until: Timestamp,
    },
    /// The officer leaves it to others.
    AidReleased {
        /// Who.
        officer: OfficerCode,
    },
    /// Something was not done by its day, and its desk is told: once.
    AidOverdue {
        /// What.
        what: Due,
        /// By which day it should have been done.
        by: Date,
    },
    /// What named the person is erased, because its time is over.
    PapersErased,
    /// Somebody of the office saw the papers.
    PapersViewed {
        /// Who.
        officer: OfficerCode,
    },
}

impl Event {
    /// The letter it was written by.
    pub fn letter(&self) -> Option<&Letter> {
        match self {
            Self::AidDeclined { letter, .. }
            | Self::MentoringGranted { letter, .. }
            | Self::AwardApproved { letter, .. } => Some(letter),
            _ => None,
        }
    }

    /// The receipt that was made out.
    pub fn receipt(&self) -> Option<&Letter> {
        match self {
            Self::PaymentOrdered { receipt, .. } => Some(receipt),
            _ => None,
        }
    }
}
