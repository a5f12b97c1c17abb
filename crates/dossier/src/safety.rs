//! Whether a party has to be protected from violence at home (KDRT), and what follows from it for their address.
//!
//! The only place that decides to whom an address is told. Whoever wants to reach a party asks here, and of somebody who
//! has to be protected gets no home: not the courier, not an aid office, but for the one that protects.

use tuntas_domain::decree::{Parties, Role};
use tuntas_domain::identity::CaseId;
use tuntas_tables::{Expect, Item, Key, Write};

use crate::{Addressee, DossierError, Dossiers};

/// Where an envelope goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// To the addressee's door.
    Home(Addressee),
    /// To the safe place that the city names, or to the counter. The addressee's home is not told.
    SafePlace,
    /// The court gave no address.
    Unknown,
}

fn key(case: CaseId, role: Role) -> Key {
    Key::new(format!("SAFETY#{case}#{role}"), "SAFETY")
}

/// What was last kept about a party's safety.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Safety {
    /// Whether the party has to be protected.
    pub protected: bool,
    /// Since which answer that officers took down the last protection holds, or held; for the court's word, the last answer
    /// before it, or 0. It names what follows from that protection.
    pub since: u16,
}

impl Dossiers {
    /// The write that keeps what was said about a party's safety; what was kept last counts.
    pub fn keep_safety(&self, case: CaseId, role: Role, safety: Safety) -> Write {
        let key = key(case, role);
        let word = if safety.protected { "yes" } else { "no" };
        Write::Put {
            table: self.table.name().to_owned(),
            item: Item::new(key.pk, key.sk)
                .with("protected", word)
                .with_number("since", safety.since),
            expect: Expect::Anything,
        }
    }

    /// The writes that keep what a court said. Its silence ends no protection.
    pub(crate) fn protect(&self, case: CaseId, protected: Parties<bool>) -> impl Iterator<Item = Write> {
        let word = Safety {
            protected: true,
            since: 0,
        };
        Role::BOTH
            .into_iter()
            .filter(move |role| protected[*role])
            .map(move |role| self.keep_safety(case, role, word))
    }

    /// What was last kept about a party's safety, if anything.
    ///
    /// # Errors
    /// [`DossierError`].
    pub async fn safety(&self, case: CaseId, role: Role) -> Result<Option<Safety>, DossierError> {
        let Some(item) = self.table.get(&key(case, role)).await? else {
            return Ok(None);
        };
        let protected = match item.text("protected")? {
            "yes" => true,
            "no" => false,
            _ => return Err(DossierError::UnknownForm),
        };
        Ok(Some(Safety {
            protected,
            since: item.number("since")?,
        }))
    }

    /// Whether a party has to be protected.
    ///
    /// # Errors
    /// [`DossierError`]. A failure is no answer: nobody may take it for a no.
    pub async fn is_protected(&self, case: CaseId, role: Role) -> Result<bool, DossierError> {
        let safety = self.safety(case, role).await?;
        Ok(safety.is_some_and(|safety| safety.protected))
    }

    /// The write that holds only as long as a party's safety is as it was read: for a transaction that tells somebody what
    /// they may know by it.
    pub fn unchanged_safety(&self, case: CaseId, role: Role, read: Option<Safety>) -> Write {
        let expect = match read {
            None => Expect::Absent,
            Some(Safety { protected: true, .. }) => Expect::Text("protected", "yes".to_owned()),
            Some(Safety { protected: false, .. }) => Expect::Text("protected", "no".to_owned()),
        };
        Write::Check {
            table: self.table.name().to_owned(),
            key: key(case, role),
            expect,
        }
    }

    /// Where a party's envelope goes.
    ///
    /// # Errors
    /// [`DossierError`].
    pub async fn destination(&self, case: CaseId, role: Role) -> Result<Destination, DossierError> {
        if self.is_protected(case, role).await? {
            return Ok(Destination::SafePlace);
        }
        Ok(match self.addressee(case, role).await? {
            Some(addressee) => Destination::Home(addressee),
            None => Destination::Unknown,
        })
    }

    /// How an aid office reaches a party. `hidden`: whether the party has to be protected and it is another office than the
    /// one that protects.
    ///
    /// # Errors
    /// [`DossierError`].
    pub async fn reached_by_office(
        &self,
        case: CaseId,
        role: Role,
        hidden: bool,
    ) -> Result<Option<Addressee>, DossierError> {
        if hidden {
            return Ok(None);
        }
        self.addressee(case, role).await
    }
}
