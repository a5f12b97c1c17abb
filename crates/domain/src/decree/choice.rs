//! What a party wishes for their family card.

use serde::{Deserialize, Serialize};

use crate::household::Address;
use crate::identity::{CityCode, KkNumber};
use crate::people::{Relationship, Text};

/// A party's wish. Without one, the head keeps the number and the other party forms an own family card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Stay on the present family card.
    Keep,
    /// Head an own family card, at a new address or at the present one.
    Own {
        /// New address; the present one if absent.
        address: Option<Address>,
    },
    /// Join another household, whose head has agreed (*pernyataan bersedia menampung*).
    Join {
        /// KK number of that household.
        host: KkNumber,
        /// Relationship to its head.
        relationship: Relationship,
        /// Whether the consent of its head is on file.
        host_consents: bool,
    },
    /// Move out of the city (*SKPWNI*).
    Leave {
        /// Destination in the party's own words.
        destination: Text<60>,
        /// The city or regency it lies in, where known: its registry is told by name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        region: Option<CityCode>,
    },
}

/// A wish without its content, as the journal tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceKind {
    /// [`Choice::Keep`].
    Keep,
    /// [`Choice::Own`].
    Own,
    /// [`Choice::Join`].
    Join,
    /// [`Choice::Leave`].
    Leave,
}

/// Who told of a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceSource {
    /// The party, on the tracking page.
    Citizen,
    /// An officer, for the party.
    Officer,
}

impl Choice {
    /// Which kind of wish it is.
    pub fn kind(&self) -> ChoiceKind {
        match self {
            Self::Keep => ChoiceKind::Keep,
            Self::Own { .. } => ChoiceKind::Own,
            Self::Join { .. } => ChoiceKind::Join,
            Self::Leave { .. } => ChoiceKind::Leave,
        }
    }
}
