//! The decree of a case.

use tuntas_domain::decree::{Decree, Finality, Parties, Role};
use tuntas_domain::identity::CaseId;
use tuntas_tables::{Expect, Item, Key, Write};

use crate::{DossierError, Dossiers, addressee, decode, encode, party};

/// A decree as it was filed and completed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// The decree with its latest finality, without contacts.
    pub decree: Decree,
    /// The court's own reference.
    pub reference: Option<String>,
    /// Goes up with each completion.
    pub revision: u32,
}

fn key(case: CaseId) -> Key {
    Key::new(format!("CASE#{case}"), "DECREE")
}

/// The decree without what is kept by itself.
fn bare(decree: &Decree) -> Decree {
    let mut bare = decree.clone();
    bare.finality = Finality::default();
    for role in Role::BOTH {
        bare.parties[role].contact = None;
    }
    bare
}

impl Dossiers {
    /// The writes that open a dossier: the decree without contacts, each party's contact by itself, and by itself who has
    /// to be protected, so that each reader gets only what it needs.
    ///
    /// # Errors
    /// [`DossierError::Encode`].
    pub fn open(
        &self,
        case: CaseId,
        decree: &Decree,
        reference: Option<&str>,
        protected: Parties<bool>,
    ) -> Result<Vec<Write>, DossierError> {
        let table = self.table.name();
        let key = key(case);
        let item = Item::new(key.pk, key.sk)
            .with("decree", encode(&bare(decree))?)
            .with("finality", encode(&decree.finality)?)
            .with_some("reference", reference)
            .with_number("revision", 1_u32);
        let mut writes = vec![Write::create(table, item)];
        for (role, party) in decree.parties.iter() {
            writes.extend(addressee::write(table, case, role, party)?);
        }
        writes.extend(party::list(table, case, decree));
        writes.extend(self.protect(case, protected));
        Ok(writes)
    }

    /// The decree as filed and completed.
    ///
    /// # Errors
    /// [`DossierError`].
    pub async fn decree(&self, case: CaseId) -> Result<Option<Filed>, DossierError> {
        let Some(item) = self.table.get(&key(case)).await? else {
            return Ok(None);
        };
        let mut decree: Decree = decode(item.text("decree")?)?;
        decree.finality = decode(item.text("finality")?)?;
        let reference = item.text_if_present("reference").map(str::to_owned);
        Ok(Some(Filed {
            decree,
            reference,
            revision: item.number("revision")?,
        }))
    }

    /// The writes that put a mended decree in the place of the one that was returned, expecting the revision that was
    /// returned. A contact that is no longer named is removed, and the case is found under the parties it names now.
    ///
    /// # Errors
    /// [`DossierError::Encode`].
    pub fn replace(
        &self,
        case: CaseId,
        returned: &Filed,
        decree: &Decree,
    ) -> Result<Vec<Write>, DossierError> {
        let table = self.table.name();
        let mut writes = vec![Write::Update {
            table: table.to_owned(),
            key: key(case),
            set: Item::default()
                .with("decree", encode(&bare(decree))?)
                .with("finality", encode(&decree.finality)?)
                .with_number("revision", returned.revision.saturating_add(1)),
            remove: Vec::new(),
            add: None,
            expect: Expect::Number("revision", i64::from(returned.revision)),
        }];
        writes.extend(party::relist(table, case, &returned.decree, decree));
        for (role, party) in decree.parties.iter() {
            writes.push(addressee::replace(table, case, role, party)?);
        }
        Ok(writes)
    }

    /// The write that stores completed finality, expecting the revision it was completed from.
    ///
    /// # Errors
    /// [`DossierError::Encode`].
    pub fn complete(&self, case: CaseId, revision: u32, finality: &Finality) -> Result<Write, DossierError> {
        Ok(Write::Update {
            table: self.table.name().to_owned(),
            key: key(case),
            set: Item::default()
                .with("finality", encode(finality)?)
                .with_number("revision", revision.saturating_add(1)),
            remove: Vec::new(),
            add: None,
            expect: Expect::Number("revision", i64::from(revision)),
        })
    }
}
