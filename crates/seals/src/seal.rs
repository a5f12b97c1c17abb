//! What is signed.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Hash;

/// Names the format of [`Seal`].
pub const FORMAT: &str = "tuntas/seal/1";

/// The state of all chains on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Seal {
    /// [`FORMAT`].
    pub format: String,
    /// The day in the city's time zone.
    pub day: Date,
    /// Code of the city, such as `35.75`.
    pub city: String,
    /// How many cases there are.
    pub cases: u64,
    /// Root of the tree over their last entries.
    pub root: Hash,
    /// SHA-256 of the text of the seal before; `null` in the first.
    pub previous: Option<Hash>,
    /// When it was made. Each leaf is the last entry at some moment of the minutes before.
    pub sealed_at: Timestamp,
}

/// Not the text of a seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the text of a seal in the format {FORMAT}")]
pub struct MalformedSeal;

impl Seal {
    /// The exact text that is signed: JSON without white space, members in the order above.
    pub fn text(&self) -> String {
        // Texts, a number and times always have a JSON form.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads the text of a seal.
    ///
    /// # Errors
    /// [`MalformedSeal`], also if the same seal would be written in another way.
    pub fn parse(text: &str) -> Result<Self, MalformedSeal> {
        let seal: Self = serde_json::from_str(text).map_err(|_| MalformedSeal)?;
        if seal.format == FORMAT && seal.text() == text {
            Ok(seal)
        } else {
            Err(MalformedSeal)
        }
    }

    /// What the next seal names as `previous`.
    pub fn fingerprint(&self) -> Hash {
        Hash::of(&[self.text().as_bytes()])
    }
}
