//! DynamoDB as Tuntas uses it: items under `pk` and `sk`, strongly consistent reads, and all writes of a step in
//! one conditional transaction.
//!
//! The crates that own a table (`journal`, `register`, `dossier`) describe their writes as plain [`Write`] values,
//! so that a step can put the writes of several tables into one transaction, and tests can read them.

mod database;
mod dynamo;
mod expression;
mod item;
mod read;
mod write;

pub use database::{Answer, Backend, CommitError, Database, Query, ReadError, commit};
pub use item::{Item, ItemError};
pub use read::Table;
pub use write::{Expect, Key, Write};
