//! What a journal can be of: a fold of events under rules, with lists beside it.

use std::fmt::Debug;

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tuntas_domain::case::{Case, Command, Event, EventKind, Refusal, decide, evolve};
use tuntas_figures::{Fact, Matter, Step, facts};
use tuntas_tables::Write;

use crate::{Story, held, lookup, marriage_letters, print_jobs};

/// Something whose life is a journal. Chain, tip, idempotency and seal are the same for all; the rules, the stored words
/// and the lists that go with them are its own.
pub trait Subject: Copy + Debug + PartialEq + Eq + Send + Sync + 'static {
    /// The fold of all events.
    type State: Clone + Debug + Default + Send + Sync;
    /// What happens to it.
    type Event: Clone + Debug + PartialEq + Eq + Serialize + DeserializeOwned + Send + Sync;
    /// Names of the events, as they are stored.
    type Kind: Copy + PartialEq + Serialize;
    /// What may be wished.
    type Command: Debug + Send;
    /// Why the rules say no.
    type Refusal: std::error::Error + Send + Sync + 'static;

    /// First part of the partition key, such as `CASE`.
    const PARTITION: &'static str;
    /// The attribute `entity` of an entry, by which readers of the stream tell what they are given.
    const ENTITY: &'static str;

    /// What its steps are to the days and their reports; `None` if no report counts them. The journal tells the
    /// [index of days](crate::Journal::steps) of each step that is one, with what its [facts](Self::facts) are.
    const MATTER: Option<Matter> = None;

    /// The event's name.
    fn kind(event: &Self::Event) -> Self::Kind;
    /// What has happened.
    fn evolve(state: Self::State, event: &Self::Event) -> Self::State;
    /// What may happen.
    ///
    /// # Errors
    /// The rules say no.
    fn decide(state: &Self::State, command: Self::Command) -> Result<Vec<Self::Event>, Self::Refusal>;
    /// What its last entries mean to a report. `history`: all of its entries, oldest first; `known`: how many of them were
    /// there before.
    fn facts<'a>(history: impl Iterator<Item = (Timestamp, &'a Self::Event)>, known: usize) -> Vec<Fact> {
        let (_, _) = (history, known);
        Vec::new()
    }
    /// The look-ups and lists that new entries change, for the transaction that appends them.
    ///
    /// # Errors
    /// Something of them could not be written as text.
    fn beside(
        table: &str,
        before: &Story<Self>,
        after: &Story<Self>,
    ) -> Result<Vec<Write>, serde_json::Error> {
        let (_, _, _) = (table, before, after);
        Ok(Vec::new())
    }
    /// The lists that change by what a step means, for the same transaction.
    fn following(table: &str, step: &Step) -> Vec<Write> {
        let (_, _) = (table, step);
        Vec::new()
    }
}

/// A divorce and what follows from it: the cases of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Divorce;

impl Subject for Divorce {
    type State = Case;
    type Event = Event;
    type Kind = EventKind;
    type Command = Command;
    type Refusal = Refusal;

    const PARTITION: &'static str = "CASE";
    const ENTITY: &'static str = "event";
    const MATTER: Option<Matter> = Some(Matter::Case);

    fn kind(event: &Event) -> EventKind {
        event.kind()
    }

    fn evolve(case: Case, event: &Event) -> Case {
        evolve(case, event)
    }

    fn decide(case: &Case, command: Command) -> Result<Vec<Event>, Refusal> {
        decide(case, command)
    }

    fn facts<'a>(history: impl Iterator<Item = (Timestamp, &'a Event)>, known: usize) -> Vec<Fact> {
        facts(history, known)
    }

    fn beside(table: &str, before: &Story, after: &Story) -> Result<Vec<Write>, serde_json::Error> {
        let new = after.entries.iter().skip(before.entries.len());
        let mut writes: Vec<Write> = new
            .filter_map(|entry| lookup::opened_by(table, after.id, &entry.event))
            .collect();
        writes.extend(print_jobs::changed(table, before, after));
        writes.extend(marriage_letters::changed(table, before, after));
        Ok(writes)
    }

    fn following(table: &str, step: &Step) -> Vec<Write> {
        held::changed(table, step)
    }
}
