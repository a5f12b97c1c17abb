//! A case as its events have left it.

use jiff::{SignedDuration, Timestamp};

use super::{AidConsents, AidOffer, CorrectedField, CourtDocument, Document, ReturnReason, Track, Whom};
use crate::decree::{DivorceKind, Missing, Parties, Role};
use crate::identity::{CityCode, CourtCode, OfficerCode, UploadId};
use crate::plan::{Amendment, CloseGround, Decision, Hold, Reversal};

/// A case. `Default` is the case before its first event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Case {
    /// The court, once a decree was accepted.
    pub court: Option<CourtCode>,
    /// *Gugat* or *talak*.
    pub kind: Option<DivorceKind>,
    /// Evidence keys, in order of arrival.
    pub evidence: Vec<String>,
    /// What the ruling still lacks.
    pub missing: Vec<Missing>,
    /// Why the case is held, if it is.
    pub hold: Option<Hold>,
    /// Who works on the held case.
    pub claim: Option<Claim>,
    /// What waits for a second officer.
    pub proposal: Option<Proposal>,
    /// Proposals made so far.
    pub proposals: u16,
    /// What officers decided and the next plan goes by, oldest first. A repaired decree starts afresh.
    pub decisions: Vec<Decision>,
    /// How many of them were made before the registration. They count for every later change, too; the others count for
    /// the one change they were made about.
    pub lasting_decisions: usize,
    /// Why the case is with the court for repair, if it is.
    pub returned: Option<ReturnReason>,
    /// Why the case ended without a change, if it did.
    pub closed: Option<CloseGround>,
    /// Whether the register has been changed.
    pub registered: bool,
    /// How often the case has changed the register: the registration is change 1, each amendment is one more.
    pub changes: u32,
    /// Changes asked for since and not yet carried out. The first is the next; a hold is about it.
    pub amendments: Vec<Amendment>,
    /// What each party chose after the decree.
    pub choices: Parties<Choices>,
    /// Who has custody of which child by a later decision; the last one about a child counts.
    pub custody: Vec<(usize, Role)>,
    /// Corrections, in the order they were proposed; the first is number 1.
    pub corrections: Vec<Correction>,
    /// How the ruling was undone, if it was.
    pub reversed: Option<Reversal>,
    /// Whose documents the ruling holds back.
    pub duty: Option<Role>,
    /// Whether the court released them, or they never could be held back.
    pub duty_over: bool,
    /// The letter to the registry that recorded the marriage; `None` where none is due.
    pub marriage_notice: Option<MarriageNotice>,
    /// Documents that the court announced, in that order.
    pub court_documents: Vec<CourtDocument>,
    /// What each party lets be passed on to aid offices.
    pub aid: Parties<AidConsents>,
    /// What officers took down about each party's safety; the answers stand beside the case.
    pub safety: Parties<Safety>,
    /// Whether the personal data were erased.
    pub erased: bool,
    /// The two tracks.
    pub tracks: Parties<Track>,
}

/// A party's choices after the decree. Revisions count from 1; 0 means that only the decree speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choices {
    /// The last one made.
    pub made: u16,
    /// The one the next plan goes by. It is not the last one made where officers gave that one up.
    pub counts: u16,
    /// The one the register stands on.
    pub carried_out: u16,
}

/// That officers asked a party about their safety. What was answered is not known here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Safety {
    /// The last answer; 0 while nobody asked.
    pub revision: u16,
    /// Who took it down.
    pub officer: Option<OfficerCode>,
}

/// An officer works on a held case, or on the next step of a referral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Who.
    pub officer: OfficerCode,
    /// Until when.
    pub until: Timestamp,
}

impl Claim {
    /// How long one lasts. Claiming again makes it last longer.
    pub const LASTS: SignedDuration = SignedDuration::from_mins(30);

    /// Whether it has not run out.
    pub fn holds(&self, now: Timestamp) -> bool {
        self.until > now
    }
}

/// A decision that waits for a second officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Counts from 1 within the case.
    pub number: u16,
    /// Who proposed it.
    pub officer: OfficerCode,
    /// What.
    pub decision: Decision,
}

/// A field to be put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Who proposed it.
    pub officer: OfficerCode,
    /// Whose record.
    pub whom: Whom,
    /// Which field.
    pub field: CorrectedField,
    /// Whether the second officer agreed; `None` while nobody has decided.
    pub agreed: Option<bool>,
}

/// The letter to the registry that recorded the marriage, which notes the divorce in the margin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarriageNotice {
    /// City or regency of that registry.
    pub region: CityCode,
    /// Which of the case's changes it tells of.
    pub change: u32,
    /// The letter, once written.
    pub document: Option<Document>,
    /// Whether it has gone out.
    pub sent: bool,
    /// Whether an earlier letter has gone out, which this one takes the place of.
    pub earlier: bool,
}

/// Where the case as a whole stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// No decree yet.
    Empty,
    /// The ruling has no legal force yet; the court completes it.
    AwaitingFinality,
    /// Final; the register is about to be changed.
    Accepted,
    /// An officer has to look.
    Held,
    /// The court has to repair the decree (*dikembalikan*).
    Returned,
    /// The register has been changed; documents are on their way.
    Registered,
    /// Both tracks have ended.
    Completed,
    /// Ended without a change.
    Closed,
}

impl Case {
    /// The stage.
    pub fn stage(&self) -> Stage {
        if self.court.is_none() {
            Stage::Empty
        } else if self.closed.is_some() {
            Stage::Closed
        } else if self.returned.is_some() {
            Stage::Returned
        } else if self.hold.is_some() {
            Stage::Held
        } else if self.registered {
            if self.is_done() {
                Stage::Completed
            } else {
                Stage::Registered
            }
        } else if self.missing.is_empty() {
            Stage::Accepted
        } else {
            Stage::AwaitingFinality
        }
    }

    fn is_done(&self) -> bool {
        self.amendments.is_empty()
            && self.marriage_notice.as_ref().is_none_or(|notice| notice.sent)
            && self.tracks.iter().all(|(_, track)| track.is_finished())
    }

    /// Whether the ruling holds a party's documents back at this moment. A letter to another registry is no document of
    /// the party and is never held back.
    pub fn withholds(&self, role: Role) -> bool {
        let documents =
            (self.tracks[role].outcome.as_ref()).is_none_or(|outcome| outcome.household().is_some());
        documents && self.duty == Some(role) && !self.duty_over && self.reversed.is_none()
    }

    /// Whether the ruling was undone and the register does not say so yet. What was issued for the divorce stays in the
    /// office meanwhile.
    pub fn is_being_undone(&self) -> bool {
        (self.amendments.iter()).any(|open| matches!(open, Amendment::Reversal { .. }))
    }

    /// Whether aid is being offered to a party: once, from the registration until they have answered.
    pub fn aid_offer(&self, role: Role) -> AidOffer {
        if !self.registered || self.reversed.is_some() || self.erased {
            AidOffer::Closed
        } else if self.aid[role].answered {
            AidOffer::Answered
        } else {
            AidOffer::Open
        }
    }

    /// Nobody has to look any more.
    pub(super) fn lift_hold(&mut self) {
        self.hold = None;
        self.claim = None;
        self.proposal = None;
    }

    /// A document of the court by its id.
    pub fn court_document(&self, upload: UploadId) -> Option<&CourtDocument> {
        self.court_documents.iter().find(|document| document.id == upload)
    }

    /// A correction by its number.
    pub fn correction(&self, number: u16) -> Option<&Correction> {
        self.corrections.get(usize::from(number).checked_sub(1)?)
    }

    /// Whether a change makes letters out of date that tell other registries of the divorce.
    pub(super) fn renews_letters(&self, amendment: &Amendment) -> bool {
        match amendment {
            Amendment::Reversal { .. } => true,
            Amendment::Correction { number } => self
                .correction(*number)
                .is_some_and(|correction| correction.field.concerns_the_divorce()),
            Amendment::Choice { .. } | Amendment::Custody { .. } => false,
        }
    }
}
