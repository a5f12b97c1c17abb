//! Support duties on which a ruling makes services depend.

use serde::{Deserialize, Serialize};

use super::Role;

/// A support duty of a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// *Nafkah anak*: support of the children.
    ChildSupport,
    /// *Nafkah iddah*: support during the waiting period.
    IddahSupport,
    /// *Mut'ah*: the parting gift.
    Mutah,
}

/// The ruling's order to hold back a party's documents until duties are met. The court alone releases it, and it never
/// touches a child's papers: where a child under 17 stands on the party's card, nothing is held back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyOrder {
    /// Who owes.
    pub role: Role,
    /// What is owed; never empty.
    pub duties: Vec<Duty>,
}
