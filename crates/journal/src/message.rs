//! What travels on queues: identifiers only.

use serde::{Deserialize, Serialize};
use tuntas_domain::case::EventKind;
use tuntas_domain::identity::CaseId;

/// Tells a step that an event was recorded. The reader loads what its role may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Message {
    /// The case.
    pub case_id: CaseId,
    /// Which entry.
    pub seq: u32,
    /// What happened.
    pub kind: EventKind,
}
