//! What has happened to a case. Free of personal data.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::CourierStatus;
use crate::decree::{DivorceKind, Missing, Parties, Role};
use crate::identity::{CourtCode, DocumentId};
use crate::plan::{Flag, Hold, HouseholdRef, Outcome};

/// A fact about a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "type")]
pub enum Event {
    /// The court's signed decree was accepted.
    DecreeAccepted {
        /// The court.
        court: CourtCode,
        /// *Gugat* or *talak*.
        kind: DivorceKind,
        /// SHA-256 of the exact body, hex; also the key of the evidence.
        evidence: String,
        /// What is missing before the ruling may change anything; empty if final.
        missing: Vec<Missing>,
    },
    /// The court completed what was missing, or part of it.
    FinalityCompleted {
        /// SHA-256 of the exact body, hex; also the key of the evidence.
        evidence: String,
        /// What is still missing; empty if final.
        missing: Vec<Missing>,
    },
    /// The register has been changed, in the same transaction that stores this event.
    RegisterUpdated {
        /// Day the marriage ended.
        divorced_on: Date,
        /// Date of issue on the new cards.
        issued_on: Date,
        /// Where each party stands.
        outcomes: Parties<Outcome>,
        /// Every household version written.
        households: Vec<HouseholdRef>,
        /// Remarks for officers.
        flags: Vec<Flag>,
    },
    /// Nothing was changed; an officer has to look.
    Held {
        /// Why.
        hold: Hold,
    },
    /// A party's documents are rendered and wait at the print desk, or a notice for another registry is ready.
    DocumentsRendered {
        /// Whose.
        role: Role,
        /// What.
        documents: Vec<Document>,
    },
    /// An officer printed a party's documents and sealed the envelope.
    DocumentsPrinted {
        /// Whose.
        role: Role,
    },
    /// A courier is about to be booked. Written before the provider is called, so that a crash leaves a trace.
    CourierRequested {
        /// For whom.
        role: Role,
        /// Counts from 1.
        attempt: u8,
    },
    /// The provider has accepted the order.
    CourierBooked {
        /// For whom.
        role: Role,
        /// Which attempt.
        attempt: u8,
        /// The provider's order number.
        order: String,
    },
    /// The provider refused the order for good.
    CourierRefused {
        /// For whom.
        role: Role,
        /// Which attempt.
        attempt: u8,
        /// The provider's stable code.
        code: String,
    },
    /// The courier moved on.
    CourierMoved {
        /// For whom.
        role: Role,
        /// Which attempt.
        attempt: u8,
        /// New status.
        status: CourierStatus,
    },
    /// The addressee's hand-over code was entered at the door.
    HandoverConfirmed {
        /// For whom.
        role: Role,
        /// Which attempt.
        attempt: u8,
    },
    /// A wrong hand-over code was entered.
    HandoverCodeWrong {
        /// For whom.
        role: Role,
        /// Which attempt.
        attempt: u8,
    },
    /// An officer handed the envelope over at the office.
    HandedOver {
        /// Whose.
        role: Role,
        /// To whom.
        to: HandedTo,
        /// Whether the old identity card was taken back; `None` where that was not the moment.
        old_card_withdrawn: Option<bool>,
    },
}

/// Names of events, as they stand in queue messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "each is the name of the `Event` variant documented above"
)]
pub enum EventKind {
    DecreeAccepted,
    FinalityCompleted,
    RegisterUpdated,
    Held,
    DocumentsRendered,
    DocumentsPrinted,
    CourierRequested,
    CourierBooked,
    CourierRefused,
    CourierMoved,
    HandoverConfirmed,
    HandoverCodeWrong,
    HandedOver,
}

impl Event {
    /// Its name.
    pub fn kind(&self) -> EventKind {
        match self {
            Self::DecreeAccepted { .. } => EventKind::DecreeAccepted,
            Self::FinalityCompleted { .. } => EventKind::FinalityCompleted,
            Self::RegisterUpdated { .. } => EventKind::RegisterUpdated,
            Self::Held { .. } => EventKind::Held,
            Self::DocumentsRendered { .. } => EventKind::DocumentsRendered,
            Self::DocumentsPrinted { .. } => EventKind::DocumentsPrinted,
            Self::CourierRequested { .. } => EventKind::CourierRequested,
            Self::CourierBooked { .. } => EventKind::CourierBooked,
            Self::CourierRefused { .. } => EventKind::CourierRefused,
            Self::CourierMoved { .. } => EventKind::CourierMoved,
            Self::HandoverConfirmed { .. } => EventKind::HandoverConfirmed,
            Self::HandoverCodeWrong { .. } => EventKind::HandoverCodeWrong,
            Self::HandedOver { .. } => EventKind::HandedOver,
        }
    }
}

/// A rendered document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Named by the QR on it.
    pub id: DocumentId,
    /// What it is.
    pub kind: DocumentKind,
    /// SHA-256 of the PDF, hex; also its key in the documents bucket.
    pub sha256: String,
}

/// Kinds of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Family card (*Kartu Keluarga*).
    Kk,
    /// Print file for an identity card (KTP-el).
    Ktp,
    /// Notice to another registry.
    Notice,
}

/// Who took the envelope at the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandedTo {
    /// The courier.
    Courier,
    /// The addressee, at the counter.
    Addressee,
    /// Another registry, by post or electronically.
    Registry,
}
