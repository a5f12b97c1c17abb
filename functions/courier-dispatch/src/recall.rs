//! Calls a rider back.

use jiff::Timestamp;
use tracing::{info, warn};
use tuntas_couriers::{CancelError, CancelReason, Courier, OrderId, ReadError, Reference};
use tuntas_domain::case::{Case, Command, CourierStatus, Delivery};
use tuntas_platform::metrics;

use crate::answer::Answer;
use crate::{CourierDispatch, Failure};

/// Where the envelope of a rider who was called back is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Envelope {
    AtOffice,
    WithRider,
}

impl<C: Courier> CourierDispatch<C> {
    /// The documents are out of date, were collected, or may have to go to another door. Once the rider has the envelope no
    /// provider cancels, but the page at the door takes no code any more and says to bring the envelope back.
    pub(crate) async fn call_back(
        &self,
        reference: Reference,
        case: &Case,
        at: Timestamp,
    ) -> Result<Envelope, Failure> {
        let track = &case.tracks[reference.role];
        let delivery = track.attempt(reference.attempt);
        let current = track.delivery() == delivery;
        if current && delivery.is_some_and(Delivery::came_to_nothing) && !track.with_courier {
            return Ok(Envelope::AtOffice);
        }
        let booked = delivery.and_then(|delivery| delivery.order.as_deref());
        let off = if let Some(order) = booked.and_then(|order| OrderId::parse(order).ok()) {
            // The envelope of an earlier round is out of date, whatever became of the present one.
            let reason = if !current || case.is_being_undone() {
                CancelReason::DecreeWithdrawn
            } else {
                CancelReason::OfficeRequest
            };
            self.call_off_booked(reference, &order, reason, at).await?
        } else {
            info!(%reference, "nobody was booked yet; an order that turns up is called off");
            !current || !track.is_with_rider()
        };
        // Providers hear of it later than the officer who gave the envelope away.
        if off && !(current && track.with_courier) {
            return Ok(Envelope::AtOffice);
        }
        metrics::count("CourierRecallTooLate");
        warn!(%reference, "the rider has the envelope already and has to bring it back");
        Ok(Envelope::WithRider)
    }

    /// Whether the rider of an order will not come, or come again.
    async fn call_off_booked(
        &self,
        reference: Reference,
        order: &OrderId,
        reason: CancelReason,
        at: Timestamp,
    ) -> Result<bool, Failure> {
        let status = match self.courier.cancel(order, reason).await {
            Ok(()) | Err(CancelError::NotFound) => CourierStatus::Cancelled,
            Err(error @ CancelError::Unavailable { .. }) => return Err(Failure::CallBack(error)),
            // The ride may have ended in the meantime, and nobody has told.
            Err(error) => match self.courier.order(order).await {
                Ok(order) => {
                    let over = order.status.known().filter(|status| status.leaves_it_at_office());
                    let Some(status) = over else {
                        warn!(%reference, %error, "the rider cannot be called back");
                        return Ok(false);
                    };
                    status
                }
                Err(ReadError::NotFound) => CourierStatus::Cancelled,
                Err(error @ ReadError::Unavailable { .. }) => return Err(Failure::Read(error)),
            },
        };
        info!(%reference, %status, "the rider was called back");
        self.ended(reference, status, at).await?;
        Ok(true)
    }

    /// The provider's answer is its last word on the ride: the next rider does not wait until it is reported, too.
    async fn ended(&self, reference: Reference, status: CourierStatus, at: Timestamp) -> Result<(), Failure> {
        let Reference { case, role, attempt } = reference;
        let step = Answer {
            reference,
            command: Command::MoveCourier {
                role,
                attempt,
                status,
            },
        };
        self.journal.run(case, at, &step).await?;
        Ok(())
    }
}
