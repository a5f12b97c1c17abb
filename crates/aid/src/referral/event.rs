//! What happens to a referral. Free of personal data.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, AidOfficeCode, CaseId, LetterNumber, OfficerCode};

use super::{
    Attendance, Award, BusinessState, CancelReason, CheckIn, Confirmation, DeclineReason, Outcome,
    PlannedSession, ProgrammeVersion, StopReason,
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
