//! The life of one case.
//!
//! ```text
//! decide(&Case, Command) -> Result<Vec<Event>, Refusal>     what may happen
//! evolve(Case, &Event)   -> Case                            what has happened
//! ```
//!
//! A case is the fold of its events. Events name people only by their side of the case; names, numbers and
//! addresses live elsewhere.

mod clock;
mod command;
mod consent;
mod courier;
mod court_document;
mod decide;
mod event;
mod evolve;
mod job;
mod state;
mod track;
mod words;

pub use clock::{Away, Clock, Lapse, Lapses, Reached, ServiceTimes, counted, service_times};
pub use command::{Command, Refusal};
pub use consent::{AidAnswer, AidConsents, AidOffer, ConsentLine, ConsentSource, MAX_AID_CONSENTS};
pub use courier::CourierStatus;
pub use court_document::{
    AnnouncedDocument, CourtDocument, CourtDocumentKind, DocumentFault, DocumentOutcome, DocumentStanding,
    FileFormat, MAX_DOCUMENT_BYTES, MAX_DOCUMENT_PAGES, MAX_DOCUMENTS,
};
pub use decide::decide;
pub use event::{Document, DocumentKind, Event, EventKind, Fare, HandedTo};
pub use evolve::{evolve, replay};
pub use job::{InvalidJobId, JobId};
pub use state::{Case, Choices, Claim, Correction, MarriageNotice, Proposal, Safety, Stage};
pub use track::{Delivery, Track, TrackStage};
pub use words::{CorrectedField, OldCard, ReturnReason, View, Whom};
