//! What a wrong field should say. The journal knows only which field of whom, and the number of the proposal.

use tuntas_domain::identity::CaseId;
use tuntas_domain::plan::Correction;
use tuntas_tables::{Item, Key, Write};

use crate::{DossierError, Dossiers, decode, encode};

fn key(case: CaseId, number: u16) -> Key {
    Key::new(format!("CORRECTION#{case}"), format!("C#{number}"))
}

impl Dossiers {
    /// The write that keeps a proposed correction; a number that is there already fails the transaction.
    ///
    /// # Errors
    /// [`DossierError::Encode`].
    pub fn propose(&self, case: CaseId, number: u16, correction: &Correction) -> Result<Write, DossierError> {
        let key = key(case, number);
        let item = Item::new(key.pk, key.sk).with("correction", encode(correction)?);
        Ok(Write::create(self.table.name(), item))
    }

    /// A proposed correction.
    ///
    /// # Errors
    /// [`DossierError`].
    pub async fn correction(&self, case: CaseId, number: u16) -> Result<Option<Correction>, DossierError> {
        let item = self.table.get(&key(case, number)).await?;
        item.map(|item| decode(item.text("correction")?)).transpose()
    }
}
