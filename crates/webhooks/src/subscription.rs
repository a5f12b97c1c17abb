//! A subscription and its life.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::plan::LONGEST_FAILURE;
use crate::{Kind, Office, Owner, Target};

/// Subscriptions an office may have.
pub const SUBSCRIPTIONS_AT_MOST: usize = 10;

/// How long the secret before the newest one signs as well.
const OVERLAP: SignedDuration = SignedDuration::from_hours(24);

/// How long a message can be looked at and replayed.
pub const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Secrets that sign side by side at most.
const SECRETS_AT_MOST: usize = 4;

/// Why nothing is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The owner wanted it so.
    Owner,
    /// The receiver answered 410.
    Gone,
    /// Nothing arrived for five days.
    Failing,
}

impl Why {
    /// Its name in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Gone => "gone",
            Self::Failing => "failing",
        }
    }
}

/// Whether anything is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum State {
    /// It is.
    Active,
    /// It is not; what happens is noted down and waits.
    Disabled {
        /// Why.
        why: Why,
        /// Since when.
        at: Timestamp,
        /// Whether owner and operators were told.
        told: bool,
    },
}

/// An older secret that still signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retiring {
    /// Which one.
    pub generation: u32,
    /// Until when.
    pub until: Timestamp,
}

/// A subscription.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// Its name.
    pub id: Uuid,
    /// Whose it is.
    pub owner: Owner,
    /// Where it is told.
    pub url: Target,
    /// What it is told of; `None` for everything that concerns its owner.
    pub kinds: Option<Vec<Kind>>,
    /// Whether anything is sent.
    pub state: State,
    /// The newest secret; the first one is 1.
    pub generation: u32,
    /// Older ones that still sign.
    pub retiring: Vec<Retiring>,
    /// When it was made.
    pub created: Timestamp,
    /// The first failure after which nothing has arrived.
    pub failing_since: Option<Timestamp>,
    /// A receiver that is away is left alone until then.
    pub paused_until: Option<Timestamp>,
}

/// What an owner changes; what is not said stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Where it is told.
    pub url: Option<Target>,
    /// What it is told of.
    pub kinds: Option<Option<Vec<Kind>>>,
    /// Whether anything is sent.
    pub active: Option<bool>,
}

impl Subscription {
    /// A new one, active, with its first secret.
    pub fn new(id: Uuid, owner: Owner, url: Target, kinds: Option<Vec<Kind>>, now: Timestamp) -> Self {
        Self {
            id,
            owner,
            url,
            kinds,
            state: State::Active,
            generation: 1,
            retiring: Vec::new(),
            created: now,
            failing_since: None,
            paused_until: None,
        }
    }

    /// Whether it is told of such a thing. Whoever hears anything of aid is also told whom to forget.
    pub fn wants(&self, kind: Kind) -> bool {
        let of_aid = |kind: &Kind| kind.concerns().contains(&Office::Aid);
        self.kinds
            .as_ref()
            .is_none_or(|kinds| kinds.contains(&kind) || (kind.asks_to_forget() && kinds.iter().any(of_aid)))
    }

    /// Whether anything is sent.
    pub fn is_active(&self) -> bool {
        self.state == State::Active
    }

    /// The secrets that sign now, the newest first.
    pub fn signing(&self, now: Timestamp) -> Vec<u32> {
        let older = self.retiring.iter().rev().filter(|older| older.until > now);
        std::iter::once(self.generation)
            .chain(older.map(|older| older.generation))
            .collect()
    }

    /// After what its owner changed. A new address or a new beginning starts with a clean record.
    #[must_use]
    pub fn changed(mut self, change: Change, now: Timestamp) -> Self {
        let moved = change.url.as_ref().is_some_and(|url| *url != self.url);
        if let Some(url) = change.url {
            self.url = url;
        }
        if let Some(kinds) = change.kinds {
            self.kinds = kinds;
        }
        match change.active {
            Some(true) => self.state = State::Active,
            Some(false) if self.is_active() => self.disable(Why::Owner, now),
            Some(false) | None => {}
        }
        if moved || change.active == Some(true) {
            self.failing_since = None;
            self.paused_until = None;
        }
        self
    }

    /// After its secret was changed: the one before it signs for another day.
    #[must_use]
    pub fn rotated(mut self, now: Timestamp) -> Self {
        self.retiring.retain(|older| older.until > now);
        let until = now.checked_add(OVERLAP).unwrap_or(Timestamp::MAX);
        self.retiring.push(Retiring {
            generation: self.generation,
            until,
        });
        let too_many = self.retiring.len().saturating_sub(SECRETS_AT_MOST - 1);
        self.retiring.drain(..too_many);
        self.generation = self.generation.saturating_add(1);
        self
    }

    /// After something arrived.
    #[must_use]
    pub fn reached(mut self) -> Self {
        self.failing_since = None;
        self.paused_until = None;
        self
    }

    /// After a failed try. `pause` is the moment until which an absent receiver is left alone; `exhausted` says that a
    /// message has used up its tries.
    #[must_use]
    pub fn failed(mut self, now: Timestamp, pause: Option<Timestamp>, exhausted: bool) -> Self {
        let since = *self.failing_since.get_or_insert(now);
        if let Some(pause) = pause {
            self.paused_until = Some(pause);
        }
        if exhausted && now.duration_since(since) >= LONGEST_FAILURE && self.is_active() {
            self.disable(Why::Failing, now);
        }
        self
    }

    /// After its receiver said that it wants nothing any more.
    #[must_use]
    pub fn gone(mut self, now: Timestamp) -> Self {
        if self.is_active() {
            self.disable(Why::Gone, now);
        }
        self
    }

    /// After owner and operators were told that it is disabled.
    #[must_use]
    pub fn told(mut self) -> Self {
        if let State::Disabled { told, .. } = &mut self.state {
            *told = true;
        }
        self
    }

    fn disable(&mut self, why: Why, now: Timestamp) {
        self.state = State::Disabled {
            why,
            at: now,
            // Whoever did it knows it.
            told: why == Why::Owner,
        };
        self.paused_until = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Reach;
    use proptest::prelude::*;

    fn at(hours: i64) -> Timestamp {
        "2026-12-01T00:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours)
    }

    fn url(text: &str) -> Target {
        Target::parse(text, Reach::Public).unwrap()
    }

    fn fresh() -> Subscription {
        let url = url("https://sipp.example.go.id/tuntas");
        Subscription::new(Uuid::nil(), Owner::Registry, url, None, at(0))
    }

    fn why(subscription: &Subscription) -> Option<Why> {
        match subscription.state {
            State::Active => None,
            State::Disabled { why, .. } => Some(why),
        }
    }

    #[test]
    fn whoever_hears_of_aid_is_told_whom_to_forget_whatever_it_chose() {
        let chose = |kinds: &[Kind]| Subscription {
            kinds: Some(kinds.to_vec()),
            ..fresh()
        };
        for forget in [Kind::ConsentWithdrawn, Kind::PapersErased] {
            assert!(fresh().wants(forget));
            assert!(chose(&[Kind::AidReferred]).wants(forget), "{forget}");
            assert!(!chose(&[Kind::Held]).wants(forget), "{forget}");
        }
        assert!(!chose(&[Kind::ConsentWithdrawn]).wants(Kind::AidReferred));
    }

    #[test]
    fn an_old_secret_signs_for_a_day_beside_the_new_one() {
        let rotated = fresh().rotated(at(0));
        assert_eq!(rotated.signing(at(23)), [2, 1]);
        assert_eq!(rotated.signing(at(24)), [2]);
        let often = (0..10).fold(rotated, |subscription, _| subscription.rotated(at(1)));
        assert_eq!(often.signing(at(2)), [12, 11, 10, 9]);
    }

    #[test]
    fn five_days_without_success_and_a_message_given_up_disable_it() {
        let failing = fresh().failed(at(0), None, false);
        assert_eq!(why(&failing.clone().failed(at(119), None, true)), None);
        assert_eq!(why(&failing.clone().failed(at(120), None, false)), None);
        assert_eq!(
            why(&failing.clone().failed(at(120), None, true)),
            Some(Why::Failing)
        );
        let recovered = failing.reached().failed(at(119), None, false);
        assert_eq!(why(&recovered.failed(at(120), None, true)), None);
    }

    #[test]
    fn a_receiver_that_is_gone_is_told_nothing_until_its_owner_wants_it_again() {
        let gone = fresh().gone(at(1));
        assert_eq!(why(&gone), Some(Why::Gone));
        let again = Change {
            active: Some(true),
            ..Change::default()
        };
        assert!(gone.changed(again, at(2)).is_active());
    }

    #[test]
    fn what_is_disabled_keeps_its_reason() {
        let off = Change {
            active: Some(false),
            ..Change::default()
        };
        assert_eq!(why(&fresh().changed(off.clone(), at(1))), Some(Why::Owner));
        assert_eq!(why(&fresh().gone(at(0)).changed(off, at(1))), Some(Why::Gone));
    }

    #[test]
    fn a_new_address_starts_with_a_clean_record() {
        let failing = fresh().failed(at(0), Some(at(5)), false);
        let same = Change {
            url: Some(failing.url.clone()),
            ..Change::default()
        };
        assert_eq!(failing.clone().changed(same, at(1)).paused_until, Some(at(5)));
        let other = Change {
            url: Some(url("https://lain.example.go.id/")),
            ..Change::default()
        };
        let moved = failing.changed(other, at(1));
        assert_eq!((moved.failing_since, moved.paused_until), (None, None));
    }

    proptest! {
        /// Whatever happens, only a message given up after five days without success disables by failing.
        #[test]
        fn only_long_failure_disables(steps in proptest::collection::vec((0_i64..40, 0_u8..4), 1..60)) {
            let (mut subscription, mut now, mut first) = (fresh(), 0, None);
            for (hours, what) in steps {
                now += hours;
                let exhausted = what == 3;
                subscription = if what == 0 {
                    first = None;
                    subscription.reached()
                } else {
                    let since = *first.get_or_insert(now);
                    let long = now - since >= 120;
                    let before = why(&subscription);
                    let after = subscription.failed(at(now), None, exhausted);
                    prop_assert_eq!(why(&after), before.or((exhausted && long).then_some(Why::Failing)));
                    after
                };
            }
        }
    }
}
