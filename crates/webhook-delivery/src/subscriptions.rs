//! Subscriptions by their owner.

use tuntas_tables::{Expect, Item, Key, Write};
use tuntas_webhooks::{Owner, Subscription};
use uuid::Uuid;

use crate::{ATTEMPTS, Hooks, KeptError, decode, lost_a_race};

/// Sorts before every subscription.
const COUNT: &str = "!";

/// What an owner has.
#[derive(Debug)]
pub struct Owned {
    /// In the order of their names, which is that of their making.
    pub subscriptions: Vec<Subscription>,
    added: i64,
}

fn partition(owner: &Owner) -> String {
    format!("SUB#{owner}")
}

fn key(owner: &Owner, id: Uuid) -> Key {
    Key::new(partition(owner), id.to_string())
}

fn item(subscription: &Subscription, revision: i64) -> Result<Item, KeptError> {
    let key = key(&subscription.owner, subscription.id);
    Ok(Item::new(key.pk, key.sk)
        .with("entity", "subscription")
        .with("body", serde_json::to_string(subscription)?)
        .with_number("revision", revision))
}

impl Hooks {
    /// All subscriptions of an owner.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn owned(&self, owner: &Owner) -> Result<Owned, KeptError> {
        let (mut subscriptions, mut added) = (Vec::new(), 0);
        for item in self.table.all(&partition(owner), "").await? {
            if item.text("sk")? == COUNT {
                added = item.number("added")?;
            } else {
                subscriptions.push(decode(item.text("body")?)?);
            }
        }
        Ok(Owned { subscriptions, added })
    }

    /// One subscription of an owner.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn subscription(&self, owner: &Owner, id: Uuid) -> Result<Option<Subscription>, KeptError> {
        match self.table.get(&key(owner, id)).await? {
            Some(item) => decode(item.text("body")?).map(Some),
            None => Ok(None),
        }
    }

    /// Adds a subscription, if none was added since `owned` was read; together with `with`.
    ///
    /// # Errors
    /// [`KeptError::Contended`] if somebody was faster.
    pub async fn add(&self, owned: &Owned, new: &Subscription, with: Vec<Write>) -> Result<(), KeptError> {
        let count = Item::new(partition(&new.owner), COUNT)
            .with("entity", "subscription-count")
            .with_number("added", owned.added.saturating_add(1));
        let mut writes = vec![
            Write::create(self.name(), item(new, 1)?),
            Write::Put {
                table: self.name().to_owned(),
                item: count,
                expect: match owned.added {
                    0 => Expect::Absent,
                    added => Expect::Number("added", added),
                },
            },
        ];
        writes.extend(with);
        match self.commit(writes).await {
            Ok(()) => Ok(()),
            Err(error) if lost_a_race(&error) => Err(KeptError::Contended),
            Err(error) => Err(error.into()),
        }
    }

    /// Changes a subscription as it is now. What there is afterwards; `None` if there is none.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn change(
        &self,
        owner: &Owner,
        id: Uuid,
        change: impl Fn(Subscription) -> Subscription,
    ) -> Result<Option<Subscription>, KeptError> {
        self.change_with(owner, id, |old| (change(old), Vec::new())).await
    }

    /// As [`Hooks::change`], together with the writes that follow from what comes of it.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn change_with(
        &self,
        owner: &Owner,
        id: Uuid,
        change: impl Fn(Subscription) -> (Subscription, Vec<Write>),
    ) -> Result<Option<Subscription>, KeptError> {
        for _ in 0..ATTEMPTS {
            let Some(kept) = self.table.get(&key(owner, id)).await? else {
                return Ok(None);
            };
            let before: Subscription = decode(kept.text("body")?)?;
            let revision: i64 = kept.number("revision")?;
            let (after, with) = change(before.clone());
            if after == before && with.is_empty() {
                return Ok(Some(after));
            }
            let mut writes = vec![Write::Put {
                table: self.name().to_owned(),
                item: item(&after, revision.saturating_add(1))?,
                expect: Expect::Number("revision", revision),
            }];
            writes.extend(with);
            match self.commit(writes).await {
                Ok(()) => return Ok(Some(after)),
                Err(error) if lost_a_race(&error) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(KeptError::Contended)
    }

    /// Removes a subscription; whether there was one. What was on its way is told nobody any more, and expires.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn remove(&self, owner: &Owner, id: Uuid) -> Result<bool, KeptError> {
        let write = Write::Delete {
            table: self.name().to_owned(),
            key: key(owner, id),
            expect: Expect::Present,
        };
        match self.commit(vec![write]).await {
            Ok(()) => Ok(true),
            Err(tuntas_tables::CommitError::Condition { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}
