//! Which cases a person is a party of, by NIK.

use std::collections::BTreeMap;

use tuntas_domain::decree::{Decree, Role};
use tuntas_domain::identity::{CaseId, Nik};
use tuntas_tables::{Expect, Item, Key, Table, Write};

use crate::{DossierError, Dossiers};

/// What is known by a NIK.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartyOf {
    /// The cases, oldest first, and whether the person is petitioner or respondent.
    pub cases: BTreeMap<CaseId, Role>,
    /// Names the person in the journal of searches; `None` while nobody has searched.
    pub searches: Option<CaseId>,
}

const SEARCHES: &str = "SEARCHES";

fn partition(nik: &Nik) -> String {
    format!("PARTY#{}", nik.as_str())
}

fn key(nik: &Nik, case: CaseId) -> Key {
    Key::new(partition(nik), format!("CASE#{case}"))
}

fn listed(table: &str, nik: &Nik, case: CaseId, role: Role) -> Write {
    let key = key(nik, case);
    Write::Put {
        table: table.to_owned(),
        item: Item::new(key.pk, key.sk)
            .with("case", case.to_string())
            .with("role", role.as_str()),
        expect: Expect::Anything,
    }
}

/// The writes by which a new case is found.
pub(crate) fn list(table: &str, case: CaseId, decree: &Decree) -> Vec<Write> {
    let parties = decree.parties.iter();
    parties
        .filter_map(|(role, party)| Some(listed(table, party.nik.as_ref()?, case, role)))
        .collect()
}

/// The writes by which a case is found under the parties of a mended decree, and no longer under those it named by mistake.
pub(crate) fn relist(table: &str, case: CaseId, was: &Decree, is: &Decree) -> Vec<Write> {
    let named = |decree: &Decree| {
        let parties = decree.parties.iter();
        parties
            .filter_map(|(role, party)| Some((party.nik.clone()?, role)))
            .collect::<BTreeMap<_, _>>()
    };
    let (was, is) = (named(was), named(is));
    let gone = was.keys().filter(|nik| !is.contains_key(*nik));
    let delisted = gone.map(|nik| Write::Delete {
        table: table.to_owned(),
        key: key(nik, case),
        expect: Expect::Anything,
    });
    let new = is.iter().filter(|(nik, role)| was.get(*nik) != Some(*role));
    let listed = new.map(|(nik, role)| listed(table, nik, case, *role));
    delisted.chain(listed).collect()
}

async fn read(table: &Table, nik: &Nik) -> Result<PartyOf, DossierError> {
    let mut of = PartyOf::default();
    for item in table.all(&partition(nik), "").await? {
        if item.text("sk")? == SEARCHES {
            of.searches = Some(item.parsed("searches")?);
        } else {
            let named = item.text("role")?;
            let role = Role::BOTH.into_iter().find(|role| role.as_str() == named);
            of.cases
                .insert(item.parsed("case")?, role.ok_or(DossierError::UnknownForm)?);
        }
    }
    Ok(of)
}

/// The writes that take a case from under a NIK, and with the last one the name of the searches.
pub(crate) async fn forget(table: &Table, nik: &Nik, case: CaseId) -> Result<Vec<Write>, DossierError> {
    let of = read(table, nik).await?;
    let delete = |key| Write::Delete {
        table: table.name().to_owned(),
        key,
        expect: Expect::Present,
    };
    let mut writes = Vec::new();
    if of.cases.contains_key(&case) {
        writes.push(delete(key(nik, case)));
    }
    if of.searches.is_some() && of.cases.keys().all(|other| *other == case) {
        writes.push(delete(Key::new(partition(nik), SEARCHES)));
    }
    Ok(writes)
}

impl Dossiers {
    /// The cases that a person is a party of.
    ///
    /// # Errors
    /// [`DossierError`].
    pub async fn party_of(&self, nik: &Nik) -> Result<PartyOf, DossierError> {
        read(&self.table, nik).await
    }

    /// The write that names a person in the journal of searches; a second one fails.
    pub fn name_searches(&self, nik: &Nik, searches: CaseId) -> Write {
        Write::create(
            self.table.name(),
            Item::new(partition(nik), SEARCHES).with("searches", searches.to_string()),
        )
    }
}
