//! A case as its events have left it.

use super::Track;
use crate::decree::{DivorceKind, Missing, Parties};
use crate::identity::CourtCode;
use crate::plan::Hold;

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
    /// Whether the register has been changed.
    pub registered: bool,
    /// The two tracks.
    pub tracks: Parties<Track>,
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
    /// The register has been changed; documents are on their way.
    Registered,
    /// Both tracks have ended.
    Completed,
}

impl Case {
    /// The stage.
    pub fn stage(&self) -> Stage {
        if self.court.is_none() {
            Stage::Empty
        } else if self.registered {
            if self.tracks.iter().all(|(_, track)| track.is_finished()) {
                Stage::Completed
            } else {
                Stage::Registered
            }
        } else if self.hold.is_some() {
            Stage::Held
        } else if self.missing.is_empty() {
            Stage::Accepted
        } else {
            Stage::AwaitingFinality
        }
    }
}
