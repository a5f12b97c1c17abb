//! What every courier provider has to be able to do for us.

use crate::{BookError, Booking, CancelError, Order, OrderId, ReadError};

/// Why we call a ride off. The provider gets a fixed sentence per reason, never free text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CancelReason {
    /// The decree was annulled or corrected; the documents must not go out.
    DecreeWithdrawn,
    /// The addressee gave another address.
    AddressChanged,
    /// A second order for the same envelope came to light.
    Stray,
    /// An officer asked for it.
    OfficeRequest,
}

/// A courier provider.
pub trait Courier: Send + Sync {
    /// Name of the provider, as it stands in the journal and in reports.
    fn provider(&self) -> &'static str;

    /// Books a ride, or finds the one that was already booked under the same reference. Safe to call again
    /// at any time with the same booking. Bounded in time by the implementation's patience.
    ///
    /// # Errors
    /// [`BookError`]: refused for good, try later, or unknown (call again with the same booking).
    fn book(&self, booking: &Booking) -> impl Future<Output = Result<Order, BookError>> + Send;

    /// Looks a booking up by its reference after [`BookError::Unknown`], asking once and without waiting.
    /// Where a provider cannot search by reference without side effects, this may book the ride if it is
    /// truly not there; it never makes a second one.
    ///
    /// # Errors
    /// As for [`Courier::book`].
    fn find_by_reference(&self, booking: &Booking) -> impl Future<Output = Result<Order, BookError>> + Send;

    /// Reads an order. What a webhook claims is acted upon only after this confirmed it.
    ///
    /// # Errors
    /// [`ReadError`]
    fn order(&self, id: &OrderId) -> impl Future<Output = Result<Order, ReadError>> + Send;

    /// Calls a ride off. Calling off what is already cancelled succeeds.
    ///
    /// # Errors
    /// [`CancelError::TooLate`] once the rider holds the documents.
    fn cancel(
        &self,
        id: &OrderId,
        reason: CancelReason,
    ) -> impl Future<Output = Result<(), CancelError>> + Send;
}
