//! What a party wishes for their family card.

use serde::{Deserialize, Serialize};

use crate::household::Address;
use crate::identity::KkNumber;
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
        /// Destination, for the letter.
        destination: Text<60>,
    },
}
