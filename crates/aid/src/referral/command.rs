//! What may be wished of a referral, and why the rules say no.

use jiff::Timestamp;
use jiff::civil::Date;
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, AidOfficeCode, CaseId, OfficerCode};
use tuntas_domain::money::Rupiah;

use super::{
    Attendance, BusinessState, CancelReason, CheckIn, Confirmation, DeclineReason, Desk, Due,
    InstalmentTerms, Letter, MOST_INSTALMENTS, MOST_PAUSED_DAYS, MOST_SESSIONS, Outcome, PauseReason,
    PlannedSession, StopReason,
};
use crate::PaymentReference;
use crate::programme::Programme;

/// A wish. `on` is the day on which it is uttered, in the city's time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Refer a party who consented.
    Refer {
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
    /// Take the consent back.
    Withdraw,
    /// Say what the assessment came to.
    Assess {
        /// Who.
        officer: OfficerCode,
        /// Whether the assessor is for it.
        recommends: bool,
        /// Until when it is to be decided.
        decide_by: Date,
    },
    /// Say no.
    Decline {
        /// Why.
        reason: DeclineReason,
        /// Who.
        officer: OfficerCode,
        /// By which letter.
        letter: Letter,
    },
    /// Grant mentoring.
    Grant {
        /// Under which programme, if under one.
        programme: Option<Box<Programme>>,
        /// Who.
        officer: OfficerCode,
        /// By which letter; its date is the day.
        letter: Letter,
        /// Until when sessions are to be planned.
        plan_by: Date,
    },
    /// Propose an award: the first of two people.
    Propose {
        /// Under which programme.
        programme: Box<Programme>,
        /// How much in all.
        amount: Rupiah,
        /// In which parts.
        instalments: Vec<InstalmentTerms>,
        /// Who.
        officer: OfficerCode,
        /// On which day.
        on: Date,
    },
    /// Send a proposal back: the second of two people.
    ReturnProposal {
        /// Who.
        officer: OfficerCode,
    },
    /// Approve a proposal: the second of two people.
    Approve {
        /// The programme as it is now.
        programme: Box<Programme>,
        /// Who.
        officer: OfficerCode,
        /// By which letter.
        letter: Letter,
        /// Until when sessions are to be planned.
        plan_by: Date,
    },
    /// Plan sessions in the place of those that are not recorded.
    Plan {
        /// Who accompanies the person.
        mentor: OfficerCode,
        /// The sessions to come.
        sessions: Vec<PlannedSession>,
        /// On which day.
        on: Date,
    },
    /// Record a session.
    RecordSession {
        /// Which one.
        session: u16,
        /// When it was.
        held_on: Date,
        /// Who came.
        attendance: Attendance,
        /// Who records it.
        officer: OfficerCode,
        /// On which day.
        on: Date,
    },
    /// Tell the bank to pay.
    Order {
        /// Which instalment.
        instalment: u16,
        /// By which reference.
        reference: PaymentReference,
        /// By which receipt; its date is the day.
        receipt: Letter,
        /// Until when the bank's file should know it.
        confirm_by: Date,
        /// Who.
        officer: OfficerCode,
    },
    /// Say that it was paid.
    Confirm {
        /// Which instalment.
        instalment: u16,
        /// By which reference.
        reference: PaymentReference,
        /// On which day.
        paid_on: Date,
        /// How that is known.
        by: Confirmation,
        /// On which day that is said.
        on: Date,
    },
    /// Say that the bank could not pay, or sent it back.
    Returned {
        /// Which instalment.
        instalment: u16,
        /// By which reference.
        reference: PaymentReference,
        /// On which day.
        on: Date,
        /// Who.
        officer: OfficerCode,
    },
    /// Do not pay an instalment.
    CancelInstalment {
        /// Which one.
        instalment: u16,
        /// Why.
        reason: CancelReason,
        /// Who.
        officer: OfficerCode,
    },
    /// Look after the business.
    CheckBusiness {
        /// Which look it is.
        check_in: CheckIn,
        /// How the business does.
        state: BusinessState,
        /// When.
        on: Date,
        /// Who.
        officer: OfficerCode,
    },
    /// End what was begun.
    Stop {
        /// Why.
        reason: StopReason,
        /// Who.
        officer: OfficerCode,
    },
    /// Close what is done.
    Close {
        /// What came of it.
        outcome: Outcome,
        /// Who.
        officer: OfficerCode,
    },
    /// Wait for the person.
    Pause {
        /// Why.
        reason: PauseReason,
        /// Until when at most.
        until: Date,
        /// Who.
        officer: OfficerCode,
        /// On which day.
        on: Date,
    },
    /// Wait no longer.
    Resume {
        /// Who.
        officer: OfficerCode,
        /// On which day.
        on: Date,
        /// Until when its next step is to be taken now, as [`super::resumed`] finds it.
        by: Option<Date>,
    },
    /// Hear that the ruling was undone.
    Reverse {
        /// On which day.
        on: Date,
        /// Until when the next step is to be taken by then, where it waits for the person: as [`super::resumed`] finds it.
        by: Option<Date>,
    },
    /// Go on though the ruling was undone.
    Continue {
        /// Who.
        officer: OfficerCode,
        /// On which day.
        on: Date,
        /// As of [`Command::Resume`].
        by: Option<Date>,
    },
    /// Take the next step, so that nobody else does.
    Claim {
        /// Who.
        officer: OfficerCode,
        /// The desks that the officer works at.
        desks: Vec<Desk>,
        /// Now.
        now: Timestamp,
        /// Until when it is to last.
        until: Timestamp,
    },
    /// Leave the next step to others.
    Release {
        /// Who.
        officer: OfficerCode,
    },
    /// Tell that something was not done by its day.
    Overdue {
        /// What.
        what: Due,
        /// By which day it should have been done.
        by: Date,
        /// On which day that is said.
        on: Date,
    },
    /// Look at the papers.
    View {
        /// Who.
        officer: OfficerCode,
    },
    /// Erase what names the person, once it has ended.
    Erase,
}

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident $said:literal),+ $(,)?) => {
        /// Why the rules say no.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
        pub enum Refusal {
            $($(#[$doc])* #[error($said)] $name),+
        }

        impl Refusal {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

refusals! {
    /// There is no such referral.
    NoReferral "there is no such referral",
    /// It was made already.
    AlreadyReferred "the referral was made already",
    /// The consent was taken back.
    Withdrawn "the person took the consent back",
    /// It has ended: declined, stopped or closed.
    ReferralEnded "the referral has ended",
    /// It waits for something else.
    NotTheTurn "the referral waits for something else first",
    /// Nobody has assessed it.
    NotAssessed "nobody has assessed the referral yet",
    /// Mentoring is not decided like money, nor money like mentoring.
    OtherKind "the referral is for the other kind of aid",
    /// The programme belongs to another office.
    OtherOffice "the programme belongs to another office",
    /// The programme takes nobody on that day.
    ProgrammeClosed "the programme is not open on that day",
    /// The programme was edited since the proposal.
    ProgrammeChanged "the programme was edited since the award was proposed",
    /// The programme does not give that much, or gives a fixed amount.
    AmountNotAllowed "the amount is not what the programme gives",
    /// The parts are no parts of the amount.
    InstalmentsDoNotAddUp "the instalments are more than nothing each and add up to the amount",
    /// Too many parts, or none.
    InstalmentCount "an award is paid in 1 to 12 instalments",
    /// The parts are not in order, lie in the past or outside the budget's year.
    InstalmentDates "instalments are due one after the other, from today on, within the budget's year",
    /// Who assessed does not decide over the money.
    AssessorDecides "whoever assessed a referral does not decide over its money",
    /// One person cannot be both people.
    SameApprover "the two who decide over money are two people",
    /// Who decided does not pay.
    ApproverPays "whoever decided over money does not pay it out",
    /// Nobody has planned sessions.
    NoPlan "sessions are planned before money is paid",
    /// A plan of nothing, of too much, or of the past.
    PlanNotSound "a plan has 1 to 24 sessions, recorded ones included, from today on and in order",
    /// There is no such session.
    NoSession "there is no such session",
    /// It was recorded already.
    SessionRecorded "the session was recorded already",
    /// It lies in the future.
    NotYet "that day has not come yet",
    /// There is no such instalment.
    NoInstalment "there is no such instalment",
    /// It is ordered, paid or cancelled.
    NotPending "the instalment is ordered, paid or cancelled already",
    /// An earlier one is not settled.
    EarlierUnpaid "an earlier instalment is not paid yet",
    /// It is not due.
    NotDue "the instalment is not due yet",
    /// It was not ordered, or by another reference.
    NotOrdered "the instalment was not ordered by that reference",
    /// It cannot have been paid before it was ordered.
    PaidBeforeOrder "a payment is made on the day it was ordered or later",
    /// Nothing was paid, so there is nothing to look after.
    NothingPaid "nothing was paid yet",
    /// That look was taken already.
    AlreadyChecked "that check-in was recorded already",
    /// Something is still to be done.
    NotDone "sessions, instalments or check-ins are still open",
    /// It waits, for the person.
    Paused "the referral waits for the person: say first that it goes on",
    /// It waits, because the ruling was undone.
    RulingReversed "the ruling was reversed: who decides or leads says first whether the aid goes on",
    /// It does not wait.
    NotPaused "the referral does not wait",
    /// A wait of nothing, of too long, or for a reason that no officer gives.
    PauseNotSound "a wait ends after today and within 90 days",
    /// Somebody else takes the step.
    ClaimedByAnother "another officer works on the referral",
    /// It is not the officer's to give back.
    NotClaimed "the officer has not claimed the referral",
    /// It is done, or its day has not passed.
    NotOverdue "nothing of that is overdue",
    /// What names the person is needed.
    StillOpen "the referral has not ended yet",
}

// The numbers in three of the sentences.
const _: () = assert!(MOST_INSTALMENTS == 12 && MOST_SESSIONS == 24 && MOST_PAUSED_DAYS == 90);
