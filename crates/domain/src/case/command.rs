//! What somebody wants to happen to a case.

use jiff::civil::Date;

use super::{CourierStatus, Document, HandedTo};
use crate::decree::{DivorceKind, Missing, Parties, Role};
use crate::identity::CourtCode;
use crate::plan::{Flag, Hold, HouseholdRef, Outcome};

/// A wish.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "fields are those of the events they lead to, documented there"
)]
pub enum Command {
    /// Accept the court's decree.
    Accept {
        court: CourtCode,
        kind: DivorceKind,
        evidence: String,
        missing: Vec<Missing>,
    },
    /// Complete the ruling's legal force.
    Complete { evidence: String, missing: Vec<Missing> },
    /// Record the register's change.
    Register {
        divorced_on: Date,
        issued_on: Date,
        outcomes: Parties<Outcome>,
        households: Vec<HouseholdRef>,
        flags: Vec<Flag>,
    },
    /// Hold the case for an officer.
    Hold { hold: Hold },
    /// Record a party's rendered documents.
    Render { role: Role, documents: Vec<Document> },
    /// Confirm that they are printed and sealed.
    Print { role: Role },
    /// Book a courier: the first, or another after one failed.
    RequestCourier { role: Role },
    /// Record the provider's order.
    BookCourier { role: Role, attempt: u8, order: String },
    /// Record the provider's refusal.
    RefuseCourier { role: Role, attempt: u8, code: String },
    /// Record the courier's status.
    MoveCourier {
        role: Role,
        attempt: u8,
        status: CourierStatus,
    },
    /// Enter the addressee's code; the caller has compared it.
    EnterCode { role: Role, attempt: u8, correct: bool },
    /// Hand the envelope over at the office.
    HandOver {
        role: Role,
        to: HandedTo,
        old_card_withdrawn: Option<bool>,
    },
}

/// Why a wish was not granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such case.
    #[error("the case has no decree")]
    NoDecree,
    /// The case has a decree already.
    #[error("the case has a decree already")]
    AlreadyAccepted,
    /// Nothing is missing any more.
    #[error("the ruling is final already")]
    AlreadyFinal,
    /// The ruling has no legal force yet.
    #[error("the ruling has no legal force yet")]
    NotFinal,
    /// The register has been changed already.
    #[error("the register has been changed already")]
    AlreadyRegistered,
    /// The register has not been changed yet.
    #[error("the register has not been changed yet")]
    NotRegistered,
    /// There are no documents to print.
    #[error("there is nothing to print for this party yet")]
    NothingToPrint,
    /// The documents are not printed yet.
    #[error("the documents have not been printed yet")]
    NotPrinted,
    /// A notice goes to a registry, documents go to a person.
    #[error("this envelope goes to somebody else")]
    WrongRecipient,
    /// A courier is on the way already.
    #[error("a courier is on the way already")]
    CourierOnTheWay,
    /// There is no such courier attempt.
    #[error("there is no such courier attempt")]
    NoSuchDelivery,
    /// The envelope has reached its addressee.
    #[error("the envelope has reached its addressee already")]
    AlreadyDelivered,
    /// Too many wrong codes.
    #[error("too many wrong codes were entered")]
    CodeLocked,
}

impl Refusal {
    /// Stable code, as it stands in problem answers.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoDecree => "no_decree",
            Self::AlreadyAccepted => "already_accepted",
            Self::AlreadyFinal => "already_final",
            Self::NotFinal => "not_final",
            Self::AlreadyRegistered => "already_registered",
            Self::NotRegistered => "not_registered",
            Self::NothingToPrint => "nothing_to_print",
            Self::NotPrinted => "not_printed",
            Self::WrongRecipient => "wrong_recipient",
            Self::CourierOnTheWay => "courier_on_the_way",
            Self::NoSuchDelivery => "no_such_delivery",
            Self::AlreadyDelivered => "already_delivered",
            Self::CodeLocked => "code_locked",
        }
    }
}
