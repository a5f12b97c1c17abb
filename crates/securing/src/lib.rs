//! What is kept of security requests, under the rules of `tuntas-security`.
//!
//! | item, in the table `cases` | holds |
//! |---|---|
//! | `SEC#<request>` / `EV#<number>` | the journal: the same chain, tips and seals as a case's |
//! | `SECLIST#waiting`, `SECLIST#accepted` | the police's queue, by urgency and time |
//! | `CAL#<office>` | what stands in an office's calendar, by day |
//! | `DUE#<hour>` | what falls due in that hour |
//! | `UNIT#<unit>#<date>` | what a unit has promised on a day |
//! | `DAY#<day>` | what each step means to the reports, as a case's |
//! | `NUMBER#<office>#<year>` | the last number of an office's letters |
//!
//! | item, in the table `dossiers` | holds |
//! |---|---|
//! | `SECURITY#<request>` / `P#<revision>`, `A#<entry>`, `R#<entry>` | what the court asked, who comes, what was reported |
//!
//! All of them are written in the transaction of the event they belong to. So a unit cannot be promised twice, and a number
//! is given exactly when its letter is.

mod lists;
mod numbers;
mod papers;
mod subject;
mod units;

pub use lists::{CalendarRow, DueRow, List, Lists, QueuePage};
pub use numbers::Numbers;
pub use papers::Papers;
pub use subject::{Request, Securing};
pub use units::{KeptDay, Units};

use tuntas_tables::{ItemError, ReadError};

/// Something could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum KeptError {
    /// Could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A stored item is damaged.
    #[error(transparent)]
    Item(#[from] ItemError),
    /// Something is stored in a form this version does not know.
    #[error("something of a security request is stored in an unknown form")]
    UnknownForm,
    /// Something could not be written as text.
    #[error("something of a security request could not be written: {0}")]
    Encode(serde_json::Error),
}

fn encode<T: serde::Serialize>(value: &T) -> Result<String, KeptError> {
    serde_json::to_string(value).map_err(KeptError::Encode)
}

/// The parser's message may quote content, so it is not kept.
fn decode<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, KeptError> {
    serde_json::from_str(text).map_err(|_| KeptError::UnknownForm)
}
