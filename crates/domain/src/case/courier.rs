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

    /// Position on the way out. Webhooks arrive out of order; a status is news only if it lies further on.
    fn rank(self) -> u8 {
        match self {
            Self::Searching => 0,
            Self::Assigned => 1,
            Self::ToPickup => 2,
            Self::Picked => 3,
            Self::ToDrop => 4,
            Self::OnHold => 5,
            Self::Returning => 6,
            Self::Delivered | Self::NoDriver | Self::Cancelled | Self::Returned | Self::Lost => 7,
        }
    }

    /// Whether `next` is news after `self`. A hold on the way may end in any later state, also in riding on.
    pub fn precedes(self, next: Self) -> bool {
        if self.is_final() {
            return false;
        }
        next.rank() > self.rank() || (self == Self::OnHold && matches!(next, Self::ToDrop))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_webhook_never_takes_the_envelope_back() {
        assert!(CourierStatus::Searching.precedes(CourierStatus::Picked));
        assert!(!CourierStatus::Picked.precedes(CourierStatus::Assigned));
        assert!(!CourierStatus::Delivered.precedes(CourierStatus::Returned));
        assert!(CourierStatus::OnHold.precedes(CourierStatus::ToDrop));
    }
}
