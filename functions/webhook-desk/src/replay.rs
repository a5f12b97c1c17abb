//! Sending again what was sent.

use jiff::Timestamp;
use tuntas_contract::webhooks::{Replay, ReplayRequest, Replayed};
use tuntas_contract::{Problem, ProblemCode};
use tuntas_platform::http::{HttpError, HttpRequest, HttpResponse};
use tuntas_signatures::sha256_hex;
use tuntas_webhook_delivery::{KeptDelivery, ROWS_OF_AN_ERRAND};
use tuntas_webhooks::{Message, Owner, Subscription};

use crate::{Asked, WebhookDesk, contended, invalid};

/// Messages that one call replays at most: as many as its time allows with ease.
const AT_MOST: usize = 300;

/// Messages read at once.
const PAGE: u16 = 100;

impl WebhookDesk {
    /// Each message remembers the key of the replay that sent it again: so the same key sends it once more, and no more often.
    pub(crate) async fn replay(
        &self,
        request: &HttpRequest,
        owner: &Owner,
        at: Timestamp,
    ) -> Result<HttpResponse, HttpError> {
        let asked = Asked::read(request, "replay")?;
        let subscription = self.own(request, owner).await?;
        let wanted = ReplayRequest::parse(request.body()).map_err(invalid)?;
        if !subscription.is_active() {
            return Err(Problem::new(ProblemCode::SubscriptionDisabled).into());
        }
        // The body is a part of it: another replay is another one, under whatever key.
        let replay = sha256_hex(format!("{} {}", asked.key, asked.digest).as_bytes());
        let (mut rows, mut next) = (Vec::new(), None);
        match wanted {
            Replay::Message(name) => {
                let found = self.hooks.delivery(subscription.id, &name).await?;
                let kept = found.ok_or(Problem::new(ProblemCode::NotFound))?;
                self.again(&subscription, &kept, &replay, at, &mut rows).await?;
            }
            Replay::Since(since) => {
                next = self
                    .all_since(&subscription, since, &replay, at, &mut rows)
                    .await?;
            }
        }
        let messages = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        if messages > 0 {
            // The rows of many are found by the schedule: it takes them off the list.
            rows.truncate(ROWS_OF_AN_ERRAND);
            self.at_once(owner, subscription.id, rows).await;
        }
        Ok(HttpResponse::json(202, &Replayed { messages, next }))
    }

    async fn all_since(
        &self,
        subscription: &Subscription,
        since: Timestamp,
        replay: &str,
        at: Timestamp,
        rows: &mut Vec<String>,
    ) -> Result<Option<Timestamp>, HttpError> {
        // Names of messages begin with their moment.
        let mut after = Message::begin(since);
        let mut looked_at = 0_usize;
        loop {
            let page = self.hooks.since(subscription.id, &after, PAGE).await?;
            for kept in &page {
                // Those of one moment stay together, so that the next call can begin with a moment.
                let begins = !kept.delivery.id.starts_with(moment_of(&after));
                if looked_at >= AT_MOST && begins {
                    return Ok(Some(kept.delivery.at));
                }
                self.again(subscription, kept, replay, at, rows).await?;
                after.clone_from(&kept.delivery.id);
                looked_at += 1;
            }
            if page.len() < usize::from(PAGE) {
                return Ok(None);
            }
        }
    }

    async fn again(
        &self,
        subscription: &Subscription,
        kept: &KeptDelivery,
        replay: &str,
        at: Timestamp,
        rows: &mut Vec<String>,
    ) -> Result<(), HttpError> {
        let before = kept.delivery.clone();
        let Some(after) = before.replayed(at, replay) else {
            return Ok(());
        };
        // Who was faster is a deliverer or another replay: it is on its way.
        let row = self
            .hooks
            .keep(&subscription.owner, subscription.id, kept, &after, at)
            .await
            .map_err(contended)?;
        rows.extend(row);
        Ok(())
    }
}

/// The beginning of a name, up to its moment.
fn moment_of(name: &str) -> &str {
    name.get(.."msg_".len() + 19).unwrap_or(name)
}
