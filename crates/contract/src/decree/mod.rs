//! Decrees: what a court sends, how it is read, and what it gets back.

mod children;
mod completion;
mod document;
mod finality;
mod later;
mod parse;
mod party;
mod request;
mod status;

pub use completion::CompletionRequest;
pub use document::{
    CourtDocumentKindName, DecreeDocument, DocumentFaultName, DocumentRequest, DocumentState, DocumentType,
    DocumentUpload, UploadAddress,
};
pub(crate) use finality::AKTA_OF_OTHER_COURT;
pub(crate) use later::same_case;
pub use later::{CustodyChange, CustodyChangeRequest, DutyReleaseRequest, ReversalRequest};
pub use parse::{MAX_CHILDREN, ParsedDecree, Places, is_plain, is_reference};
pub(crate) use party::read_choice;
pub use request::{
    AddressRequest, AktaRequest, ChildRequest, ChoiceKind, ChoiceRequest, ContactRequest, CustodyRequest,
    DecreeRequest, DomicileKind, DomicileRequest, DutyOrderRequest, FinalityRequest, MarriageRequest,
    PartyRequest,
};
pub use status::{DecreeStatus, HoldReason, PartiesStatus, PartyStatus};
