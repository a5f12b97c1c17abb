//! How a courier call can end badly. No variant carries text that came from the provider, since providers
//! echo names and addresses in their messages.

use std::{fmt, time::Duration};

/// Why a booking did not end with an order.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BookError {
    /// Final: the same booking will be refused again. It needs a person or other data.
    #[error("the courier provider refused the booking: {reason} (code {code})")]
    Refused {
        /// The provider's number, 0 when it gave none.
        code: u32,
        /// The same in our words.
        reason: Refusal,
    },
    /// Known to have had no effect; the same booking may succeed later.
    #[error("the courier provider cannot take bookings now: {cause}")]
    Unavailable {
        /// What stands in the way.
        cause: Unavailability,
        /// How long the provider asked us to wait.
        retry_after: Option<Duration>,
    },
    /// The order may or may not exist. Book again with the **same** booking, later; never with a new reference.
    #[error("the outcome of the booking is unknown: {doubt}")]
    Unknown {
        /// Where certainty was lost.
        doubt: Doubt,
    },
}

impl BookError {
    /// True when the same booking has to be tried again later.
    pub fn is_retryable(&self) -> bool {
        !matches!(self, Self::Refused { .. })
    }
}

/// Why an order could not be read. Reading has no effect, so everything but `NotFound` may be tried again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The provider does not know this order.
    #[error("the courier provider does not know this order")]
    NotFound,
    /// No usable answer came.
    #[error("the courier provider did not answer usefully: {cause}")]
    Unavailable {
        /// What stands in the way.
        cause: Unavailability,
        /// How long the provider asked us to wait.
        retry_after: Option<Duration>,
    },
}

/// Why a ride was not called off.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CancelError {
    /// The rider already holds the documents, or the ride has ended.
    #[error("too late to cancel this order")]
    TooLate,
    /// The provider does not know this order.
    #[error("the courier provider does not know this order")]
    NotFound,
    /// The provider refuses for another reason.
    #[error("the courier provider refused to cancel (code {code})")]
    Refused {
        /// The provider's number, 0 when it gave none.
        code: u32,
    },
    /// No usable answer came; cancelling again is safe.
    #[error("the courier provider did not answer usefully: {cause}")]
    Unavailable {
        /// What stands in the way.
        cause: Unavailability,
        /// How long the provider asked us to wait.
        retry_after: Option<Duration>,
    },
}

/// A stable reason for a refused booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Refusal {
    /// Name or phone of the office or the addressee is missing.
    ContactMissing,
    /// An address or postcode is missing or not served.
    AddressMissing,
    /// Coordinates are missing, and this service needs them.
    CoordinatesMissing,
    /// This courier company or service does not exist at the provider.
    ServiceUnknown,
    /// The courier does not offer what was asked (scheduling, proof of delivery).
    FeatureUnavailable,
    /// Another order has this airway bill.
    WaybillTaken,
    /// Something else; the code says more.
    Other,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ContactMissing => "contact_missing",
            Self::AddressMissing => "address_missing",
            Self::CoordinatesMissing => "coordinates_missing",
            Self::ServiceUnknown => "service_unknown",
            Self::FeatureUnavailable => "feature_unavailable",
            Self::WaybillTaken => "waybill_taken",
            Self::Other => "other",
        })
    }
}

/// What stands in the way of a call that is known to have had no effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Unavailability {
    /// No connection could be made.
    Unreachable,
    /// Too many calls.
    Throttled,
    /// Our key is missing, wrong or not active: an operator has to act.
    Credentials,
    /// Our balance at the provider does not cover the ride: an operator has to act.
    Balance,
    /// The courier company behind the provider failed.
    Partner,
    /// The provider itself failed or answered something we cannot read.
    Provider,
}

impl fmt::Display for Unavailability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreachable => "unreachable",
            Self::Throttled => "throttled",
            Self::Credentials => "credentials",
            Self::Balance => "balance",
            Self::Partner => "partner",
            Self::Provider => "provider",
        })
    }
}

/// Where certainty about a booking was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Doubt {
    /// Sent, but no answer in time.
    TimedOut,
    /// The connection broke after sending began.
    ConnectionLost,
    /// The provider answered 5xx (or 408), which says nothing about what it had done before.
    ServerError(u16),
    /// The provider answered 2xx, but not with an order.
    UnreadableReply,
    /// The reference is taken, but the order that has it could not be read.
    ExistingUnreadable,
    /// The provider answered with an order that has another reference than ours.
    ReferenceMismatch,
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TimedOut => f.write_str("timed_out"),
            Self::ConnectionLost => f.write_str("connection_lost"),
            Self::ServerError(status) => write!(f, "server_error_{status}"),
            Self::UnreadableReply => f.write_str("unreadable_reply"),
            Self::ExistingUnreadable => f.write_str("existing_unreadable"),
            Self::ReferenceMismatch => f.write_str("reference_mismatch"),
        }
    }
}
