//! A case as its events have left it.

use jiff::Timestamp;

use super::{CorrectedField, Document, ReturnReason, Track, Whom};
use crate::decree::{DivorceKind, Missing, Parties, Role};
use crate::identity::{CityCode, CourtCode, OfficerCode};
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
    /// What officers decided, oldest first. A repaired decree starts afresh.
    pub decisions: Vec<Decision>,
    /// Why the case is with the court for repair, if it is.
    pub returned: Option<ReturnReason>,
    /// Why the case ended without a change, if it did.
    pub closed: Option<CloseGround>,
    /// Whether the register has been changed.
    pub registered: bool,
    /// Changes asked for since and not yet carried out, oldest first.
    pub amendments: Vec<Amendment>,
    /// Latest revision of each party\'s choice; 0 where only the decree speaks.
    pub choices: Parties<u16>,
    /// Who has custody of which child by a later decision, last one counts.
    pub custody: Vec<(usize, Role)>,
    /// Corrections, in the order they were proposed; the first is number 1.
    pub corrections: Vec<Correction>,
    /// How the ruling was undone, if it was.
    pub reversed: Option<Reversal>,
    /// Whose documents the ruling holds back.
    pub duty: Option<Role>,
    /// Whether the court released them, or they never could be held back.
    pub duty_over: bool,
    /// The letter to the registry that recorded the marriage.
    pub marriage_notice: MarriageNotice,
    /// Whether the personal data were erased.
    pub erased: bool,
    /// The two tracks.
    pub tracks: Parties<Track>,
}

/// An officer works on a held case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Who.
    pub officer: OfficerCode,
    /// Until when.
    pub until: Timestamp,
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

/// How far the letter to the registry that recorded the marriage is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum MarriageNotice {
    /// None is due: the marriage was recorded here, or nobody said where.
    #[default]
    None,
    /// It is to be written.
    Due {
        /// To the registry of this city or regency.
        region: CityCode,
    },
    /// It waits to be sent.
    Ready {
        /// The letter.
        document: Document,
    },
    /// It has gone out.
    Sent {
        /// The letter.
        document: Document,
    },
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
            && matches!(
                self.marriage_notice,
                MarriageNotice::None | MarriageNotice::Sent { .. }
            )
            && self.tracks.iter().all(|(_, track)| track.is_finished())
    }

    /// Whether the ruling holds a party\'s documents back at this moment.
    pub fn withholds(&self, role: Role) -> bool {
        self.duty == Some(role) && !self.duty_over && self.reversed.is_none()
    }
}
