//! The change feed of the register: every change, signed and in one order, for whoever enters it into SIAK; and what
//! they answer.
//!
//! A *file* tells of some household versions. It holds their columns as SIAK names them and what changed from the
//! version before ([`difference()`]), names the file before it by hash, and is signed. [`FeedFile`] writes one,
//! [`verify_chain`] is the reader's side, and [`Feed`] is the table that gives numbers and keeps the answers. The
//! guide for readers is `docs/change-feed.md`.
//!
//! | item | holds |
//! |---|---|
//! | `FEED` / `HEAD` | number and hash of the last file |
//! | `FILE#<number>` / `FILE` | what a file was made of: enough to make it again |
//! | `FILE#<number>` / `STORED` | that it lies in the bucket with its signature |
//! | `ENTRY#<household>#<version>` / `ENTRY` | the file that tells of a household version |
//! | `OPEN` / `<number>` | a file that is not acknowledged |
//! | `ACK#<number>` / `STANDING` | the latest answer about each entry |
//! | `ACK#<number>` / `A#<household>#<version>#<revision>` | one answer, for ever |
//! | `DIFFERENCE` / `<number>#<household>#<version>` | an entry that SIAK differs from |
//!
//! Only answers may hold personal data: what an operator says stands in SIAK.

mod acknowledge;
mod answer;
mod card;
mod chain;
mod column;
mod difference;
mod feed;
mod file;
mod keys;
mod number;
mod pages;
mod standing;

pub use acknowledge::{AcknowledgeError, Acknowledged, Given};
pub use answer::{Answer, AnswersError, Differing, Outcome, parse_answers};
pub use card::{Card, Row};
pub use chain::{BrokenChain, Chain, ChainFault, SignedFile, Verified, verify_chain};
pub use column::{Column, Value};
pub use difference::{Changed, Difference, difference};
pub use feed::{Appended, Feed, FeedError, Last, Recipe};
pub use file::{Change, ENTRIES_AT_MOST, EntryRef, FORMAT, FeedFile, is_change, object_key, signature_key};
pub use number::{FileNumber, InvalidFileNumber};
pub use pages::{DifferencePage, EntryId, InvalidEntryId, OpenDifference, OpenFile, OpenPage};
pub use standing::Stage;
