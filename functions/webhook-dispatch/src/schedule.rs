//! Every minute: what is due is sent to the queue, where each subscription is worked off by itself.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use tuntas_webhook_delivery::ROWS_OF_AN_ERRAND;
use tuntas_webhooks::{Errand, Owner};
use uuid::Uuid;

use crate::{Failure, WebhookDispatch};

/// Rows that are looked at in one call; those behind them come in the next minute.
const ROWS: u16 = 2000;

impl WebhookDispatch {
    /// Has everything looked at that is due. How many subscriptions.
    ///
    /// # Errors
    /// [`Failure`]; the next call goes on from there.
    pub async fn look_around(&self) -> Result<usize, Failure> {
        let mut subscriptions: BTreeMap<(Owner, Uuid), Vec<String>> = BTreeMap::new();
        for row in self.hooks.due(self.now(), ROWS).await? {
            subscriptions
                .entry((row.owner, row.subscription))
                .or_default()
                .push(row.name);
        }
        let count = subscriptions.len();
        for ((owner, subscription), rows) in subscriptions {
            for due in rows.chunks(ROWS_OF_AN_ERRAND) {
                let errand = Errand::Deliver {
                    owner: owner.clone(),
                    subscription,
                    due: due.to_vec(),
                };
                self.errands.send(&errand, SignedDuration::ZERO).await?;
            }
        }
        Ok(count)
    }
}
