//! The HTTP contract of Tuntas: what callers send, what they get back, and every code of refusal.
//!
//! Pure: nothing here reads a clock, a network or a disk. `docs/openapi.json` is made from these types by
//! [`openapi_json`] and a test keeps the two equal.
//!
//! | module | holds |
//! |---|---|
//! | [`decree`] | `POST /v1/decrees` and its completion: request, parsing, status |
//! | [`aid_consent`] | what a party lets be passed on to aid offices |
//! | [`print_desk`] | jobs of the print desk |
//! | [`registry_desk`] | held cases and what officers decide, choices, corrections, the stock of numbers |
//! | [`security`] | requests to secure hearings and seizures, and the police's answers |
//! | [`aid`] | programmes, referrals and money of the offices that help after a divorce |
//! | [`webhooks`] | subscriptions of offices' own systems |
//! | [`handover`] | hand-over at the door |
//! | [`tracking`] | the citizen's page and the check of a document's QR |
//! | [`problem`] | RFC 9457 answers: the catalogue of codes, and faults in a body's fields |
//!
//! Requests are read strictly: an unknown, missing or repeated member is refused, and so is an array where an
//! object is meant. Faults in the values are collected, so that a court mends all of them in one round. A fault
//! names the field, the rule and the remedy, and never repeats the value, which may be personal data.

pub mod aid;
pub mod aid_consent;
pub mod decree;
pub mod handover;
pub mod print_desk;
pub mod problem;
pub mod registry_desk;
pub mod security;
pub mod tracking;
pub mod webhooks;

mod findings;
mod idempotency;
mod openapi;
mod paging;
mod strict;
mod vocabulary;

pub use aid_consent::{
    AidAnswerRequest, AidAnswersRequest, AidConsentRequest, AidKindName, AidLine, AidOfferName, AidOffices,
    AidStanding, AidWord, AidWordName, AidWordRequest, SafetyRequest,
};
pub use decree::{
    ChoiceRequest, CompletionRequest, CustodyChange, CustodyChangeRequest, DecreeDocument, DecreeRequest,
    DecreeStatus, DocumentRequest, DocumentUpload, DutyReleaseRequest, ParsedDecree, Places, ReversalRequest,
    UploadAddress, is_plain,
};
pub use handover::{HandoverCodeRequest, HandoverConfirmed};
pub use idempotency::idempotency_key;
pub use openapi::{openapi, openapi_json};
pub use paging::page_limit;
pub use print_desk::{
    CourierState, Download, DownloadFile, HandedOver, HandedOverRequest, MarriageLetter, MarriageLetters,
    PrintDocument, PrintJob, PrintJobs, parse_nothing,
};
pub use problem::{FieldError, Problem, ProblemCode, Rule};
pub use tracking::{
    Bilingual, ChoiceStanding, ChoiceState, Complaint, IssuedKindName, Moment, Tracking, Verdict,
    Verification,
};
pub use vocabulary::{
    BasisName, CourierStatusName, DocumentKindName, HandedToName, KindName, MissingName, RoleName, StageName,
    TrackStageName,
};

/// Largest body any operation accepts, in bytes. A decree with twenty children is well below it.
pub const MAX_BODY_BYTES: usize = 64 * 1024;
