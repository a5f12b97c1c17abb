//! Messages on their way.

use jiff::Timestamp;
use tuntas_tables::{CommitError, Expect, Item, Key, Write};
use tuntas_webhooks::{Delivery, Owner, Standing};
use uuid::Uuid;

use crate::due::row;
use crate::{Hooks, KeptError, decode, expires};

/// A message as it was read.
#[derive(Clone, Debug)]
pub struct KeptDelivery {
    /// The message.
    pub delivery: Delivery,
    revision: i64,
}

/// A page of messages, the newest first.
#[derive(Debug)]
pub struct DeliveryPage {
    /// The messages.
    pub deliveries: Vec<Delivery>,
    /// Where the next page begins.
    pub next: Option<String>,
}

fn message(subscription: Uuid) -> String {
    format!("MSG#{subscription}")
}

fn pending(subscription: Uuid) -> String {
    format!("PEND#{subscription}")
}

impl Hooks {
    /// Notes a message down for a subscription, together with `with`: the row by which it is looked at, or `None` if it was
    /// noted down before.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn note(
        &self,
        owner: &Owner,
        subscription: Uuid,
        delivery: &Delivery,
        now: Timestamp,
        with: Vec<Write>,
    ) -> Result<Option<String>, KeptError> {
        let mut writes = self.writes(owner, subscription, delivery, None, now)?;
        writes.extend(with);
        match self.commit(writes).await {
            Ok(()) => Ok(Some(row(delivery.next, &delivery.id, subscription))),
            Err(CommitError::Condition { failed }) if failed.contains(&0) => Ok(None),
            Err(CommitError::Condition { .. }) => Err(KeptError::Contended),
            Err(error) => Err(error.into()),
        }
    }

    /// Keeps how a message stands after a try or a replay: the row by which it is looked at again, or `None` if somebody else
    /// was faster.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn keep(
        &self,
        owner: &Owner,
        subscription: Uuid,
        before: &KeptDelivery,
        after: &Delivery,
        now: Timestamp,
    ) -> Result<Option<String>, KeptError> {
        let writes = self.writes(owner, subscription, after, Some(before.revision), now)?;
        match self.commit(writes).await {
            Ok(()) => Ok(Some(row(after.next, &after.id, subscription))),
            Err(CommitError::Condition { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The message first, then that it has not arrived, then when it is looked at.
    fn writes(
        &self,
        owner: &Owner,
        subscription: Uuid,
        delivery: &Delivery,
        revision: Option<i64>,
        now: Timestamp,
    ) -> Result<Vec<Write>, KeptError> {
        let table = self.name();
        let item = Item::new(message(subscription), &delivery.id)
            .with("entity", "webhook-message")
            .with("body", serde_json::to_string(delivery)?)
            .with_number(
                "revision",
                revision.map_or(1, |revision| revision.saturating_add(1)),
            )
            .with_number("expires", expires(now));
        let mut writes = vec![Write::Put {
            table: table.to_owned(),
            item,
            expect: revision.map_or(Expect::Absent, |revision| Expect::Number("revision", revision)),
        }];
        if delivery.standing == Standing::Pending {
            let waits = Item::new(pending(subscription), &delivery.id)
                .with("entity", "webhook-pending")
                .with_number("expires", expires(now));
            writes.push(Write::Put {
                table: table.to_owned(),
                item: waits,
                expect: Expect::Anything,
            });
            writes.push(self.look(owner, subscription, &delivery.id, delivery.next, now));
        } else {
            writes.push(self.arrived(subscription, &delivery.id));
        }
        Ok(writes)
    }

    /// The write that takes a message off those that have not arrived.
    fn arrived(&self, subscription: Uuid, id: &str) -> Write {
        Write::Delete {
            table: self.name().to_owned(),
            key: Key::new(pending(subscription), id),
            expect: Expect::Anything,
        }
    }

    /// Takes a message off those that have not arrived, because it has expired.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn forget(&self, subscription: Uuid, id: &str) -> Result<(), KeptError> {
        Ok(self.commit(vec![self.arrived(subscription, id)]).await?)
    }

    /// Names of messages that have not arrived, in the order of occurrence, after one of them.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn pending(
        &self,
        subscription: Uuid,
        after: Option<&str>,
        limit: u16,
    ) -> Result<Vec<String>, KeptError> {
        let items = self.table.page(&pending(subscription), after, limit).await?;
        let names = items.iter().map(|item| Ok(item.text("sk")?.to_owned()));
        names.collect()
    }

    /// A message of a subscription.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn delivery(&self, subscription: Uuid, id: &str) -> Result<Option<KeptDelivery>, KeptError> {
        let item = self.table.get(&Key::new(message(subscription), id)).await?;
        item.as_ref().map(read).transpose()
    }

    /// Messages of a subscription, the newest first, before one of them.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn latest(
        &self,
        subscription: Uuid,
        before: Option<&str>,
        limit: u16,
    ) -> Result<DeliveryPage, KeptError> {
        let items = self.table.latest(&message(subscription), before, limit).await?;
        let next = match items.last() {
            Some(last) if items.len() >= usize::from(limit) => Some(last.text("sk")?.to_owned()),
            _ => None,
        };
        let deliveries = items.iter().map(|item| Ok(read(item)?.delivery));
        Ok(DeliveryPage {
            deliveries: deliveries.collect::<Result<_, KeptError>>()?,
            next,
        })
    }

    /// Messages of a subscription after one name, in the order of occurrence.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn since(
        &self,
        subscription: Uuid,
        after: &str,
        limit: u16,
    ) -> Result<Vec<KeptDelivery>, KeptError> {
        let items = self
            .table
            .page(&message(subscription), Some(after), limit)
            .await?;
        items.iter().map(read).collect()
    }
}

fn read(item: &Item) -> Result<KeptDelivery, KeptError> {
    Ok(KeptDelivery {
        delivery: decode(item.text("body")?)?,
        revision: item.number("revision")?,
    })
}
