//! A subscription was disabled without its owner's doing: owner and operators are told.

use jiff::Timestamp;
use tracing::warn;
use tuntas_platform::metrics;
use tuntas_webhooks::{Kind, Message, Subscription, Told, Why};

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
            if other.id != id && other.is_active() {
                self.note_down(&other, &message).await?;
            }
        }
        self.hooks.change(owner, id, Subscription::told).await?;
        metrics::count("WebhookDisabled");
        Ok(())
    }
}
