//! How long one courier call may take, and when it may be tried again within that time.

use std::{
    collections::hash_map::RandomState,
    hash::{BuildHasher, Hasher},
    time::Duration,
};

use tokio::time::Instant;

/// Below this much remaining time no further request is begun.
const TOO_SHORT: Duration = Duration::from_millis(200);

/// Time limits of one courier call. `total` bounds everything, waiting included, and has to be shorter than
/// the function's own timeout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// To connect, TLS included.
    pub connect: Duration,
    /// For one request, connecting included.
    pub request: Duration,
    /// For the whole call with its retries and waits.
    pub total: Duration,
    /// Between an unknown outcome and looking it up, so that a request still under way at the provider can
    /// land first.
    pub settle: Duration,
    /// Base of the wait between retries; doubled each time, jittered by half.
    pub backoff: Duration,
    /// How many requests at most, look-ups of an unknown outcome not counted.
    pub attempts: u32,
}

impl Default for Patience {
    /// 2 s to connect, 6 s a request, 14 s in all, 2 s to settle, 3 attempts from 250 ms.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(2),
            request: Duration::from_secs(6),
            total: Duration::from_secs(14),
            settle: Duration::from_secs(2),
            backoff: Duration::from_millis(250),
            attempts: 3,
        }
    }
}

/// A running budget.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Budget {
    patience: Patience,
    deadline: Instant,
    spent: u32,
}

impl Budget {
    pub(crate) fn start(patience: Patience) -> Self {
        Self {
            patience,
            deadline: Instant::now() + patience.total,
            spent: 0,
        }
    }

    /// How long the next request may take; `None` when the time is up.
    pub(crate) fn request_timeout(&self) -> Option<Duration> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        (left >= TOO_SHORT).then(|| left.min(self.patience.request))
    }

    /// Waits before another attempt: as long as the provider asked for, else jittered backoff. False, without
    /// waiting, when attempts or time do not suffice.
    pub(crate) async fn wait_to_retry(&mut self, asked: Option<Duration>) -> bool {
        self.spent += 1;
        if self.spent >= self.patience.attempts {
            return false;
        }
        let wait = asked.unwrap_or_else(|| jittered(self.patience.backoff * 2u32.pow(self.spent.min(8) - 1)));
        self.sleep_if_room(wait).await
    }

    /// Waits until an unknown outcome may be looked up. False, without waiting, when time does not suffice.
    pub(crate) async fn settle(&self) -> bool {
        self.sleep_if_room(self.patience.settle).await
    }

    async fn sleep_if_room(&self, wait: Duration) -> bool {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if wait.checked_add(TOO_SHORT).is_none_or(|needed| needed > left) {
            return false;
        }
        tokio::time::sleep(wait).await;
        true
    }
}

/// Between half of `base` and one and a half of it, so that many callers do not come back at once.
fn jittered(base: Duration) -> Duration {
    // A fresh `RandomState` is seeded by the operating system; nothing secret depends on it.
    let random = RandomState::new().build_hasher().finish() % 1024;
    let nanos = base.as_nanos() * u128::from(512 + random) / 1024;
    Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jitter_spreads_around_the_base() {
        let base = Duration::from_secs(1);
        let waits: Vec<Duration> = (0..200).map(|_| jittered(base)).collect();
        assert!(waits.iter().all(|w| (500..1500).contains(&w.as_millis())));
        assert!(waits.iter().collect::<std::collections::HashSet<_>>().len() > 50);
    }

    #[tokio::test]
    async fn a_wait_longer_than_the_time_left_is_not_begun() {
        let patience = Patience {
            total: Duration::from_secs(1),
            ..Patience::default()
        };
        let mut budget = Budget::start(patience);
        let before = Instant::now();
        assert!(!budget.wait_to_retry(Some(Duration::from_secs(30))).await);
        assert!(!budget.wait_to_retry(Some(Duration::MAX)).await);
        assert!(before.elapsed() < Duration::from_millis(200));
    }
}
