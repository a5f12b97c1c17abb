//! What somebody wants to happen to a case.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{
    AidAnswer, AnnouncedDocument, ConsentSource, CorrectedField, CourierStatus, Document, DocumentFault,
    Fare, HandedTo, OldCard, ReturnReason, View, Whom,
};
use crate::decree::{ChoiceKind, ChoiceSource, CustodyBasis, DivorceKind, DutyOrder, Missing, Parties, Role};
use crate::identity::{CityCode, CourtCode, OfficerCode, UploadId};
use crate::plan::{Amendment, Decision, Flag, Hold, HouseholdRef, Outcome, Reissue, Reversal};

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
        duty: Option<DutyOrder>,
    },
    /// Accept a mended version of a decree that was returned.
    Repair {
        kind: DivorceKind,
        evidence: String,
        missing: Vec<Missing>,
        duty: Option<DutyOrder>,
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
        cards: Parties<Option<u32>>,
        marriage_registry: Option<CityCode>,
    },
    /// Record a later change of the register: the oldest amendment still open.
    Amend {
        amendment: Amendment,
        issued_on: Date,
        outcomes: Parties<Outcome>,
        households: Vec<HouseholdRef>,
        reissued: Parties<Reissue>,
        cards: Parties<Option<u32>>,
        flags: Vec<Flag>,
    },
    /// Hold the case for an officer.
    Hold { hold: Hold },
    /// Work on a held case.
    Claim {
        officer: OfficerCode,
        now: Timestamp,
        until: Timestamp,
        ahead: u32,
    },
    /// Give a held case back.
    Release { officer: OfficerCode },
    /// Decide a held case, or propose the decision where a second officer has to agree.
    Decide {
        officer: OfficerCode,
        now: Timestamp,
        decision: Decision,
    },
    /// Agree to a proposed decision, or not.
    Approve {
        officer: OfficerCode,
        number: u16,
        agreed: bool,
    },
    /// Send the case back to the court.
    Return {
        officer: OfficerCode,
        now: Timestamp,
        reason: ReturnReason,
    },
    /// Record that somebody looked at personal data.
    View { officer: OfficerCode, what: View },
    /// Record where a party wants to stand.
    Choose {
        role: Role,
        choice: ChoiceKind,
        source: ChoiceSource,
    },
    /// Put a child under another parent's care.
    ChangeCustody {
        child: usize,
        parent: Role,
        basis: CustodyBasis,
        evidence: String,
    },
    /// Undo the ruling.
    Reverse { ground: Reversal, evidence: String },
    /// Propose to put a wrong field right.
    ProposeCorrection {
        officer: OfficerCode,
        whom: Whom,
        field: CorrectedField,
    },
    /// Agree to a correction, or not.
    DecideCorrection {
        officer: OfficerCode,
        number: u16,
        agreed: bool,
    },
    /// Release what the ruling held back.
    ReleaseDuty { evidence: String },
    /// Announce a document that the court is going to upload.
    RequestCourtDocument {
        upload: UploadId,
        document: AnnouncedDocument,
        now: Timestamp,
        until: Timestamp,
        evidence: String,
    },
    /// Record what arrived: the number of its pages, or what is wrong with it.
    JudgeCourtDocument {
        upload: UploadId,
        found: Result<u16, DocumentFault>,
    },
    /// Record what became of an old identity card.
    RecordOldCard { role: Role, state: OldCard },
    /// Record the letter to the registry that recorded the marriage.
    RenderMarriageNotice { change: u32, document: Document },
    /// Confirm that it has gone out.
    SendMarriageNotice,
    /// Record what a party lets be passed on to aid offices, and what they take back.
    AnswerAid {
        role: Role,
        answers: Vec<AidAnswer>,
        source: ConsentSource,
        evidence: Option<String>,
    },
    /// Record that a party wants none of the aid offered.
    DeclineAid { role: Role, source: ConsentSource },
    /// Record what an officer took down about a party's safety. What it was, stands beside the case; `lifts` says that it
    /// ends a protection, to which a second officer is needed.
    RecordSafety {
        role: Role,
        officer: OfficerCode,
        lifts: bool,
    },
    /// Take a party's files to the printer. `ahead`: older print jobs that are passed over.
    StartPrinting {
        role: Role,
        officer: OfficerCode,
        ahead: u32,
    },
    /// Print a lost envelope again.
    Reprint { role: Role },
    /// Record that the personal data are erased.
    Erase,
    /// Record a party's rendered documents. `change` is the change of the register they show: 1 for the registration,
    /// one more for each amendment. Documents of another change than the one this round began with are passed over.
    Render {
        role: Role,
        change: u32,
        documents: Vec<Document>,
    },
    /// Confirm that they are printed and sealed.
    Print { role: Role },
    /// Book a courier: the first, or another after one failed.
    RequestCourier { role: Role },
    /// Record the provider's order.
    BookCourier {
        role: Role,
        attempt: u8,
        order: String,
        fare: Option<Fare>,
    },
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
    /// Hand the envelope over at the office. `ride`: the attempt whose rider takes it, where one does.
    HandOver {
        role: Role,
        to: HandedTo,
        ride: Option<u8>,
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
    /// The case is not held.
    #[error("the case is not held")]
    NotHeld,
    /// Another officer works on the case.
    #[error("another officer works on this case")]
    ClaimedByAnother,
    /// The officer has not claimed the case, or the claim has run out.
    #[error("the case must be claimed first")]
    NotClaimed,
    /// This hold is not lifted by such a decision.
    #[error("this hold does not allow that decision")]
    DecisionNotAllowed,
    /// Something else waits for a second officer.
    #[error("a decision already waits for a second officer")]
    AwaitingApproval,
    /// There is no such proposal.
    #[error("there is no such proposal")]
    NoSuchProposal,
    /// A second officer has to agree, not the same one.
    #[error("a second officer has to agree")]
    SecondOfficerNeeded,
    /// The case is not with the court for repair.
    #[error("the case was not returned to the court")]
    NotReturned,
    /// The case is with the court for repair.
    #[error("the case is with the court for repair")]
    WithCourt,
    /// The case has ended, or its personal data are erased.
    #[error("the case has ended")]
    CaseClosed,
    /// The ruling was undone.
    #[error("the ruling was undone")]
    RulingReversed,
    /// Printing has begun, so the choice comes too late.
    #[error("printing has begun; the choice comes too late")]
    ChoiceTooLate,
    /// The party has no card in this city.
    #[error("the party has no family card in this city")]
    NotResident,
    /// That change was not asked for, or another one comes first.
    #[error("that change was not asked for, or another one comes first")]
    NotOrdered,
    /// A change was asked for that would make the print out of date.
    #[error("a change is waiting that would make these documents out of date")]
    ChangePending,
    /// The ruling holds the documents back until duties are met.
    #[error("the ruling holds these documents back")]
    Withheld,
    /// The ruling holds nothing back.
    #[error("the ruling holds nothing back")]
    NothingWithheld,
    /// The envelope is not lost.
    #[error("the envelope is not lost")]
    NotLost,
    /// The case is still at work.
    #[error("the case is still at work")]
    StillOpen,
    /// There is no such document of the court, or it was not accepted.
    #[error("there is no such document of the court")]
    NoSuchDocument,
    /// The court announced too many documents.
    #[error("too many documents were announced for this case")]
    TooManyDocuments,
    /// The party has given too many consents.
    #[error("too many consents were given for this party")]
    TooManyConsents,
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
            Self::NotHeld => "not_held",
            Self::ClaimedByAnother => "claimed_by_another",
            Self::NotClaimed => "not_claimed",
            Self::DecisionNotAllowed => "decision_not_allowed",
            Self::AwaitingApproval => "awaiting_approval",
            Self::NoSuchProposal => "no_such_proposal",
            Self::SecondOfficerNeeded => "second_officer_needed",
            Self::NotReturned => "not_returned",
            Self::WithCourt => "with_court",
            Self::CaseClosed => "case_closed",
            Self::RulingReversed => "ruling_reversed",
            Self::ChoiceTooLate => "choice_too_late",
            Self::NotResident => "not_resident",
            Self::NotOrdered => "not_ordered",
            Self::ChangePending => "change_pending",
            Self::Withheld => "withheld",
            Self::NothingWithheld => "nothing_withheld",
            Self::NotLost => "not_lost",
            Self::StillOpen => "still_open",
            Self::NoSuchDocument => "no_such_document",
            Self::TooManyDocuments => "too_many_documents",
            Self::TooManyConsents => "too_many_consents",
        }
    }
}
