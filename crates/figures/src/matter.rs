//! What a step is one of.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What a step is a step of. Each has a journal of its own, a word for it in the index of days, and figures of its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// A divorce.
    #[default]
    Case,
    /// A request for security.
    Security,
    /// A referral for aid.
    Aid,
    /// The searches for a person's cases.
    Search,
}

/// There is no such matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such matter")]
pub struct UnknownMatter;

impl Matter {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Case, Self::Security, Self::Aid, Self::Search];

    /// As it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Security => "security",
            Self::Aid => "aid",
            Self::Search => "search",
        }
    }
}

impl FromStr for Matter {
    type Err = UnknownMatter;

    fn from_str(text: &str) -> Result<Self, UnknownMatter> {
        let mut all = Self::ALL.into_iter();
        all.find(|matter| matter.as_str() == text).ok_or(UnknownMatter)
    }
}
