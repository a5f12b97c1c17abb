//! What a party said after the decree about where to stand, one item for each revision.

use tuntas_domain::decree::{Choice, Role};
use tuntas_domain::identity::CaseId;
use tuntas_tables::{Item, Key, Write};

use crate::{DossierError, Dossiers, decode, encode};

fn key(case: CaseId, role: Role, revision: u16) -> Key {
    Key::new(format!("CHOICE#{case}#{role}"), format!("R#{revision}"))
}

impl Dossiers {
    /// The write that keeps a choice; a revision that is there already fails the transaction.
    ///
    /// # Errors
    /// [`DossierError::Encode`].
    pub fn choose(
        &self,
        case: CaseId,
        role: Role,
        revision: u16,
        choice: &Choice,
    ) -> Result<Write, DossierError> {
        let key = key(case, role, revision);
        let item = Item::new(key.pk, key.sk).with("choice", encode(choice)?);
        Ok(Write::create(self.table.name(), item))
    }

    /// One revision of a party's choice.
    ///
    /// # Errors
    /// [`DossierError`].
    pub async fn choice(
        &self,
        case: CaseId,
        role: Role,
        revision: u16,
    ) -> Result<Option<Choice>, DossierError> {
        let item = self.table.get(&key(case, role, revision)).await?;
        item.map(|item| decode(item.text("choice")?)).transpose()
    }
}
