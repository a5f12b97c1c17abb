//! Security requests as a subject of the journal.

use jiff::Timestamp;
use tuntas_figures::{Fact, Matter, security_facts};
use tuntas_journal::{Story, Subject};
use tuntas_security::{Command, Event, EventKind, Refusal, SecurityRequest, decide, evolve};
use tuntas_tables::Write;

use crate::lists;

/// A security request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Securing;

/// A request with its journal.
pub type Request = Story<Securing>;

impl Subject for Securing {
    type State = SecurityRequest;
    type Event = Event;
    type Kind = EventKind;
    type Command = Command;
    type Refusal = Refusal;

    const PARTITION: &'static str = "SEC";
    const ENTITY: &'static str = "security-event";
    const MATTER: Option<Matter> = Some(Matter::Security);

    fn kind(event: &Event) -> EventKind {
        event.kind()
    }

    fn evolve(request: SecurityRequest, event: &Event) -> SecurityRequest {
        evolve(request, event)
    }

    fn decide(request: &SecurityRequest, command: Command) -> Result<Vec<Event>, Refusal> {
        decide(request, command)
    }

    fn facts<'a>(history: impl Iterator<Item = (Timestamp, &'a Event)>, known: usize) -> Vec<Fact> {
        security_facts(history, known)
    }

    fn beside(table: &str, before: &Request, after: &Request) -> Result<Vec<Write>, serde_json::Error> {
        Ok(lists::changed(table, before, after))
    }
}
