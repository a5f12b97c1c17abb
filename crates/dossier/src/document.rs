//! What the QR on a document leads to.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_domain::case::DocumentKind;
use tuntas_domain::decree::Role;
use tuntas_domain::identity::{CaseId, DocumentId, PersonId};
use tuntas_domain::plan::HouseholdRef;
use tuntas_tables::{Expect, Item, Key, Write};

use crate::{DossierError, Dossiers, decode, encode};

/// A document that was issued. All a stranger may learn of its holder are initials.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRecord {
    /// What it is.
    pub kind: DocumentKind,
    /// Date of issue.
    pub issued_on: Date,
    /// Initials of the holder.
    pub initials: String,
    /// What makes it out of date.
    pub subject: Subject,
}

/// What a document shows; it is valid as long as this is the latest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A household version.
    Household(HouseholdRef),
    /// The n-th identity card of a person.
    Card {
        /// The person.
        person: PersonId,
        /// Counts from 1.
        issue: u32,
    },
    /// A letter of a case: to the registry where a party lives, or, without a party, to the one that recorded the marriage.
    /// The case's next letter to the same registry supersedes it.
    Letter {
        /// The case.
        case: CaseId,
        /// The party, if it is about one.
        role: Option<Role>,
    },
}

fn key(document: DocumentId) -> Key {
    Key::new(format!("DOC#{document}"), "DOC")
}

impl Dossiers {
    /// The write that makes a document verifiable. Rendering it again writes the same.
    ///
    /// # Errors
    /// [`DossierError::Encode`].
    pub fn issue(&self, document: DocumentId, record: &DocumentRecord) -> Result<Write, DossierError> {
        let key = key(document);
        Ok(Write::Put {
            table: self.table.name().to_owned(),
            item: Item::new(key.pk, key.sk).with("record", encode(record)?),
            expect: Expect::Anything,
        })
    }

    /// Finds an issued document.
    ///
    /// # Errors
    /// [`DossierError`].
    pub async fn document(&self, document: DocumentId) -> Result<Option<DocumentRecord>, DossierError> {
        let item = self.table.get(&key(document)).await?;
        item.map(|item| decode(item.text("record")?)).transpose()
    }
}
