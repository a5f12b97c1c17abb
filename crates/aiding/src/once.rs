//! Nobody is paid twice from one funding source for one purpose, whatever the programmes are called.

use tuntas_aid::referral::Award;
use tuntas_domain::identity::{CaseId, Nik};
use tuntas_signatures::KeyRing;
use tuntas_tables::{Expect, Item, Key, Table, Write};

use crate::KeptError;

/// Who gets money of which source for which purpose, by marks.
#[derive(Clone, Debug)]
pub(crate) struct Once {
    table: Table,
    keys: KeyRing,
}

fn held(mark: &str) -> Key {
    Key::new(format!("AIDONCE#{mark}"), "HELD")
}

fn holder(referral: CaseId) -> Key {
    Key::new(format!("AIDHOLD#{referral}"), "MARK")
}

impl Once {
    pub(crate) fn keys(&self) -> &KeyRing {
        &self.keys
    }

    pub(crate) fn new(table: Table, keys: KeyRing) -> Self {
        Self { table, keys }
    }

    /// The writes that hold an award's mark for a referral; `None` if another referral holds it.
    pub(crate) async fn hold(
        &self,
        referral: CaseId,
        nik: &Nik,
        award: &Award,
    ) -> Result<Option<Vec<Write>>, KeptError> {
        let mark = self
            .keys
            .aid_mark(nik, award.source.as_str(), award.purpose.as_str());
        if self.table.get(&held(&mark)).await?.is_some() {
            return Ok(None);
        }
        let write = |key: Key, name: &str, value: &str| {
            let item = Item::new(key.pk, key.sk).with("entity", "aid-once");
            Write::create(self.table.name(), item.with(name, value))
        };
        Ok(Some(vec![
            write(held(&mark), "referral", &referral.to_string()),
            write(holder(referral), "mark", &mark),
        ]))
    }

    /// The writes that let a referral's mark go. They need no number of the person, which may be erased by then.
    pub(crate) async fn release(&self, referral: CaseId) -> Result<Vec<Write>, KeptError> {
        let Some(item) = self.table.get(&holder(referral)).await? else {
            return Ok(Vec::new());
        };
        let mark = item.text("mark")?;
        let delete = |key: Key, expect: Expect| Write::Delete {
            table: self.table.name().to_owned(),
            key,
            expect,
        };
        Ok(vec![
            delete(held(mark), Expect::Text("referral", referral.to_string())),
            delete(holder(referral), Expect::Text("mark", mark.to_owned())),
        ])
    }
}
