//! The officers' desk: held cases and what officers decide about them, choices taken down for citizens, corrections, old
//! identity cards, the stock of KK numbers, and the answers about the change feed.
//!
//! Only [`HeldFacts`], [`CorrectionFacts`] and [`FeedDifferences`] hold personal data; whoever answers with one has
//! recorded first who asked.

mod case;
mod choice;
mod correction;
mod decision;
mod documents;
mod facts;
mod feed;
mod names;
mod pool;
mod search;
mod steps;

pub use case::{
    AllowedDecision, CaseClaim, CaseCorrection, CaseHold, CaseProposal, DecisionMade, DeskCase, HeldCases,
    HeldRow, OldCards, OpenChange, Revisions,
};
pub use correction::{
    CorrectedWhom, CorrectionFacts, CorrectionRequest, ProposedCorrection, corrected_text, field_text,
};
pub use decision::{DecisionDetails, DecisionRequest, OfficersDecision};
pub use documents::{CaseDocumentFile, CaseDocuments};
pub use facts::{
    AktaFacts, ChangedHousehold, ChangedMember, ChildFacts, CourtChild, CourtMarriage, CourtPerson,
    HeldFacts, HeldHousehold, HeldMember, MarriageFacts, NamedChild, NumberFacts, PartyChoice, PartyFacts,
    RegisterMarriage, RegisterPerson, RulingFacts, SpouseName,
};
pub use feed::{
    FeedAnswerRequest, FeedAnswersRequest, FeedColumn, FeedDifference, FeedDifferences, FeedFileRow,
    FeedFiles, FeedOutcomeName, FeedStanding,
};
pub use names::{
    CloseGroundName, CorrectedFieldName, DecisionName, DoubtName, OldCardName, ReturnReasonName,
};
pub use pool::{NumberPool, NumberStock};
pub use search::{CaseSearchRequest, FoundCase, FoundCases};
pub use steps::{AgreedRequest, ApprovalRequest, OldCardRequest, ReturnRequest};

use crate::findings::Findings;
use crate::problem::FieldError;

/// The value, if nothing was found wrong.
fn finish<T>(
    f: Findings,
    value: Option<T>,
    missing: impl FnOnce() -> FieldError,
) -> Result<T, Vec<FieldError>> {
    match value {
        Some(value) if f.errors.is_empty() => Ok(value),
        _ if f.errors.is_empty() => Err(vec![missing()]),
        _ => Err(f.errors),
    }
}
