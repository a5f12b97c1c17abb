//! Where one party's envelope goes.

use serde::{Deserialize, Serialize};
use tuntas_domain::decree::{Contact, Party, Role};
use tuntas_domain::identity::CaseId;
use tuntas_domain::people::PersonName;
use tuntas_tables::{Item, Key, Write};

use crate::{DossierError, Dossiers, decode, encode};

/// All a courier learns of a person: name, telephone, address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addressee {
    /// Name on the envelope.
    pub name: PersonName,
    /// Where it goes.
    pub contact: Contact,
}

fn key(case: CaseId, role: Role) -> Key {
    Key::new(format!("CONTACT#{case}#{role}"), "CONTACT")
}

pub(crate) fn write(
    table: &str,
    case: CaseId,
    role: Role,
    party: &Party,
) -> Result<Option<Write>, DossierError> {
    let Some(contact) = &party.contact else {
        return Ok(None);
    };
    let key = key(case, role);
    let addressee = Addressee {
        name: party.name.clone(),
        contact: contact.clone(),
    };
    Ok(Some(Write::create(
        table,
        Item::new(key.pk, key.sk).with("addressee", encode(&addressee)?),
    )))
}

impl Dossiers {
    /// Where a party's envelope goes, if the court said.
    ///
    /// # Errors
    /// [`DossierError`].
    pub async fn addressee(&self, case: CaseId, role: Role) -> Result<Option<Addressee>, DossierError> {
        let item = self.table.get(&key(case, role)).await?;
        item.map(|item| decode(item.text("addressee")?)).transpose()
    }
}
