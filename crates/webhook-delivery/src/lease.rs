//! One deliverer at a time for each subscription, so that its messages come in their order.

use jiff::{SignedDuration, Timestamp};
use tuntas_tables::{Expect, Item, Key, Write};
use uuid::Uuid;

use crate::{Hooks, KeptError, expires, lost_a_race};

/// The right to deliver to a subscription for a while.
#[derive(Debug)]
pub struct Lease {
    subscription: Uuid,
    revision: i64,
}

fn write(table: &str, subscription: Uuid, until: Timestamp, before: i64, now: Timestamp) -> Write {
    let item = Item::new(format!("LEASE#{subscription}"), "LEASE")
        .with("entity", "webhook-lease")
        .with("until", until.to_string())
        .with_number("revision", before.saturating_add(1))
        .with_number("expires", expires(now));
    Write::Put {
        table: table.to_owned(),
        item,
        expect: match before {
            0 => Expect::Absent,
            before => Expect::Number("revision", before),
        },
    }
}

impl Hooks {
    /// Takes the right; `None` if somebody has it.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn lease(
        &self,
        subscription: Uuid,
        now: Timestamp,
        duration: SignedDuration,
    ) -> Result<Option<Lease>, KeptError> {
        let key = Key::new(format!("LEASE#{subscription}"), "LEASE");
        let before = match self.table.get(&key).await? {
            Some(item) => {
                let until: Timestamp = item.parsed("until")?;
                if until > now {
                    return Ok(None);
                }
                item.number("revision")?
            }
            None => 0,
        };
        let until = now.checked_add(duration).unwrap_or(Timestamp::MAX);
        match self
            .commit(vec![write(self.name(), subscription, until, before, now)])
            .await
        {
            Ok(()) => Ok(Some(Lease {
                subscription,
                revision: before.saturating_add(1),
            })),
            Err(error) if lost_a_race(&error) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Gives the right back before it runs out; nothing happens if it has run out and somebody else has it.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn give_back(&self, lease: Lease, now: Timestamp) -> Result<(), KeptError> {
        let write = write(self.name(), lease.subscription, now, lease.revision, now);
        match self.commit(vec![write]).await {
            Ok(()) => Ok(()),
            Err(error) if lost_a_race(&error) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
