//! What has happened to a case. Free of personal data.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    AnnouncedDocument, ConsentSource, CorrectedField, CourierStatus, DocumentFault, OldCard, ReturnReason,
    View, Whom,
};
use crate::decree::{ChoiceKind, ChoiceSource, CustodyBasis, DivorceKind, DutyOrder, Missing, Parties, Role};
use crate::identity::{AidKind, AidOfficeCode, CityCode, CourtCode, DocumentId, OfficerCode, UploadId};
use crate::plan::{Amendment, Decision, Flag, Hold, HouseholdRef, Outcome, Reissue, Reversal};

crate::events! {
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
        /// Whose documents the ruling holds back, and until which duties are met; `None` unless it says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        duty: Option<DutyOrder>,
    },
    /// The court sent a mended version of a decree that was returned to it.
    DecreeRepaired {
        /// *Gugat* or *talak*.
        kind: DivorceKind,
        /// SHA-256 of the exact body, hex; also the key of the evidence.
        evidence: String,
        /// What is missing before the ruling may change anything; empty if final.
        missing: Vec<Missing>,
        /// Whose documents the ruling holds back, and until which duties are met.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        duty: Option<DutyOrder>,
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
        /// The how-manieth identity card of each party this change issues.
        #[serde(default, skip_serializing_if = "neither")]
        cards: Parties<Option<u32>>,
        /// Registry elsewhere that recorded the marriage and is to note the divorce.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        marriage_registry: Option<CityCode>,
    },
    /// The register has been changed again after the registration, in the same transaction that stores this event.
    RegisterAmended {
        /// What was carried out.
        amendment: Amendment,
        /// Date of issue on the new cards.
        issued_on: Date,
        /// Where each party stands now.
        outcomes: Parties<Outcome>,
        /// Every household version written.
        households: Vec<HouseholdRef>,
        /// What is issued anew for each party.
        reissued: Parties<Reissue>,
        /// The how-manieth identity card of each party this change issues.
        #[serde(default, skip_serializing_if = "neither")]
        cards: Parties<Option<u32>>,
        /// Remarks for officers.
        flags: Vec<Flag>,
    },
    /// Nothing was changed; an officer has to look.
    Held {
        /// Why.
        hold: Hold,
    },
    /// An officer works on the held case; nobody else may decide it meanwhile.
    HoldClaimed {
        /// Who.
        officer: OfficerCode,
        /// Until when the claim lasts, unless it is renewed.
        until: Timestamp,
        /// Older held cases with the same reason that were passed over.
        ahead: u32,
    },
    /// The officer gave the case back.
    ClaimReleased {
        /// Who.
        officer: OfficerCode,
    },
    /// An officer decided something to which a second officer has to agree.
    DecisionProposed {
        /// Who.
        officer: OfficerCode,
        /// Counts from 1 within the case.
        number: u16,
        /// What.
        decision: Decision,
    },
    /// The second officer did not agree.
    DecisionRejected {
        /// Who did not.
        officer: OfficerCode,
        /// Which proposal.
        number: u16,
    },
    /// The hold was decided.
    Decided {
        /// What.
        decision: Decision,
        /// Who decided.
        officer: OfficerCode,
        /// Who agreed, where a second officer had to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        approved_by: Option<OfficerCode>,
    },
    /// Returned to the court for repair (*dikembalikan*). The clock of the service promise stops until the court answers.
    ReturnedToCourt {
        /// Who returned it.
        officer: OfficerCode,
        /// Why.
        reason: ReturnReason,
    },
    /// Somebody looked at personal data of the case.
    Viewed {
        /// Who.
        officer: OfficerCode,
        /// What was shown.
        what: View,
    },
    /// A party said where to stand. What exactly, stands beside the case under the revision.
    ChoiceMade {
        /// Whose choice.
        role: Role,
        /// Which kind.
        choice: ChoiceKind,
        /// Who told.
        source: ChoiceSource,
        /// Counts from 1 for each party.
        revision: u16,
    },
    /// The court, or both parents, put a child under another parent's care.
    CustodyChanged {
        /// Position in the decree's list, from 0.
        child: usize,
        /// With whom the child lives from now on.
        parent: Role,
        /// On what ground.
        basis: CustodyBasis,
        /// SHA-256 of the exact body, hex; also the key of the evidence.
        evidence: String,
    },
    /// The court said that the ruling was undone.
    Reversed {
        /// How.
        ground: Reversal,
        /// SHA-256 of the exact body, hex; also the key of the evidence.
        evidence: String,
    },
    /// An officer wants a wrong field put right; a second officer has to agree. What is right stands beside the case.
    CorrectionProposed {
        /// Who.
        officer: OfficerCode,
        /// Counts from 1 within the case.
        number: u16,
        /// Whose record.
        whom: Whom,
        /// Which field.
        field: CorrectedField,
    },
    /// The second officer agreed or not.
    CorrectionDecided {
        /// Who.
        officer: OfficerCode,
        /// Which correction.
        number: u16,
        /// Whether it is carried out.
        agreed: bool,
    },
    /// The court said that the duties are met.
    DutyReleased {
        /// SHA-256 of the exact body, hex; also the key of the evidence.
        evidence: String,
    },
    /// What became of a party's old identity card.
    OldCardRecorded {
        /// Whose.
        role: Role,
        /// What.
        state: OldCard,
    },
    /// The letter to the registry that recorded the marriage is ready.
    MarriageNoticeRendered {
        /// The letter.
        document: Document,
    },
    /// The letter to the registry that recorded the marriage has gone out.
    MarriageNoticeSent,
    /// An officer took a party's files to the printer; from here on choices come too late.
    PrintingStarted {
        /// Whose.
        role: Role,
        /// Who; not known of what was printed before it was recorded.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        officer: Option<OfficerCode>,
        /// Older print jobs that nobody had taken to the printer, and that were passed over.
        #[serde(default)]
        ahead: u32,
    },
    /// A lost envelope is printed again.
    ReprintOrdered {
        /// Whose.
        role: Role,
    },
    /// The rider is called back: what is in the envelope is out of date, its addressee has collected it, or it may have to
    /// go to another door.
    CourierRecalled {
        /// For whom.
        role: Role,
        /// Which attempt.
        attempt: u8,
    },
    /// The personal data beside the case were erased.
    DossierErased,
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
        /// Who rides, and for how much; `None` in entries from before this was recorded.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fare: Option<Fare>,
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
    /// The court announced a document and may upload it.
    CourtDocumentRequested {
        /// Names it.
        upload: UploadId,
        /// What the court says of it.
        #[serde(flatten)]
        document: AnnouncedDocument,
        /// Until when it may be uploaded.
        until: Timestamp,
        /// SHA-256 of the exact body of the announcement, hex; also the key of the evidence.
        evidence: String,
    },
    /// The document arrived, is what was announced, and is kept as evidence.
    CourtDocumentAccepted {
        /// Which.
        upload: UploadId,
        /// How many pages it has; 1 for a picture.
        pages: u16,
    },
    /// What arrived was removed.
    CourtDocumentRefused {
        /// Which.
        upload: UploadId,
        /// Why.
        reason: DocumentFault,
    },
    /// A party agreed that an aid office is told of them (*persetujuan*). Without such a word no data leave.
    AidConsentGiven {
        /// Who.
        role: Role,
        /// To which office.
        office: AidOfficeCode,
        /// For which aid.
        aid: AidKind,
        /// The how-manieth consent of this party for this office and aid; names what follows from it.
        number: u16,
        /// Who told.
        source: ConsentSource,
        /// SHA-256 of the court's statement, hex; also the key of the evidence. Only where the court told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        evidence: Option<String>,
    },
    /// A party took a consent back.
    AidConsentWithdrawn {
        /// Who.
        role: Role,
        /// From which office.
        office: AidOfficeCode,
        /// For which aid.
        aid: AidKind,
        /// Which consent.
        number: u16,
        /// Who told.
        source: ConsentSource,
        /// SHA-256 of the court's statement, hex; also the key of the evidence. Only where the court told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        evidence: Option<String>,
    },
    /// A party wants none of the aid offered; the offer is not made again.
    AidDeclined {
        /// Who.
        role: Role,
        /// Who told.
        source: ConsentSource,
    },
    /// An officer asked a party about their safety. The answer stands beside the case alone, so that whoever reads the
    /// journal learns nothing of it; the event is the same whatever was said.
    SafetyRecorded {
        /// Whom it is about.
        role: Role,
        /// Who asked.
        officer: OfficerCode,
        /// Counts from 1 for each party.
        revision: u16,
    },
}

fn neither(cards: &Parties<Option<u32>>) -> bool {
    cards.iter().all(|(_, card)| card.is_none())
}

/// What a ride costs the office. The citizen pays nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fare {
    /// The provider, such as `biteship`.
    pub provider: String,
    /// What it asks for, in whole rupiah; `None` where it did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rupiah: Option<u64>,
}

/// A rendered document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Named by the QR on it.
    pub id: DocumentId,
    /// What it is.
    pub kind: DocumentKind,
    /// SHA-256 of the PDF, hex.
    pub sha256: String,
}

impl Event {
    /// The household versions that it says were written.
    pub fn written(&self) -> &[HouseholdRef] {
        match self {
            Self::RegisterUpdated { households, .. } | Self::RegisterAmended { households, .. } => households,
            _ => &[],
        }
    }
}

impl Document {
    /// Name of a PDF in the bucket of documents, by the SHA-256 of its bytes.
    pub fn file(sha256: &str) -> String {
        format!("documents/{sha256}.pdf")
    }
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
