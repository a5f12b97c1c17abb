//! Officers' searches for the cases of a person. They have a journal of their own, one for each person: a search is about
//! a person and no case, and the one that finds nothing tells most of a broker who asks again and again.
//!
//! The person is a random id here; whose it is, stands beside the journal, where it can be erased.

use serde::{Deserialize, Serialize};

use crate::identity::OfficerCode;

crate::events! {
    /// An officer searched for the person's cases.
    Searched {
        /// Who.
        officer: OfficerCode,
        /// How many there were.
        cases: u32,
    },
}

/// What became of the searches for a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Searches {
    /// How many there have been.
    pub times: u32,
    /// How many cases the last one found.
    pub found: u32,
}

/// A wish to search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// Who.
    pub officer: OfficerCode,
    /// How many cases there are.
    pub cases: u32,
}

/// Each search is recorded, those of the same officer for the same person, too.
pub fn decide(search: Search) -> Event {
    let Search { officer, cases } = search;
    Event::Searched { officer, cases }
}

/// The searches with one more.
pub fn evolve(searches: Searches, event: &Event) -> Searches {
    let Event::Searched { cases, .. } = event;
    Searches {
        times: searches.times.saturating_add(1),
        found: *cases,
    }
}
