//! Why an officer did what the journal tells: a note beside one of its entries. Kept here because a note may name people.

use tuntas_domain::identity::CaseId;
use tuntas_domain::people::Text;
use tuntas_tables::{Item, Key, Write};

use crate::{DossierError, Dossiers};

fn key(case: CaseId, entry: u32) -> Key {
    Key::new(format!("NOTE#{case}"), format!("E#{entry:010}"))
}

impl Dossiers {
    /// The write that keeps a note beside an entry of the journal; a second one fails the transaction.
    pub fn keep_note(&self, case: CaseId, entry: u32, note: &Text<200>) -> Write {
        let key = key(case, entry);
        Write::create(
            self.table.name(),
            Item::new(key.pk, key.sk).with("note", note.as_str()),
        )
    }

    /// The note beside an entry of the journal, if there is one.
    ///
    /// # Errors
    /// [`DossierError`].
    pub async fn note(&self, case: CaseId, entry: u32) -> Result<Option<Text<200>>, DossierError> {
        let item = self.table.get(&key(case, entry)).await?;
        item.map(|item| Text::parse(item.text("note")?).map_err(|_| DossierError::UnknownForm))
            .transpose()
    }
}
