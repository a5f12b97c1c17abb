//! The journal: every case is an append-only, hash-chained list of events in the table `cases`.
//!
//! The list is at once the source of truth, the audit log, the outbox (its stream triggers the next step) and
//! the record of what has been done already (an event names the command that caused it). A step loads a case,
//! decides, and appends under the condition that nobody appended in between, in one transaction with whatever
//! else it changes.

mod append;
mod chain;
mod days;
mod entry;
mod held;
mod journal;
mod lookup;
mod marriage_letters;
mod message;
mod numbers;
mod page;
mod print_jobs;
mod searching;
mod several;
mod step;
mod subject;
mod tips;

pub use chain::{ChainError, hash_entry};
pub use days::{Place, SHARDS, Steps, Told, steps_of};
pub use entry::{Actor, Entry, Story};
pub use held::{HeldCase, HeldPage};
pub use journal::{Journal, JournalError, unless_taken};
pub use lookup::{Lookup, LookupKey};
pub use marriage_letters::LetterPage;
pub use message::Message;
pub use numbers::Numbers;
pub use print_jobs::{JobPage, OpenJob};
pub use searching::Searching;
pub use several::Damaged;
pub use step::{Prepared, Ran, RunError, Step, StepFailure};
pub use subject::{Divorce, Subject};
pub use tips::Tip;
