//! DynamoDB as Tuntas uses it: items under `pk` and `sk`, strongly consistent reads, and all writes of a step in
//! one conditional transaction.
//!
//! The crates that own a table (`journal`, `register`, `dossier`) describe their writes as plain [`Write`] values,
//! so that a step can put the writes of several tables into one transaction, and tests can read them.

mod item;
mod read;
mod transaction;
mod write;

pub use item::{Item, ItemError};
pub use read::{ReadError, Table};
pub use transaction::{CommitError, commit};
pub use write::{Expect, Key, Write};
