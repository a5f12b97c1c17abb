//! KK numbers that SIAK issued for one case by hand. The decision that names the kecamatan stands in the journal.

use tuntas_domain::identity::{CaseId, KecamatanCode, KkNumber};
use tuntas_tables::{Expect, Item, Key, Write};

use crate::{DossierError, Dossiers};

fn key(case: CaseId, kecamatan: &KecamatanCode) -> Key {
    Key::new(format!("DECISION#{case}"), format!("NUMBER#{kecamatan}"))
}

impl Dossiers {
    /// The write that keeps a number for a case, in the place of an earlier one for the same kecamatan.
    pub fn keep_number(&self, case: CaseId, kecamatan: &KecamatanCode, number: &KkNumber) -> Write {
        let key = key(case, kecamatan);
        Write::Put {
            table: self.table.name().to_owned(),
            item: Item::new(key.pk, key.sk).with("number", number.as_str()),
            expect: Expect::Anything,
        }
    }

    /// The number kept for a case.
    ///
    /// # Errors
    /// [`DossierError`].
    pub async fn kept_number(
        &self,
        case: CaseId,
        kecamatan: &KecamatanCode,
    ) -> Result<Option<KkNumber>, DossierError> {
        let item = self.table.get(&key(case, kecamatan)).await?;
        Ok(item.map(|item| item.parsed("number")).transpose()?)
    }
}
