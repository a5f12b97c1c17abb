//! Which cases a person is a party of, by NIK.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use tuntas_domain::decree::{Decree, Role};
use tuntas_domain::identity::{CaseId, Nik};
use tuntas_tables::{Expect, Item, Key, Write};

use crate::{DossierError, Dossiers};

/// What is known by a NIK.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartyOf {
    /// The cases, oldest first, and whether the person is petitioner or respondent.
    pub cases: BTreeMap<CaseId, Role>,
    /// Names the person in the journal of searches; `None` while nobody has searched.
    pub searches: Option<CaseId>,
}

/// How long the journal of searches is known to be about this person: so long that a year's repetitions are seen, and no
/// longer, because those who are searched for need not have a case that could ever be erased.
const SOUGHT_FOR: SignedDuration = SignedDuration::from_hours(24 * 400);

fn sought(nik: &Nik) -> Key {
    Key::new(format!("SOUGHT#{}", nik.as_str()), "SEARCHES")
}

fn partition(nik: &Nik) -> String {
    format!("PARTY#{}", nik.as_str())
}

fn key(nik: &Nik, case: CaseId) -> Key {
    Key::new(partition(nik), format!("CASE#{case}"))
}

/// The writes by which a new case is found.
pub(crate) fn list(table: &str, case: CaseId, decree: &Decree) -> Vec<Write> {
    let niks = decree.niks();
    niks.map(|(role, nik)| {
        let key = key(nik, case);
        Write::Put {
            table: table.to_owned(),
            item: Item::new(key.pk, key.sk)
                .with("case", case.to_string())
                .with("role", role.as_str()),
            expect: Expect::Anything,
        }
    })
    .collect()
}

/// The writes by which a case is found under the parties of a mended decree, and no longer under those it named by mistake.
pub(crate) fn relist(table: &str, case: CaseId, was: &Decree, is: &Decree) -> Vec<Write> {
    let is_named = |nik: &Nik| is.niks().any(|(_, named)| named == nik);
    let gone = was.niks().filter(|(_, nik)| !is_named(nik));
    let delisted = gone.map(|(_, nik)| Write::Delete {
        table: table.to_owned(),
        key: key(nik, case),
        expect: Expect::Anything,
    });
    delisted.chain(list(table, case, is)).collect()
}

impl Dossiers {
    /// The cases that a person is a party of.
    ///
    /// # Errors
    /// [`DossierError`].
    pub async fn party_of(&self, nik: &Nik) -> Result<PartyOf, DossierError> {
        let mut cases = BTreeMap::new();
        for item in self.table.all(&partition(nik), "").await? {
            let role = Role::named(item.text("role")?);
            cases.insert(item.parsed("case")?, role.ok_or(DossierError::UnknownForm)?);
        }
        let searches = self.table.get(&sought(nik)).await?;
        Ok(PartyOf {
            cases,
            searches: searches.map(|item| item.parsed("searches")).transpose()?,
        })
    }

    /// The writes that take a case from under a NIK, and with the last one the name of the searches.
    pub(crate) async fn forget_party(&self, nik: &Nik, case: CaseId) -> Result<Vec<Write>, DossierError> {
        let of = self.party_of(nik).await?;
        let delete = |key| Write::Delete {
            table: self.table.name().to_owned(),
            key,
            expect: Expect::Present,
        };
        let mut writes = Vec::new();
        if of.cases.contains_key(&case) {
            writes.push(delete(key(nik, case)));
        }
        if of.searches.is_some() && of.cases.keys().all(|other| *other == case) {
            writes.push(delete(sought(nik)));
        }
        Ok(writes)
    }

    /// The write that names a person in the journal of searches; a second one fails. The table forgets it by itself.
    pub fn name_searches(&self, nik: &Nik, searches: CaseId, at: Timestamp) -> Write {
        let key = sought(nik);
        let expires = at.as_second().saturating_add(SOUGHT_FOR.as_secs());
        Write::create(
            self.table.name(),
            Item::new(key.pk, key.sk)
                .with("searches", searches.to_string())
                .with_number("expires", expires),
        )
    }
}
