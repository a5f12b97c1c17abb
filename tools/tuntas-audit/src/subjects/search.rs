//! Searches for the cases of a person. The person is a random id, and the searches name nobody but officers.

use serde::Serialize;
use tuntas_domain::identity::CaseId;
use tuntas_domain::search::{Search, Searches};
use tuntas_journal::{Searching, Story};
use tuntas_tables::{Table, Write};

use super::{Audited, Facts};
use crate::Failure;

/// The searches for a person up to a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchFacts {
    /// How many there had been.
    pub times: u32,
    /// How many cases the last one had found.
    pub found: u32,
}

impl Audited for Searching {
    const NAME: &'static str = "search";
    const SPOKEN: &'static [&'static str] = &["type"];
    type Facts = SearchFacts;

    fn facts(searches: &Searches) -> Result<SearchFacts, Failure> {
        Ok(SearchFacts {
            times: searches.times,
            found: searches.found,
        })
    }

    fn erasing() -> Option<Search> {
        None
    }

    async fn papers(_: &Table, _: CaseId) -> Result<Vec<Write>, Failure> {
        Ok(Vec::new())
    }

    fn files(_: &Story<Self>) -> Vec<String> {
        Vec::new()
    }
}

impl Facts for SearchFacts {
    fn rows(&self) -> Vec<(&'static str, String)> {
        vec![
            ("searches", self.times.to_string()),
            ("cases found last", self.found.to_string()),
        ]
    }
}
