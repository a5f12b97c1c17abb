//! How far a file is acknowledged.

use serde::{Deserialize, Serialize};

use crate::Outcome;
use crate::feed::Counts;

/// How far a file is acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// No entry is answered.
    Open,
    /// Some entries are answered, and all of those are entered.
    Partly,
    /// Every entry is entered.
    Acknowledged,
    /// The latest answer about at least one entry says that SIAK differs.
    Differs,
}

impl Stage {
    const ALL: [Self; 4] = [Self::Open, Self::Partly, Self::Acknowledged, Self::Differs];

    /// As stored and told.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Partly => "partly",
            Self::Acknowledged => "acknowledged",
            Self::Differs => "differs",
        }
    }
}

impl std::str::FromStr for Stage {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|stage| stage.as_str() == text)
            .ok_or(())
    }
}

/// The latest answer about an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Latest {
    /// Counts the answers about this entry, from 1.
    pub(crate) revision: u32,
    /// What it says.
    pub(crate) outcome: Outcome,
}

/// Stage and counts of a file whose entries have these latest answers.
pub(crate) fn standing(latest: &[Option<Latest>]) -> (Stage, Counts) {
    let count = |of: fn(&Outcome) -> bool| {
        latest
            .iter()
            .flatten()
            .filter(|latest| of(&latest.outcome))
            .count()
    };
    let counts = Counts {
        entries: latest.len(),
        entered: count(|outcome| matches!(outcome, Outcome::Entered)),
        differing: count(|outcome| matches!(outcome, Outcome::Differs { .. })),
    };
    let stage = if counts.differing > 0 {
        Stage::Differs
    } else if counts.entered == counts.entries {
        Stage::Acknowledged
    } else if counts.entered > 0 {
        Stage::Partly
    } else {
        Stage::Open
    };
    (stage, counts)
}
