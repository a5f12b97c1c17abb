//! Somebody who moves out of the city.

use serde::{Deserialize, Serialize};

use super::Member;
use crate::identity::{CityCode, Nik};
use crate::people::Text;

/// Somebody who leaves the register with the household version that says so: what their certificate of moving (*SKPWNI*)
/// and the letter to the registry of the destination need. Nobody else keeps their record afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Departure {
    /// The person as they leave, the divorce included, and what they were on the card they leave.
    pub member: Member,
    /// With whom they go: the party who chose to leave. The party's own is theirs.
    pub with: Nik,
    /// Where to, in the party's own words.
    pub destination: Text<60>,
    /// The city or regency it lies in, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<CityCode>,
}
