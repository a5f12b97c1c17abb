//! What a provider's status word means.

use std::fmt;

use tuntas_domain::case::CourierStatus;

/// How much of a provider's unknown status word is kept, in characters.
const UNKNOWN_WORD_LIMIT: usize = 40;

/// What a provider says of an order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reported {
    /// In our own words.
    Known(CourierStatus),
    /// A word that this version does not know, reduced to `[a-z0-9_]` and 40 characters: kept for people, never
    /// acted upon.
    Unknown(String),
}

impl Reported {
    /// Keeps of a foreign word only what is safe to log.
    pub(crate) fn unknown(word: &str) -> Self {
        let kept = word
            .chars()
            .map(|c| c.to_ascii_lowercase())
            .filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '_')
            .take(UNKNOWN_WORD_LIMIT)
            .collect();
        Self::Unknown(kept)
    }

    /// The status, if the word is known.
    pub fn known(&self) -> Option<CourierStatus> {
        match self {
            Self::Known(status) => Some(*status),
            Self::Unknown(_) => None,
        }
    }
}

impl From<CourierStatus> for Reported {
    fn from(status: CourierStatus) -> Self {
        Self::Known(status)
    }
}

impl PartialEq<CourierStatus> for Reported {
    fn eq(&self, other: &CourierStatus) -> bool {
        self.known() == Some(*other)
    }
}

/// One word of ours, or `unknown:` and theirs, so that theirs cannot pass for one of ours.
impl fmt::Display for Reported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(status) => status.fmt(f),
            Self::Unknown(word) => write!(f, "unknown:{word}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_word_cannot_pass_for_one_of_ours_nor_smuggle_text() {
        let foreign = Reported::unknown("delivered");
        assert_eq!(
            (foreign.to_string().as_str(), foreign.known()),
            ("unknown:delivered", None)
        );
        let smuggled = Reported::unknown("Jl. Pahlawan 7\nINFO ok");
        assert_eq!(smuggled.to_string(), "unknown:jlpahlawan7infook");
        assert_eq!(Reported::unknown(&"x".repeat(4000)).to_string().len(), 48);
    }
}
