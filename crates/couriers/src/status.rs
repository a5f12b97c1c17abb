//! Where an envelope is, in our own words.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How much of a provider's unknown status word is kept, in characters.
const UNKNOWN_WORD_LIMIT: usize = 40;
/// Marks an unknown provider word in the serialised form, so that it cannot pass for one of ours.
const UNKNOWN_PREFIX: &str = "unknown:";

/// Where an envelope is. The serialised form is one `snake_case` word (`to_pickup`), or `unknown:<word>`.
///
/// | rank | status | meaning |
/// |---|---|---|
/// | 0 | `Searching` | the provider looks for a rider |
/// | 1 | `Assigned` | a rider took the order |
/// | 2 | `ToPickup` | the rider is on the way to the office |
/// | 3 | `Picked` | the rider holds the documents |
/// | 4 | `ToDrop` | the rider is on the way to the addressee |
/// | aside | `OnHold` | stopped for a while, anywhere on the way |
/// | back | `Returning` | on the way back to the office |
/// | end | `Delivered`, `NoDriver`, `Cancelled`, `Returned`, `Lost` | nothing more will happen |
/// | none | `Unknown` | a word this version does not know: kept for people, never acted upon |
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", from = "String")]
pub enum CourierStatus {
    /// The provider looks for a rider.
    Searching,
    /// A rider took the order.
    Assigned,
    /// The rider is on the way to the office.
    ToPickup,
    /// The rider holds the documents.
    Picked,
    /// The rider is on the way to the addressee.
    ToDrop,
    /// The provider says it was handed over. Not proof by itself: our own hand-over code is.
    Delivered,
    /// No rider could be found.
    NoDriver,
    /// Called off, by us, the rider or the provider.
    Cancelled,
    /// Stopped for a while.
    OnHold,
    /// On the way back to the office.
    Returning,
    /// Back at the office.
    Returned,
    /// Lost or destroyed: the documents have to be revoked and issued again.
    Lost,
    /// A word of the provider that this version does not know, reduced to `[a-z0-9_]`, at most 40 characters.
    Unknown(String),
}

impl CourierStatus {
    /// Builds [`CourierStatus::Unknown`] from foreign text, keeping only what is safe to log and store.
    pub fn unknown(word: &str) -> Self {
        let kept = word
            .chars()
            .map(|c| c.to_ascii_lowercase())
            .filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '_')
            .take(UNKNOWN_WORD_LIMIT)
            .collect();
        Self::Unknown(kept)
    }

    /// True when nothing more will happen to the order.
    pub fn is_final(&self) -> bool {
        matches!(
            self,
            Self::Delivered | Self::NoDriver | Self::Cancelled | Self::Returned | Self::Lost
        )
    }

    /// True when the documents are, or may be, out of the office's hands.
    pub fn has_left_office(&self) -> bool {
        matches!(
            self,
            Self::Picked
                | Self::ToDrop
                | Self::Delivered
                | Self::OnHold
                | Self::Returning
                | Self::Lost
                | Self::Unknown(_)
        )
    }

    /// How far on the way to the addressee; `None` for everything beside that way (see the type's table).
    pub fn rank(&self) -> Option<u8> {
        match self {
            Self::Searching => Some(0),
            Self::Assigned => Some(1),
            Self::ToPickup => Some(2),
            Self::Picked => Some(3),
            Self::ToDrop => Some(4),
            _ => None,
        }
    }
}

impl fmt::Display for CourierStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Searching => "searching",
            Self::Assigned => "assigned",
            Self::ToPickup => "to_pickup",
            Self::Picked => "picked",
            Self::ToDrop => "to_drop",
            Self::Delivered => "delivered",
            Self::NoDriver => "no_driver",
            Self::Cancelled => "cancelled",
            Self::OnHold => "on_hold",
            Self::Returning => "returning",
            Self::Returned => "returned",
            Self::Lost => "lost",
            Self::Unknown(word) => return write!(f, "{UNKNOWN_PREFIX}{word}"),
        })
    }
}

impl From<CourierStatus> for String {
    fn from(status: CourierStatus) -> Self {
        status.to_string()
    }
}

impl From<String> for CourierStatus {
    fn from(text: String) -> Self {
        match text.as_str() {
            "searching" => Self::Searching,
            "assigned" => Self::Assigned,
            "to_pickup" => Self::ToPickup,
            "picked" => Self::Picked,
            "to_drop" => Self::ToDrop,
            "delivered" => Self::Delivered,
            "no_driver" => Self::NoDriver,
            "cancelled" => Self::Cancelled,
            "on_hold" => Self::OnHold,
            "returning" => Self::Returning,
            "returned" => Self::Returned,
            "lost" => Self::Lost,
            other => Self::unknown(other.strip_prefix(UNKNOWN_PREFIX).unwrap_or(other)),
        }
    }
}

/// May `next` become the present status when `previous` is? If not, `next` is history only.
///
/// Webhooks come late, twice and out of order, so the present status only moves forward:
///
/// - a final status is never left, and no status follows itself;
/// - on the way to the addressee only a higher rank follows;
/// - a word we do not know never becomes the present status;
/// - `OnHold` may interrupt the way and be left for anything but `Searching` (the rank before it is gone);
/// - from `Returning` only an end other than `Delivered` follows: a delivery reported while the envelope is
///   on its way back contradicts itself, and people have to look at it;
/// - `NoDriver` only while no rider holds the documents.
pub fn can_follow(previous: &CourierStatus, next: &CourierStatus) -> bool {
    use CourierStatus as S;
    if previous == next || previous.is_final() {
        return false;
    }
    match next {
        S::Unknown(_) => false,
        S::Cancelled | S::Returning | S::Returned | S::Lost => true,
        S::Delivered | S::OnHold => *previous != S::Returning,
        S::NoDriver => !matches!(previous, S::Picked | S::ToDrop | S::Returning),
        S::Searching => matches!(previous, S::Unknown(_)),
        S::Assigned | S::ToPickup | S::Picked | S::ToDrop => match previous {
            S::OnHold | S::Unknown(_) => true,
            _ => previous.rank().is_some_and(|before| next.rank() > Some(before)),
        },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn every_status() -> Vec<CourierStatus> {
        use CourierStatus as S;
        vec![
            S::Searching,
            S::Assigned,
            S::ToPickup,
            S::Picked,
            S::ToDrop,
            S::Delivered,
            S::NoDriver,
            S::Cancelled,
            S::OnHold,
            S::Returning,
            S::Returned,
            S::Lost,
            S::unknown("teleported"),
        ]
    }

    #[test]
    fn the_whole_table_of_what_may_follow_what() {
        let all = every_status();
        let table: Vec<String> = all
            .iter()
            .map(|before| {
                let after: Vec<String> = all
                    .iter()
                    .filter(|next| can_follow(before, next))
                    .map(ToString::to_string)
                    .collect();
                format!("{before} -> {}", after.join(" ")).trim_end().to_owned()
            })
            .collect();
        insta::assert_snapshot!(table.join("\n"), @"
        searching -> assigned to_pickup picked to_drop delivered no_driver cancelled on_hold returning returned lost
        assigned -> to_pickup picked to_drop delivered no_driver cancelled on_hold returning returned lost
        to_pickup -> picked to_drop delivered no_driver cancelled on_hold returning returned lost
        picked -> to_drop delivered cancelled on_hold returning returned lost
        to_drop -> delivered cancelled on_hold returning returned lost
        delivered ->
        no_driver ->
        cancelled ->
        on_hold -> assigned to_pickup picked to_drop delivered no_driver cancelled returning returned lost
        returning -> cancelled returned lost
        returned ->
        lost ->
        unknown:teleported -> searching assigned to_pickup picked to_drop delivered no_driver cancelled on_hold returning returned lost
        ");
    }

    #[test]
    fn every_status_survives_being_stored() {
        for status in every_status() {
            let stored = serde_json::to_string(&status).unwrap();
            assert_eq!(
                serde_json::from_str::<CourierStatus>(&stored).unwrap(),
                status,
                "{stored}"
            );
        }
    }

    #[test]
    fn a_foreign_word_cannot_pass_for_one_of_ours_nor_smuggle_text() {
        assert_eq!(
            CourierStatus::unknown("delivered").to_string(),
            "unknown:delivered"
        );
        let smuggled = CourierStatus::unknown("Jl. Pahlawan 7\nINFO ok");
        assert_eq!(smuggled.to_string(), "unknown:jlpahlawan7infook");
        assert_eq!(CourierStatus::unknown(&"x".repeat(4000)).to_string().len(), 48);
    }

    proptest! {
        /// However the webhooks of a good ride are duplicated and shuffled, the ride ends delivered once the
        /// last one is in, and the rank never falls on the way.
        #[test]
        fn shuffled_webhooks_of_a_good_ride_end_delivered(picks in prop::collection::vec(0usize..6, 0..40)) {
            use CourierStatus as S;
            let ride = [S::Searching, S::Assigned, S::ToPickup, S::Picked, S::ToDrop, S::Delivered];
            let mut present = S::Searching;
            for index in picks.into_iter().chain([5]) {
                if can_follow(&present, &ride[index]) {
                    prop_assert!(ride[index].is_final() || ride[index].rank() > present.rank());
                    present = ride[index].clone();
                }
            }
            prop_assert_eq!(present, S::Delivered);
        }
    }
}
