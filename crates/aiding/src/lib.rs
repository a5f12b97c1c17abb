//! What is kept of aid, under the rules of `tuntas-aid`.
//!
//! | item, in the table `cases` | holds |
//! |---|---|
//! | `AID#<referral>` / `EV#<number>` | the journal of a referral: the same chain, tips and seals as a case's |
//! | `PROG#<id>` / `EV#<number>` | the journal of a programme; its id is derived from its code |
//! | `AIDPROG#<office>` / `<code>` | an office's programmes |
//! | `AIDDUE#<office>#<desk>` / `<day>#<referral>` | what a desk has to do next, soonest first |
//! | `BUDGET#<code>#<year>` / `TOTALS` | running totals of a programme's money |
//! | `LEDGER#<code>#<year>` / `L#<number>` | its bookings, numbered without gaps |
//! | `AIDONCE#<mark>` / `HELD` | that somebody gets money of one source for one purpose; the mark is a keyed hash |
//! | `AIDHOLD#<referral>` / `MARK` | the mark that a referral holds |
//! | `AIDPAY#<reference>` / `ORDER` | the payment order behind a reference |
//! | `AIDOUT#<office>` / `<day>#<reference>` | orders of which nobody knows yet whether they arrived |
//! | `NUMBER#<office>#<year>`, `NUMBER#<office>/kuitansi#<year>` | the last number of letters and of receipts |
//!
//! | item, in the table `dossiers` | holds |
//! |---|---|
//! | `AID#<referral>` / `PERSON`, `FACTS`, `ACCOUNT`, `NOTE#…` | who it is, what is known, where money goes, what officers saw |
//!
//! All of it is written in the transaction of the event it belongs to. So a budget is never overspent, nobody is paid twice
//! for one thing, and a number is given exactly when its paper is. When consent is withdrawn, the same transaction erases
//! whatever stands in `dossiers`; what stays names nobody.

mod aid;
mod books;
mod lists;
mod once;
mod papers;
mod payments;
mod reconcile;
mod statement;
mod subject;
mod words;

pub use aid::{Aid, ByOfficer, Referred, Says, Unready, programme_id};
pub use books::{BookFault, Books, KeptBook, LedgerPage, LedgerRow, Recount};
pub use lists::{DuePage, DueRow, Lists, ProgrammePage, ProgrammeRow};
pub use papers::{NoteOf, Papers};
pub use payments::Outstanding;
pub use reconcile::{Difference, Differing, Matched, Missing, NotReconciled, Reconciliation};
pub use statement::{Statement, StatementFault, StatementLine};
pub use subject::{Aiding, ProgrammeStory, Programming, ReferralStory};
pub use words::Word;

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
    #[error("something of aid is stored in an unknown form")]
    UnknownForm,
    /// Something could not be written as text.
    #[error("something of aid could not be written: {0}")]
    Encode(serde_json::Error),
}

fn encode<T: serde::Serialize>(value: &T) -> Result<String, KeptError> {
    serde_json::to_string(value).map_err(KeptError::Encode)
}

/// The parser's message may quote content, so it is not kept.
fn decode<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, KeptError> {
    serde_json::from_str(text).map_err(|_| KeptError::UnknownForm)
}
