//! Biteship's error numbers (orders error page of the API docs), as classes.

use crate::{Refusal, Unavailability};

/// A booking whose reference is taken.
pub(super) const DUPLICATE_REFERENCE: u32 = 40_002_060;
/// An order id that does not exist.
pub(super) const ORDER_NOT_FOUND: u32 = 40_002_057;
/// The order already has the status asked for.
pub(super) const ALREADY_THAT_STATUS: u32 = 40_002_050;
/// The order has gone too far to be cancelled.
pub(super) const CANNOT_CANCEL_NOW: u32 = 40_002_053;

/// What an error number means for a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The same booking will be refused again.
    Refused(Refusal),
    /// No effect; time or an operator mends it.
    Later(Unavailability),
    /// Not a number of the list.
    Unlisted,
}

/// Looks a number up. Credentials, balance and failures of the partner are no verdict on the booking: it is
/// kept and tried again, so that a mended key or balance does not cost a citizen their documents.
pub(super) fn meaning(code: u32) -> Meaning {
    use Meaning::{Later, Refused};
    match code {
        40_000_001 | 40_101_001..=40_101_003 | 40_301_001..=40_301_002 | 40_002_001..=40_002_003 => {
            Later(Unavailability::Credentials)
        }
        40_002_014 | 40_002_015 | 40_002_017 | 40_002_018 => Refused(Refusal::ContactMissing),
        40_002_010..=40_002_012 | 40_002_016 | 40_002_019 | 40_002_020 => Refused(Refusal::AddressMissing),
        40_002_022..=40_002_025 => Refused(Refusal::CoordinatesMissing),
        40_002_026 | 40_002_027 => Refused(Refusal::ServiceUnknown),
        40_002_007..=40_002_009 | 40_002_028..=40_002_034 => Refused(Refusal::FeatureUnavailable),
        40_002_021 | 40_002_040 => Later(Unavailability::Partner),
        40_002_041 | 40_002_042 | 40_002_048 => Later(Unavailability::Provider),
        40_002_039 | 40_009_001..=40_009_004 => Later(Unavailability::Balance),
        40_002_059 => Refused(Refusal::WaybillTaken),
        40_002_000..=40_002_999 => Refused(Refusal::Other),
        _ => Meaning::Unlisted,
    }
}
