//! A subscription was disabled without its owner's doing: owner and operators are told.

use jiff::{SignedDuration, Timestamp};
use tracing::warn;
use tuntas_platform::metrics;
use tuntas_webhooks::{Delivery, Errand, Kind, Message, Subscription, Told, Why};

use crate::{Failure, Notice, WebhookDispatch};

impl WebhookDispatch {
    /// Tells the office by its topic and by its other subscriptions, and the operators by a metric. Whoever stops in between
    /// tells it again.
    pub(crate) async fn tell_disabled(
        &self,
        subscription: &Subscription,
        why: Why,
        at: Timestamp,
    ) -> Result<(), Failure> {
        let (owner, id) = (&subscription.owner, subscription.id);
        warn!(subscription = %id, why = why.as_str(), "a subscription is disabled");
        let notice = Notice {
            subscription: id,
            why,
        };
        self.teller.tell(owner, &notice).await?;
        let message = Message {
            kind: Kind::WebhookDisabled,
            at,
            told: Told::Disabled {
                subscription: id,
                why,
            },
        };
        for other in self.hooks.owned(owner).await?.subscriptions {
            if other.id == id || !other.is_active() || !other.wants(message.kind) {
                continue;
            }
            let now = self.now();
            let delivery = Delivery::new(&message, now)?;
            if let Some(row) = self
                .hooks
                .note(owner, other.id, &delivery, now, Vec::new())
                .await?
            {
                let errand = Errand::Deliver {
                    owner: owner.clone(),
                    subscription: other.id,
                    due: vec![row],
                };
                self.soon(&errand, SignedDuration::ZERO).await;
            }
        }
        self.hooks.change(owner, id, Subscription::told).await?;
        metrics::count("WebhookDisabled");
        Ok(())
    }
}
