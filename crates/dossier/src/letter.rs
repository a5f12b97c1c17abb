//! What the QR on a letter of an office leads to.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tuntas_domain::identity::DocumentId;
use tuntas_tables::{Expect, Item, Key, Write};

use crate::{DossierError, Dossiers, decode, encode};

/// Whose letter it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterOf {
    /// Of a court or of the police, about security.
    #[default]
    Security,
    /// Of an aid office: a letter to whom it helps, or a receipt.
    Aid,
}

/// A letter that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterRecord {
    /// Its number as printed.
    pub number: String,
    /// Its date.
    pub issued_on: Date,
    /// Whose it is.
    #[serde(default)]
    pub of: LetterOf,
}

/// A letter as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedLetter {
    /// What was written.
    pub record: LetterRecord,
    /// Whether a later letter has taken its place.
    pub replaced: bool,
}

fn key(document: DocumentId) -> Key {
    Key::new(format!("DOC#{document}"), "LETTER")
}

impl Dossiers {
    /// The write that makes a letter verifiable.
    ///
    /// # Errors
    /// [`DossierError::Encode`].
    pub fn issue_letter(&self, document: DocumentId, record: &LetterRecord) -> Result<Write, DossierError> {
        let key = key(document);
        let item = Item::new(key.pk, key.sk).with("record", encode(record)?);
        Ok(Write::create(self.table.name(), item))
    }

    /// The write that says that a later letter has taken its place.
    pub fn replace_letter(&self, document: DocumentId) -> Write {
        Write::Update {
            table: self.table.name().to_owned(),
            key: key(document),
            set: Item::default().with("replaced", "yes"),
            remove: Vec::new(),
            add: None,
            expect: Expect::Present,
        }
    }

    /// Finds a letter.
    ///
    /// # Errors
    /// [`DossierError`].
    pub async fn letter(&self, document: DocumentId) -> Result<Option<IssuedLetter>, DossierError> {
        let Some(item) = self.table.get(&key(document)).await? else {
            return Ok(None);
        };
        Ok(Some(IssuedLetter {
            record: decode(item.text("record")?)?,
            replaced: item.text_if_present("replaced").is_some(),
        }))
    }
}
