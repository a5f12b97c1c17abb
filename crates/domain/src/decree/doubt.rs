//! What is doubtful about a ruling itself.

use serde::{Deserialize, Serialize};

/// Something about the ruling that an officer looks at before anything changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// The case number does not name its court, as on old rulings.
    CourtNameMissing,
    /// The case number carries a code the court no longer uses.
    CourtCodeOld,
}
