//! Calls a rider back.

use jiff::Timestamp;
use tracing::{info, warn};
use tuntas_couriers::{CancelError, CancelReason, Courier, OrderId, Reference};
use tuntas_domain::case::{Case, Command, CourierStatus};
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
        let booked = delivery.and_then(|delivery| delivery.order.as_deref());
        let Some(order) = booked.and_then(|order| OrderId::parse(order).ok()) else {
            info!(%reference, "nobody was booked yet; an order that turns up is called off");
            return Ok(Envelope::AtOffice);
        };
        // The envelope of an earlier round is out of date, whatever became of the present one.
        let outdated = track.delivery() != delivery || case.is_being_undone();
        let reason = if outdated {
            CancelReason::DecreeWithdrawn
        } else {
            CancelReason::OfficeRequest
        };
        match self.courier.cancel(&order, reason).await {
            Ok(()) => {
                info!(%reference, "the rider was called back");
                self.cancelled(reference, at).await?;
                Ok(Envelope::AtOffice)
            }
            Err(error @ CancelError::Unavailable { .. }) => Err(Failure::CallBack(error)),
            Err(error) => {
                metrics::count("CourierRecallTooLate");
                warn!(%reference, %error, "the rider has the envelope already and has to bring it back");
                Ok(Envelope::WithRider)
            }
        }
    }

    /// The provider's answer is its last word on the ride: the next rider does not wait until it is reported, too.
    async fn cancelled(&self, reference: Reference, at: Timestamp) -> Result<(), Failure> {
        let Reference { case, role, attempt } = reference;
        let step = Answer {
            reference,
            command: Command::MoveCourier {
                role,
                attempt,
                status: CourierStatus::Cancelled,
            },
        };
        self.journal.run(case, at, &step).await?;
        Ok(())
    }
}
