//! Taking all personal data of a case away.

use tuntas_domain::decree::Role;
use tuntas_domain::identity::CaseId;
use tuntas_tables::{Expect, Key, Write};

use crate::{DossierError, Dossiers};

/// Everything that is kept for a case. What a document's QR leads to stays: initials, kind and date of a paper that is
/// still out there and must be told from a forged one.
fn partitions(case: CaseId) -> Vec<String> {
    let whole = ["CASE", "DECISION", "CORRECTION", "NOTE"].map(|kind| format!("{kind}#{case}"));
    let by_role = ["CONTACT", "CHOICE", "SAFETY"]
        .into_iter()
        .flat_map(|kind| Role::BOTH.map(|role| format!("{kind}#{case}#{role}")));
    whole.into_iter().chain(by_role).collect()
}

impl Dossiers {
    /// The writes that delete a case's dossier, for the transaction that records it. Each expects what is there now.
    ///
    /// # Errors
    /// [`DossierError`].
    pub async fn erase(&self, case: CaseId) -> Result<Vec<Write>, DossierError> {
        let mut writes = Vec::new();
        if let Some(filed) = self.decree(case).await? {
            for (_, nik) in filed.decree.niks() {
                writes.extend(self.forget_party(nik, case).await?);
            }
        }
        for pk in partitions(case) {
            for item in self.table.all(&pk, "").await? {
                writes.push(Write::Delete {
                    table: self.table.name().to_owned(),
                    key: Key::new(pk.as_str(), item.text("sk")?),
                    expect: Expect::Present,
                });
            }
        }
        Ok(writes)
    }
}
