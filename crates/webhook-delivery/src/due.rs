//! When subscriptions are to be looked at.

use jiff::Timestamp;
use tuntas_tables::{Expect, Item, Key, Write};
use tuntas_webhooks::Owner;
use uuid::Uuid;

use crate::{Hooks, KeptError, expires, moment};

const LIST: &str = "RETRY";

/// Rows of one transaction.
const AT_ONCE: usize = 50;

/// A subscription that is to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueRow {
    /// Name of the row.
    pub name: String,
    /// Whose subscription.
    pub owner: Owner,
    /// The subscription.
    pub subscription: Uuid,
}

/// Name of a row. `why` keeps two of the same moment apart.
pub(crate) fn row(at: Timestamp, why: &str, subscription: Uuid) -> String {
    format!("{}#{why}#{subscription}", moment(at))
}

impl Hooks {
    /// The write that has a subscription looked at.
    pub(crate) fn look(
        &self,
        owner: &Owner,
        subscription: Uuid,
        why: &str,
        at: Timestamp,
        now: Timestamp,
    ) -> Write {
        let item = Item::new(LIST, row(at, why, subscription))
            .with("entity", "webhook-due")
            .with("owner", owner.to_string())
            .with("subscription", subscription.to_string())
            .with_number("expires", expires(now));
        Write::Put {
            table: self.name().to_owned(),
            item,
            expect: Expect::Anything,
        }
    }

    /// Has a subscription looked at, at a moment: the name of the row.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn look_at(
        &self,
        owner: &Owner,
        subscription: Uuid,
        why: &str,
        at: Timestamp,
        now: Timestamp,
    ) -> Result<String, KeptError> {
        self.commit(vec![self.look(owner, subscription, why, at, now)])
            .await?;
        Ok(row(at, why, subscription))
    }

    /// What is due until now, the oldest first, at most `limit` rows.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn due(&self, now: Timestamp, limit: u16) -> Result<Vec<DueRow>, KeptError> {
        let (items, now) = (self.table.page(LIST, None, limit).await?, moment(now));
        let mut rows = Vec::new();
        for item in &items {
            let name = item.text("sk")?;
            if name.split('#').next() > Some(now.as_str()) {
                break;
            }
            rows.push(DueRow {
                name: name.to_owned(),
                owner: item.parsed("owner")?,
                subscription: item.parsed("subscription")?,
            });
        }
        Ok(rows)
    }

    /// Takes rows off the list after a look that began at that moment. A row of later stays: whoever came too early has not
    /// looked at what it is for.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn looked(&self, rows: &[String], began: Timestamp) -> Result<(), KeptError> {
        let began = moment(began);
        let has_come = |row: &&String| row.split('#').next() <= Some(began.as_str());
        let mut rows: Vec<&String> = rows.iter().filter(has_come).collect();
        rows.sort_unstable();
        rows.dedup();
        for rows in rows.chunks(AT_ONCE) {
            let writes = rows.iter().map(|row| Write::Delete {
                table: self.name().to_owned(),
                key: Key::new(LIST, row.as_str()),
                expect: Expect::Anything,
            });
            self.commit(writes.collect()).await?;
        }
        Ok(())
    }
}
