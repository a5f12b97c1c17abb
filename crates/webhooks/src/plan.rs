//! When a message is tried again, and when no more.

use jiff::{SignedDuration, Timestamp};

/// Pauses between the tries of a message, after the first try at once (Standard Webhooks 1.0.0).
const PAUSES: [SignedDuration; 9] = [
    SignedDuration::from_secs(5),
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(30),
    SignedDuration::from_hours(2),
    SignedDuration::from_hours(5),
    SignedDuration::from_hours(10),
    SignedDuration::from_hours(14),
    SignedDuration::from_hours(20),
    SignedDuration::from_hours(24),
];

/// How often a message is tried: over three days and some hours.
#[cfg(test)]
pub(crate) const TRIES: u32 = 10;

/// A receiver that has taken nothing for so long, and whose last message has used up its tries, is told nothing any more.
pub(crate) const LONGEST_FAILURE: SignedDuration = SignedDuration::from_hours(5 * 24);

/// A receiver that asks for patience is given a day at most.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(24);

/// The pause after that many tries, a fifth longer at most: `chance` spreads receivers that failed at the same moment. `None`
/// when the tries are used up.
pub fn pause(tries: u32, chance: u64) -> Option<SignedDuration> {
    let position = usize::try_from(tries).ok()?.checked_sub(1)?;
    let pause = *PAUSES.get(position)?;
    let most = pause.as_millis() / 5;
    let more = i128::from(chance) * most / i128::from(u64::MAX);
    i64::try_from(more)
        .ok()
        .map(|more| pause.saturating_add(SignedDuration::from_millis(more)))
}

/// When to try again, where the receiver asked for patience until then.
pub fn wait(now: Timestamp, pause: SignedDuration, asked: Option<SignedDuration>) -> Timestamp {
    let asked = asked.unwrap_or(SignedDuration::ZERO).min(LONGEST_WAIT);
    now.checked_add(pause.max(asked)).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_message_is_tried_ten_times_within_four_days() {
        let pauses: Vec<SignedDuration> = (1..).map_while(|tries| pause(tries, 0)).collect();
        assert_eq!(pauses, PAUSES);
        assert_eq!(u32::try_from(pauses.len()).unwrap() + 1, TRIES);
        let longest: SignedDuration = (1..TRIES).map(|tries| pause(tries, u64::MAX).unwrap()).sum();
        assert!(longest < SignedDuration::from_hours(4 * 24), "{longest:?}");
    }

    #[test]
    fn patience_that_was_asked_for_is_given_for_a_day_at_most() {
        let now: Timestamp = "2026-12-01T00:00:00Z".parse().unwrap();
        let after = |asked| (wait(now, SignedDuration::from_secs(5), asked) - now).as_secs();
        assert_eq!(after(None), 5);
        assert_eq!(after(Some(SignedDuration::from_secs(2))), 5);
        assert_eq!(after(Some(SignedDuration::from_mins(10))), 600);
        assert_eq!(after(Some(SignedDuration::MAX)), 86_400);
    }

    proptest! {
        #[test]
        fn chance_makes_a_pause_a_fifth_longer_at_most(tries in 0_u32..20, chance: u64) {
            match (pause(tries, 0), pause(tries, chance)) {
                (None, None) => prop_assert!(tries == 0 || tries >= TRIES),
                (Some(least), Some(pause)) => {
                    prop_assert!(pause >= least && pause <= least + least / 5 + SignedDuration::from_millis(1));
                }
                other => prop_assert!(false, "{other:?}"),
            }
        }
    }
}
