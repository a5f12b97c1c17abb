//! Security requests as a subject of the journal.

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

    fn kind(event: &Event) -> EventKind {
        event.kind()
    }

    fn evolve(request: SecurityRequest, event: &Event) -> SecurityRequest {
        evolve(request, event)
    }

    fn decide(request: &SecurityRequest, command: Command) -> Result<Vec<Event>, Refusal> {
        decide(request, command)
    }

    fn beside(table: &str, before: &Request, after: &Request) -> Result<Vec<Write>, serde_json::Error> {
        Ok(lists::changed(table, before, after))
    }
}
