//! What an officer of an aid office says of a referral.

use jiff::civil::Date;
use tuntas_aid::ProgrammeCode;
use tuntas_aid::criteria::Facts;
use tuntas_aid::paper::{BankAccount, Note};
use tuntas_aid::referral::{
    Attendance, BusinessState, CancelReason, CheckIn, DeclineReason, Desk, InstalmentTerms, Outcome,
    PauseReason, PlannedSession, StopReason,
};
use tuntas_domain::identity::OfficerCode;
use tuntas_domain::money::Rupiah;

/// A word. Numbers of letters and receipts, references of payments and what is booked, the step adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// What the assessment came to.
    Assess {
        /// Whether the assessor is for it.
        recommends: bool,
        /// Until when it is to be decided.
        decide_by: Date,
        /// What was found out; it takes the place of what was known of the same.
        facts: Facts,
        /// What the assessor saw.
        note: Option<Note>,
        /// Where money would go.
        account: Option<BankAccount>,
    },
    /// No.
    Decline {
        /// Why.
        reason: DeclineReason,
        /// In words.
        note: Option<Note>,
    },
    /// Mentoring is granted.
    Grant {
        /// Under which programme, if under one.
        programme: Option<ProgrammeCode>,
    },
    /// An award is proposed: the first of two people.
    Propose {
        /// Under which programme.
        programme: ProgrammeCode,
        /// How much in all.
        amount: Rupiah,
        /// In which parts.
        instalments: Vec<InstalmentTerms>,
    },
    /// A proposal goes back: the second of two people.
    ReturnProposal {
        /// Why, in words.
        note: Option<Note>,
    },
    /// A proposal is approved: the second of two people.
    Approve,
    /// Sessions are planned in the place of those that are not recorded.
    Plan {
        /// Who accompanies the person.
        mentor: OfficerCode,
        /// The sessions to come.
        sessions: Vec<PlannedSession>,
    },
    /// A session is recorded.
    RecordSession {
        /// Which one.
        session: u16,
        /// When it was.
        held_on: Date,
        /// Who came.
        attendance: Attendance,
        /// What was said; for mentor and assessor alone.
        note: Option<Note>,
    },
    /// The bank is told to pay.
    Order {
        /// Which instalment.
        instalment: u16,
    },
    /// The person signed the receipt.
    Confirm {
        /// Which instalment.
        instalment: u16,
        /// When it was paid.
        paid_on: Date,
    },
    /// The bank could not pay, or sent it back.
    Returned {
        /// Which instalment.
        instalment: u16,
    },
    /// An instalment is not paid.
    CancelInstalment {
        /// Which one.
        instalment: u16,
        /// Why.
        reason: CancelReason,
    },
    /// Somebody looked after the business.
    CheckBusiness {
        /// Which look it was.
        check_in: CheckIn,
        /// How the business does.
        state: BusinessState,
        /// What was seen.
        note: Option<Note>,
    },
    /// The office ends what it began.
    Stop {
        /// Why.
        reason: StopReason,
        /// In words.
        note: Option<Note>,
    },
    /// All is done.
    Close {
        /// What came of it.
        outcome: Outcome,
    },
    /// It waits for the person.
    Pause {
        /// Why.
        reason: PauseReason,
        /// Until when at most.
        until: Date,
    },
    /// It waits no longer.
    Resume,
    /// It goes on though the ruling was undone.
    Continue,
    /// The officer takes the next step, and nobody else does.
    Claim {
        /// The desks that the officer works at.
        desks: Vec<Desk>,
    },
    /// The officer leaves the next step to others.
    Release,
    /// The papers are looked at.
    View,
}
