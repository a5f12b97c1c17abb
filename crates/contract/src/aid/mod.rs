//! Aid offices: programmes, referrals and their money, as an office's officers send and see them.
//!
//! What an officer sees of a referral depends on the duty; a view leaves out what is not theirs to see, and the function
//! fills it. Amounts are whole rupiah.

mod criteria;
mod money;
mod programme;
mod referral;
mod refusal;
mod statement;
mod view;
mod words;

pub use criteria::{CriteriaCheck, CriteriaRequest, CriterionView, FindingView};
pub use money::{
    ApprovalOfAwardRequest, CancellationOfInstalmentRequest, InstalmentRequest, Payment, PaymentOrderRequest,
    PaymentRequest, PaymentReturnRequest, Proposal, ProposalRequest,
};
pub use programme::{
    AmountRequest, FundingRequest, NewProgramme, ProgrammeEdit, ProgrammeEditRequest, ProgrammeRequest,
};
pub use referral::{
    Assessment, AssessmentRequest, BankAccountRequest, CheckInRequest, ClosureRequest, DeclineRequest,
    FactRequest, GrantRequest, PauseRequest, PlanRequest, PlannedSessionRequest, ReturnProposalRequest,
    SessionRequest, StopRequest,
};
pub use refusal::refused_programme;
pub use statement::{DifferingView, MatchedView, MissingView, ReconciliationView};
pub use view::{
    AidClaimView, AidFactView, AidLetterView, AidPauseView, AidPersonView, AidQueue, AidReferralStatus,
    AidReferralView, AwardView, BankAccountView, BudgetView, CheckInView, DueView, EligibilityView,
    ExplainedView, FundingView, InstalmentView, LedgerRowView, LedgerView, PostingView, ProgrammeList,
    ProgrammeView, QueuedReferral, RestrictedSessionView, SessionView, TotalsView,
};
pub use words::{
    AccountName, AidLetterKindName, AidStageName, AttendanceName, BusinessStateName, CancelReasonName,
    CheckInName, DeclineAidReasonName, DeskName, DifferenceName, FactName, FactOriginName, MovementName,
    OutcomeOfAidName, PauseReasonName, PaymentStateName, SaidOriginName, StopReasonName, TopicName,
    VerdictOnCriterionName, WaitReasonName,
};
