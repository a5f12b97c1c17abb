//! A subscription is brought what waits for it, in the order of occurrence.

use jiff::{SignedDuration, Timestamp};
use tracing::info;
use tuntas_aid::referral::Stage;
use tuntas_domain::identity::CaseId;
use tuntas_platform::metrics;
use tuntas_webhook_delivery::{KeptDelivery, Letter, Reply};
use tuntas_webhooks::{Errand, Owner, Standing, State, Subscription, Verdict, pause, wait};
use uuid::Uuid;

use crate::{Failure, WebhookDispatch};

/// How long one deliverer goes on at most before it makes way, so that its last try ends before the function's time.
const PATIENCE: SignedDuration = SignedDuration::from_secs(30);

/// Longer than a deliverer takes: whoever finds it run out knows that its holder is no more.
const LEASE: SignedDuration = SignedDuration::from_secs(60);

/// When somebody else delivers at the moment, one looks again so much later.
const AGAIN: SignedDuration = SignedDuration::from_secs(5);

/// Messages that are looked at together.
const PAGE: u16 = 50;

/// What has come of a subscription's work.
enum Done {
    /// Nothing is due any more.
    Everything,
    /// There is more.
    TimeIsUp,
}

/// What has come of one message.
enum Went {
    /// It was tried, and the next one may be.
    Tried,
    /// It was not tried, and the next one may be.
    Passed,
    /// Nothing more is sent for now; a row says when.
    Stopped,
}

impl WebhookDispatch {
    /// Works a subscription off, unless somebody does; then takes the rows off the list that led here.
    pub(crate) async fn deliver(
        &self,
        owner: &Owner,
        subscription: Uuid,
        due: Vec<String>,
    ) -> Result<(), Failure> {
        let again = |due| Errand::Deliver {
            owner: owner.clone(),
            subscription,
            due,
        };
        let Some(lease) = self.hooks.lease(subscription, self.now(), LEASE).await? else {
            self.soon(&again(due), AGAIN).await;
            return Ok(());
        };
        let began = self.now();
        let done = self.work_off(owner, subscription, began).await;
        self.hooks.give_back(lease, self.now()).await?;
        match done? {
            Done::Everything => self.hooks.looked(&due, began).await?,
            Done::TimeIsUp => self.soon(&again(due), SignedDuration::ZERO).await,
        }
        Ok(())
    }

    async fn work_off(&self, owner: &Owner, subscription: Uuid, began: Timestamp) -> Result<Done, Failure> {
        let (mut after, mut tried) = (None::<String>, false);
        loop {
            let names = self.hooks.pending(subscription, after.as_deref(), PAGE).await?;
            for name in &names {
                if self.now().duration_since(began) > PATIENCE {
                    return Ok(Done::TimeIsUp);
                }
                match self.bring(owner, subscription, name).await? {
                    Went::Tried => tried = true,
                    Went::Passed => {}
                    Went::Stopped => return Ok(Done::Everything),
                }
            }
            if names.len() == usize::from(PAGE) {
                after = names.last().cloned();
            } else if tried {
                // Something may have come meanwhile, whose errand found this deliverer at work.
                (after, tried) = (None, false);
            } else {
                return Ok(Done::Everything);
            }
        }
    }

    /// One message, if its time has come.
    async fn bring(&self, owner: &Owner, id: Uuid, name: &str) -> Result<Went, Failure> {
        // Read anew for each: after it was removed nothing more is sent.
        let Some(subscription) = self.hooks.subscription(owner, id).await? else {
            return Ok(Went::Stopped);
        };
        if let State::Disabled { why, at, told } = subscription.state {
            if !told {
                self.tell_disabled(&subscription, why, at).await?;
            }
            return Ok(Went::Stopped);
        }
        if let Some(until) = subscription.paused_until
            && until > self.now()
        {
            // Whoever paused it may have stopped before it had it looked at again.
            self.hooks.look_at(owner, id, "paused", until, self.now()).await?;
            return Ok(Went::Stopped);
        }
        let kept = match self.hooks.delivery(id, name).await? {
            Some(kept) if kept.delivery.standing == Standing::Pending => kept,
            _ => {
                self.hooks.forget(id, name).await?;
                return Ok(Went::Passed);
            }
        };
        if let Some(referral) = kept.delivery.consent
            && self.is_withdrawn(referral).await?
        {
            let after = kept.delivery.clone().withdrawn();
            self.hooks.keep(owner, id, &kept, &after, self.now()).await?;
            return Ok(Went::Passed);
        }
        let held = kept.delivery.keeps_others_back();
        // A clean record is a new beginning by its owner, or something has arrived since: what waits is tried at once.
        let begins_anew = held && subscription.failing_since.is_none();
        if kept.delivery.next > self.now() && !begins_anew {
            return Ok(if held { Went::Stopped } else { Went::Passed });
        }
        let reply = self.send(&subscription, &kept).await?;
        self.settle(&subscription, &kept, reply).await
    }

    /// Whether the consent behind a referral was taken back. Asked before each try: what was noted down before, waits for its
    /// receiver or is replayed is then told no more.
    async fn is_withdrawn(&self, referral: CaseId) -> Result<bool, Failure> {
        Ok(self.referrals.load(referral).await?.case.stage == Stage::Withdrawn)
    }

    async fn send(&self, subscription: &Subscription, kept: &KeptDelivery) -> Result<Reply, Failure> {
        let now = self.now();
        let (name, timestamp) = (subscription.id.to_string(), now.as_second());
        let mut signatures = Vec::new();
        for generation in subscription.signing(now) {
            let keys = self.keys.webhook_keys(&name, generation)?;
            signatures.push(keys.sign(&kept.delivery.id, timestamp, &kept.delivery.body));
        }
        let letter = Letter {
            id: &kept.delivery.id,
            timestamp,
            signature: &signatures.join(" "),
            body: &kept.delivery.body,
        };
        Ok(self.sender.send(&subscription.url, letter, now).await)
    }

    /// Keeps what came of a try: first what it means for the subscription, then the message. Stopped in between, the message
    /// is tried once more under its name.
    async fn settle(
        &self,
        subscription: &Subscription,
        kept: &KeptDelivery,
        reply: Reply,
    ) -> Result<Went, Failure> {
        let (owner, id, now) = (&subscription.owner, subscription.id, self.now());
        let (outcome, before) = (reply.outcome, kept.delivery.clone());
        let after = before.tried(now, outcome, reply.asked, (self.chance)());
        let exhausted = after.standing == Standing::Failed;
        info!(
            subscription = %id, kind = after.kind.as_str(), outcome = outcome.as_str(),
            status = outcome.status().unwrap_or_default(), tries = after.tries, "a webhook was sent"
        );
        // The receiver is away, and this message is given up: the next one is tried after the second pause of the plan.
        let resume = wait(now, pause(2, (self.chance)()).unwrap_or_default(), reply.asked);
        let paused = if exhausted { resume } else { after.next };
        let verdict = outcome.verdict();
        let noted = match verdict {
            Verdict::Delivered
                if subscription.failing_since.is_none() && subscription.paused_until.is_none() =>
            {
                Some(subscription.clone())
            }
            Verdict::Delivered => self.hooks.change(owner, id, Subscription::reached).await?,
            Verdict::Gone => self.hooks.change(owner, id, |old| old.gone(now)).await?,
            Verdict::Away => {
                let failed = |old: Subscription| old.failed(now, Some(paused), exhausted);
                self.hooks.change(owner, id, failed).await?
            }
            Verdict::Refused => {
                let failed = |old: Subscription| old.failed(now, None, exhausted);
                self.hooks.change(owner, id, failed).await?
            }
        };
        let row = if exhausted && verdict == Verdict::Away {
            let row = self.hooks.look_at(owner, id, "next", resume, now).await?;
            self.hooks.keep(owner, id, kept, &after, now).await?;
            Some(row)
        } else {
            self.hooks.keep(owner, id, kept, &after, now).await?
        };
        if exhausted {
            metrics::count("WebhookGivenUp");
        }
        let Some(noted) = noted else {
            return Ok(Went::Stopped);
        };
        if let State::Disabled { why, at, told: false } = noted.state {
            self.tell_disabled(&noted, why, at).await?;
            return Ok(Went::Stopped);
        }
        if verdict != Verdict::Delivered
            && let Some(row) = row
        {
            let errand = Errand::Deliver {
                owner: owner.clone(),
                subscription: id,
                due: vec![row],
            };
            self.retry_soon(&errand, paused.duration_since(now)).await;
        }
        Ok(match verdict {
            Verdict::Delivered => Went::Tried,
            Verdict::Refused if !after.keeps_others_back() => Went::Tried,
            Verdict::Refused | Verdict::Away | Verdict::Gone => Went::Stopped,
        })
    }

    /// The queue delays a message for a quarter of an hour at most. What is to be tried later is found by the schedule.
    async fn retry_soon(&self, errand: &Errand, after: SignedDuration) {
        if after <= SignedDuration::from_mins(15) {
            // The queue counts whole seconds: one more, so that it does not come too early.
            self.soon(errand, after.saturating_add(SignedDuration::from_secs(1)))
                .await;
        }
    }
}
