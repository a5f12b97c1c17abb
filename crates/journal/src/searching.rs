//! Searches for a person's cases as a subject of the journal.

use std::convert::Infallible;

use jiff::Timestamp;
use tuntas_domain::search::{self, Event, EventKind, Search, Searches};
use tuntas_figures::{Fact, Matter, search_facts};

use crate::Subject;

/// The searches for one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Searching;

impl Subject for Searching {
    type State = Searches;
    type Event = Event;
    type Kind = EventKind;
    type Command = Search;
    type Refusal = Infallible;

    const PARTITION: &'static str = "SEARCH";
    const ENTITY: &'static str = "search-event";
    const MATTER: Option<Matter> = Some(Matter::Search);

    fn kind(event: &Event) -> EventKind {
        event.kind()
    }

    fn evolve(searches: Searches, event: &Event) -> Searches {
        search::evolve(searches, event)
    }

    fn decide(_: &Searches, search: Search) -> Result<Vec<Event>, Infallible> {
        Ok(vec![search::decide(search)])
    }

    fn facts<'a>(history: impl Iterator<Item = (Timestamp, &'a Event)>, known: usize) -> Vec<Fact> {
        search_facts(history, known)
    }
}
