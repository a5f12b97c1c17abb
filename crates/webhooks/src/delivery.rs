//! One message on its way to one subscription.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tuntas_domain::identity::CaseId;

use crate::{Kind, Message, Outcome, Verdict, pause, wait};

/// Tries that are remembered; a replay begins to count anew, and older ones are forgotten.
const REMEMBERED: usize = 20;

/// A message that its receiver refused so often no longer keeps back those behind it.
const IN_ORDER: u32 = 3;

/// How a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// On its way.
    Pending,
    /// The receiver has it.
    Delivered,
    /// All tries failed; it can be replayed.
    Failed,
    /// The consent it was told under was taken back: it is never sent again.
    Withdrawn,
}

/// One try.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// When.
    pub at: Timestamp,
    /// What came of it.
    pub outcome: Outcome,
}

/// A message on its way to one subscription.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Name of the message.
    pub id: String,
    /// Its type.
    pub kind: Kind,
    /// When it happened.
    pub at: Timestamp,
    /// The body as it is sent.
    pub body: String,
    /// How it stands.
    pub standing: Standing,
    /// Tries since it was noted down or replayed.
    pub tries: u32,
    /// When it is tried next.
    pub next: Timestamp,
    /// The last tries, oldest first.
    pub attempts: Vec<Attempt>,
    /// The replay that sent it again, by the hash of its key.
    pub replay: Option<String>,
    /// The referral under whose consent it is told: once that is taken back, it is told no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<CaseId>,
}

impl Delivery {
    /// A message that is noted down now.
    ///
    /// # Errors
    /// Its body could not be written.
    pub fn new(message: &Message, now: Timestamp) -> Result<Self, serde_json::Error> {
        Ok(Self {
            id: message.id(),
            kind: message.kind,
            at: message.at,
            body: message.body()?,
            standing: Standing::Pending,
            tries: 0,
            next: now,
            attempts: Vec::new(),
            replay: None,
            consent: message.consent(),
        })
    }

    /// After one more try. `asked` is the patience the receiver asked for; `chance` spreads the next try.
    #[must_use]
    pub fn tried(
        mut self,
        now: Timestamp,
        outcome: Outcome,
        asked: Option<SignedDuration>,
        chance: u64,
    ) -> Self {
        self.tries = self.tries.saturating_add(1);
        self.attempts.push(Attempt { at: now, outcome });
        let forgotten = self.attempts.len().saturating_sub(REMEMBERED);
        self.attempts.drain(..forgotten);
        if outcome.verdict() == Verdict::Delivered {
            self.standing = Standing::Delivered;
        } else {
            match pause(self.tries, chance) {
                Some(pause) => self.next = wait(now, pause, asked),
                None => self.standing = Standing::Failed,
            }
        }
        self
    }

    /// After the consent it was told under was taken back.
    #[must_use]
    pub fn withdrawn(mut self) -> Self {
        self.standing = Standing::Withdrawn;
        self
    }

    /// Sent once more, because its owner asked; `None` if this replay did so already, it is on its way anyhow, or nobody may
    /// be told any more.
    #[must_use]
    pub fn replayed(mut self, now: Timestamp, replay: &str) -> Option<Self> {
        let stays = matches!(self.standing, Standing::Pending | Standing::Withdrawn);
        if stays || self.replay.as_deref() == Some(replay) {
            return None;
        }
        self.standing = Standing::Pending;
        self.tries = 0;
        self.next = now;
        self.replay = Some(replay.to_owned());
        Some(self)
    }

    /// Whether those behind it wait for it, so that everything comes in the order of occurrence. One that its receiver keeps
    /// refusing lets the others pass.
    pub fn keeps_others_back(&self) -> bool {
        let refused = self
            .attempts
            .last()
            .is_some_and(|attempt| attempt.outcome.verdict() == Verdict::Refused);
        self.standing == Standing::Pending && !(refused && self.tries >= IN_ORDER)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Told;
    use crate::plan::TRIES;
    use uuid::Uuid;

    fn now() -> Timestamp {
        "2026-12-01T00:00:00Z".parse().unwrap()
    }

    fn fresh() -> Delivery {
        let message = Message {
            kind: Kind::Test,
            at: now(),
            told: Told::Test {
                subscription: Uuid::nil(),
            },
        };
        Delivery::new(&message, now()).unwrap()
    }

    fn failed(times: u32, outcome: Outcome) -> Delivery {
        (0..times).fold(fresh(), |delivery, _| {
            let at = delivery.next;
            delivery.tried(at, outcome, None, 0)
        })
    }

    #[test]
    fn a_message_is_given_up_after_its_last_try_and_can_be_replayed() {
        let given_up = failed(TRIES, Outcome::TimedOut);
        assert_eq!((given_up.standing, given_up.tries), (Standing::Failed, TRIES));
        let again = given_up.replayed(now(), "key").unwrap();
        assert_eq!(
            (again.standing, again.tries, again.attempts.len()),
            (Standing::Pending, 0, 10)
        );
        assert_eq!(again.id, fresh().id);
        let told = again.tried(now(), Outcome::Answered(204), None, 0);
        assert_eq!(told.standing, Standing::Delivered);
        assert_eq!(told.replayed(now(), "key"), None, "the same replay sends it once");
    }

    #[test]
    fn what_is_on_its_way_is_not_replayed() {
        assert_eq!(fresh().replayed(now(), "key"), None);
    }

    fn of_referral(kind: Kind) -> Delivery {
        let referral = CaseId(Uuid::from_u128(7));
        let message = Message {
            kind,
            at: now(),
            told: Told::Referral { referral, entry: 2 },
        };
        Delivery::new(&message, now()).unwrap()
    }

    #[test]
    fn what_is_told_under_a_consent_says_so_and_is_not_replayed_once_that_is_taken_back() {
        let assessed = of_referral(Kind::AidAssessed);
        assert_eq!(assessed.consent, Some(CaseId(Uuid::from_u128(7))));
        assert_eq!(assessed.withdrawn().replayed(now(), "key"), None);
        for forget in [Kind::ConsentWithdrawn, Kind::PapersErased] {
            assert_eq!(of_referral(forget).consent, None, "{forget}");
        }
        assert_eq!(fresh().consent, None);
    }

    #[test]
    fn what_was_noted_down_before_there_was_aid_is_still_read() {
        let text = serde_json::to_string(&fresh()).unwrap();
        assert!(!text.contains("consent"), "{text}");
        assert_eq!(serde_json::from_str::<Delivery>(&text).unwrap(), fresh());
    }

    #[test]
    fn a_poisoned_message_lets_the_others_pass_and_a_receiver_that_is_away_does_not() {
        assert!(failed(2, Outcome::Answered(500)).keeps_others_back());
        assert!(!failed(3, Outcome::Answered(500)).keeps_others_back());
        assert!(failed(3, Outcome::Answered(503)).keeps_others_back());
        assert!(failed(9, Outcome::Unreachable).keeps_others_back());
        assert!(!failed(10, Outcome::Unreachable).keeps_others_back());
    }

    #[test]
    fn few_tries_are_remembered() {
        let mut delivery = fresh();
        for _ in 0..5 {
            delivery.standing = Standing::Failed;
            delivery.replay = None;
            delivery = delivery.replayed(now(), "key").unwrap();
            for _ in 0..TRIES {
                delivery = delivery.tried(now(), Outcome::TimedOut, None, 0);
            }
        }
        assert_eq!(delivery.attempts.len(), REMEMBERED);
    }
}
