//! Entries and the story they make.

use jiff::Timestamp;
use tuntas_domain::identity::{CaseId, CommandId};

use crate::{Divorce, Subject};

/// Who caused an event. Free of personal data: a client of the API, an officer's code, a function, a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor(String);

impl Actor {
    /// A client of the API, by its OAuth client id.
    pub fn client(id: &str) -> Self {
        Self(format!("client:{id}"))
    }

    /// One of our functions.
    pub fn function(name: &str) -> Self {
        Self(format!("function:{name}"))
    }

    /// A courier provider.
    pub fn courier(provider: &str) -> Self {
        Self(format!("courier:{provider}"))
    }

    /// Somebody at the door, with a hand-over code.
    pub fn rider() -> Self {
        Self("rider".to_owned())
    }

    /// An officer, by the opaque code of the token's scope `officer/<code>`.
    pub fn officer(code: &str) -> Self {
        Self(format!("officer:{code}"))
    }

    /// An officer of the police, by the opaque code of the token's scope `police/<code>`.
    pub fn police(code: &str) -> Self {
        Self(format!("police:{code}"))
    }

    /// An officer of an aid office, by the opaque code of the token's scope `aid/<code>`.
    pub fn aid(code: &str) -> Self {
        Self(format!("aid:{code}"))
    }

    /// A former spouse, behind the tracking code; which one is said by the event.
    pub fn citizen() -> Self {
        Self("citizen".to_owned())
    }

    /// Somebody who runs the system, by the name that was given to a command line tool.
    pub fn operator(name: &str) -> Self {
        Self(format!("operator:{name}"))
    }

    pub(crate) fn stored(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// As stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One recorded event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<S: Subject = Divorce> {
    /// Counts from 1 within the case.
    pub seq: u32,
    /// When it was recorded.
    pub at: Timestamp,
    /// Who caused it.
    pub actor: Actor,
    /// What caused it.
    pub command: CommandId,
    /// The event.
    pub event: S::Event,
    /// The exact stored text of the event, over which the hash is taken.
    pub(crate) body: String,
    /// Hash of the entry before, hex; 64 zeros for the first.
    pub prev: String,
    /// Hash of this entry, hex.
    pub hash: String,
}

/// All entries of a case, and the case they make.
#[derive(Debug, Clone)]
pub struct Story<S: Subject = Divorce> {
    /// The case.
    pub id: CaseId,
    /// Oldest first.
    pub entries: Vec<Entry<S>>,
    /// The fold of all events.
    pub case: S::State,
}

impl<S: Subject> Story<S> {
    pub(crate) fn new(id: CaseId, entries: Vec<Entry<S>>) -> Self {
        let case = entries
            .iter()
            .fold(S::State::default(), |case, entry| S::evolve(case, &entry.event));
        Self { id, entries, case }
    }

    /// The story as it is with new entries.
    pub(crate) fn followed_by(&self, new: Vec<Entry<S>>) -> Self {
        let case = new
            .iter()
            .fold(self.case.clone(), |case, entry| S::evolve(case, &entry.event));
        let entries = self.entries.iter().cloned().chain(new).collect();
        Self {
            id: self.id,
            entries,
            case,
        }
    }

    /// Number of entries.
    pub fn version(&self) -> u32 {
        self.entries.last().map_or(0, |entry| entry.seq)
    }

    /// Whether a command has been recorded already.
    pub fn knows(&self, command: &CommandId) -> bool {
        self.entries.iter().any(|entry| entry.command == *command)
    }

    /// Hash the next entry chains to.
    pub fn head(&self) -> &str {
        self.entries
            .last()
            .map_or(crate::chain::GENESIS, |entry| &entry.hash)
    }

    /// The entry with a number.
    pub fn entry(&self, seq: u32) -> Option<&Entry<S>> {
        self.entries.iter().find(|entry| entry.seq == seq)
    }

    /// How many entries are of a kind.
    pub fn count(&self, kind: S::Kind) -> usize {
        self.entries
            .iter()
            .filter(|entry| S::kind(&entry.event) == kind)
            .count()
    }

    /// The first entry of a kind.
    pub fn first(&self, kind: S::Kind) -> Option<&Entry<S>> {
        self.entries.iter().find(|entry| S::kind(&entry.event) == kind)
    }
}
