//! The dossier: the personal data of a case, kept apart from its journal.
//!
//! | item | holds | who may read it |
//! |---|---|---|
//! | `CASE#<case>` / `DECREE` | what the court sent, without contacts | `register-update`, `card-render` |
//! | `PARTY#<NIK>` / `CASE#<case>` | that the person is a party of that case, and which | `registry-desk` |
//! | `SOUGHT#<NIK>` / `SEARCHES` | a random id: the name of the person in the journal of searches, for 400 days | `registry-desk` |
//! | `CONTACT#<case>#<role>` / `CONTACT` | one party's name, telephone, delivery address | `courier-dispatch`, `aid-referral` |
//! | `SAFETY#<case>#<role>` / `SAFETY` | whether one party has to be protected from violence | `courier-dispatch`, `aid-referral`, `registry-desk` |
//! | `CHOICE#<case>#<role>` / `R#<revision>` | where a party said after the decree it wants to stand | `register-update`, `card-render` |
//! | `DECISION#<case>` / `NUMBER#<kecamatan>` | a KK number issued for this case by hand | `register-update` |
//! | `CORRECTION#<case>` / `C#<number>` | what a wrong field should say | `register-update`, `card-render` |
//! | `NOTE#<case>` / `E#<entry>` | why an officer did what that entry tells | `registry-desk` |
//! | `DOC#<document>` / `DOC` | what the QR of a document leads to | `case-tracking` |
//! | `DOC#<document>` / `LETTER` | what the QR of a letter of an office leads to | `case-tracking` |
//!
//! Deleting a dossier erases the person from a case; the journal's chain still verifies.

mod addressee;
mod by_hand;
mod choice;
mod correction;
mod decree;
mod document;
mod erase;
mod letter;
mod note;
mod party;
mod safety;

pub use addressee::Addressee;
pub use decree::Filed;
pub use document::{DocumentRecord, Subject};
pub use letter::{IssuedLetter, LetterOf, LetterRecord};
pub use party::PartyOf;
pub use safety::{Destination, Safety};

use tuntas_tables::{ItemError, ReadError, Table};

/// The table `dossiers`.
#[derive(Clone, Debug)]
pub struct Dossiers {
    table: Table,
}

/// A dossier could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum DossierError {
    /// Could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A stored item is damaged.
    #[error(transparent)]
    Item(#[from] ItemError),
    /// Something is stored in a form this version does not know.
    #[error("a dossier is stored in an unknown form")]
    UnknownForm,
    /// Something could not be written as text.
    #[error("a dossier could not be written: {0}")]
    Encode(serde_json::Error),
}

impl Dossiers {
    /// Opens the table.
    pub fn new(table: Table) -> Self {
        Self { table }
    }
}

fn encode<T: serde::Serialize>(value: &T) -> Result<String, DossierError> {
    serde_json::to_string(value).map_err(DossierError::Encode)
}

/// The parser's message may quote content, so it is not kept.
fn decode<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, DossierError> {
    serde_json::from_str(text).map_err(|_| DossierError::UnknownForm)
}
