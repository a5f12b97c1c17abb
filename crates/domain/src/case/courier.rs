//! Where an envelope is, in one vocabulary for all couriers.

use serde::{Deserialize, Serialize};

/// Normal form of a courier's status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CourierStatus {
    /// Looking for a rider.
    Searching,
    /// A rider has accepted.
    Assigned,
    /// On the way to the office.
    ToPickup,
    /// Has the envelope.
    Picked,
    /// On the way to the addressee.
    ToDrop,
    /// Says it has been handed over.
    Delivered,
    /// No rider was found.
    NoDriver,
    /// Called off before pick-up.
    Cancelled,
    /// Stopped on the way.
    OnHold,
    /// On the way back to the office.
    Returning,
    /// Back at the office.
    Returned,
    /// Lost or destroyed.
    Lost,
}

impl CourierStatus {
    /// Whether nothing follows.
    pub fn is_final(self) -> bool {
        matches!(
            self,
            Self::Delivered | Self::NoDriver | Self::Cancelled | Self::Returned | Self::Lost
        )
    }

    /// Whether the rider has the envelope, or had it.
    pub fn has_envelope(self) -> bool {
        matches!(
            self,
            Self::Picked
                | Self::ToDrop
                | Self::Delivered
                | Self::OnHold
                | Self::Returning
                | Self::Returned
                | Self::Lost
        )
    }

    /// Whether the ride is over and the envelope at the office.
    pub fn leaves_it_at_office(self) -> bool {
        matches!(self, Self::NoDriver | Self::Cancelled | Self::Returned)
    }

    /// The word it is written as, such as `to_drop`.
    pub fn as_str(self) -> &'static str {
        match self {
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
        }
    }

    /// Position on the way out; `None` beside that way.
    fn rank(self) -> Option<u8> {
        match self {
            Self::Searching => Some(0),
            Self::Assigned => Some(1),
            Self::ToPickup => Some(2),
            Self::Picked => Some(3),
            Self::ToDrop => Some(4),
            Self::OnHold
            | Self::Returning
            | Self::Delivered
            | Self::NoDriver
            | Self::Cancelled
            | Self::Returned
            | Self::Lost => None,
        }
    }

    /// Whether `next` is news after `self`. Reports come late, twice and out of order, so a status only moves on:
    ///
    /// - nothing follows itself or an end;
    /// - on the way out only what lies further on follows;
    /// - a hold on the way ends in riding on, in turning back, or in any end;
    /// - `NoDriver` ends only a search: once a rider has the envelope, it would say that the office has it;
    /// - every other end follows anything. `Delivered` after `Returning` contradicts itself, but it is the provider's
    ///   last word: without it the case would wait for ever, and without the addressee's code it proves nothing.
    pub fn precedes(self, next: Self) -> bool {
        if self == next || self.is_final() {
            return false;
        }
        match next {
            Self::Delivered | Self::Cancelled | Self::Returning | Self::Returned | Self::Lost => true,
            Self::NoDriver => !matches!(self, Self::Picked | Self::ToDrop | Self::Returning),
            Self::OnHold => self != Self::Returning,
            Self::Picked | Self::ToDrop if self == Self::OnHold => true,
            Self::Searching | Self::Assigned | Self::ToPickup | Self::Picked | Self::ToDrop => self
                .rank()
                .is_some_and(|here| next.rank().is_some_and(|there| there > here)),
        }
    }
}

impl std::fmt::Display for CourierStatus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::CourierStatus as S;

    const ALL: [S; 12] = [
        S::Searching,
        S::Assigned,
        S::ToPickup,
        S::Picked,
        S::ToDrop,
        S::OnHold,
        S::Returning,
        S::Delivered,
        S::NoDriver,
        S::Cancelled,
        S::Returned,
        S::Lost,
    ];

    #[test]
    fn the_whole_table_of_what_may_follow_what() {
        let table: Vec<String> = ALL
            .iter()
            .map(|before| {
                let after: Vec<&str> = ALL
                    .iter()
                    .filter(|next| before.precedes(**next))
                    .map(|next| next.as_str())
                    .collect();
                format!("{before} -> {}", after.join(" ")).trim_end().to_owned()
            })
            .collect();
        assert_eq!(
            table,
            [
                "searching -> assigned to_pickup picked to_drop on_hold returning delivered no_driver cancelled returned lost",
                "assigned -> to_pickup picked to_drop on_hold returning delivered no_driver cancelled returned lost",
                "to_pickup -> picked to_drop on_hold returning delivered no_driver cancelled returned lost",
                "picked -> to_drop on_hold returning delivered cancelled returned lost",
                "to_drop -> on_hold returning delivered cancelled returned lost",
                "on_hold -> picked to_drop returning delivered no_driver cancelled returned lost",
                "returning -> delivered cancelled returned lost",
                "delivered ->",
                "no_driver ->",
                "cancelled ->",
                "returned ->",
                "lost ->",
            ]
        );
    }

    #[test]
    fn a_status_is_shown_as_it_is_stored() {
        for status in ALL {
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
        }
    }
}
