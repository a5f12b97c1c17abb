//! Where one party's envelope goes.

use serde::{Deserialize, Serialize};
use tuntas_domain::decree::{Contact, Party, Role};
use tuntas_domain::identity::CaseId;
use tuntas_domain::people::PersonName;
use tuntas_tables::{Expect, Item, Key, Write};

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
    Ok(item(case, role, party)?.map(|item| Write::create(table, item)))
}

/// The contact as a mended decree names it, or nothing where it names none.
pub(crate) fn replace(table: &str, case: CaseId, role: Role, party: &Party) -> Result<Write, DossierError> {
    let (table, expect) = (table.to_owned(), Expect::Anything);
    Ok(match item(case, role, party)? {
        Some(item) => Write::Put { table, item, expect },
        None => Write::Delete {
            table,
            key: key(case, role),
            expect,
        },
    })
}

fn item(case: CaseId, role: Role, party: &Party) -> Result<Option<Item>, DossierError> {
    let Some(contact) = &party.contact else {
        return Ok(None);
    };
    let key = key(case, role);
    let addressee = Addressee {
        name: party.name.clone(),
        contact: contact.clone(),
    };
    Ok(Some(
        Item::new(key.pk, key.sk).with("addressee", encode(&addressee)?),
    ))
}

impl Dossiers {
    /// Name, telephone and home of a party, if the court said. Whether they may be told is decided by its callers.
    pub(crate) async fn addressee(
        &self,
        case: CaseId,
        role: Role,
    ) -> Result<Option<Addressee>, DossierError> {
        let item = self.table.get(&key(case, role)).await?;
        item.map(|item| decode(item.text("addressee")?)).transpose()
    }
}
