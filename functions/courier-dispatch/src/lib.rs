//! Books the courier that takes a printed envelope to its addressee's door: one rider per attempt, however often the
//! message comes and wherever the function stopped before.
//!
//! ```text
//! DocumentsPrinted ─▶ CourierRequested ─▶ (provider) ─▶ CourierBooked, or CourierRefused
//! CourierRecalled ─▶ (provider) ─▶ CourierMoved: cancelled ─▶ CourierRequested, where the same envelope still waits
//! ```
//!
//! The request is recorded before the provider is called, so that the attempt has its name first. The provider gives
//! one order per name. A stop between any two steps is resumed by the next delivery of the same message.

mod answer;
mod booking;
mod recall;
mod request;
mod standing;

use std::sync::Arc;

use jiff::Timestamp;
use tracing::{error, info, warn};
use tuntas_city::City;
use tuntas_couriers::{
    BookError, Booking, CancelError, CancelReason, Courier, Order, ReadError, Reference,
    Refusal as ProviderRefusal,
};
use tuntas_domain::case::{Command, Event, Fare, Refusal};
use tuntas_dossier::{Destination, DossierError, Dossiers};
use tuntas_journal::{Journal, JournalError, Message, RunError, StepFailure};
use tuntas_platform::metrics;
use tuntas_signatures::KeyRing;

pub use booking::{booking, desk, door};
pub use standing::{Standing, standing};

use answer::Answer;
use recall::Envelope;
use request::Request;

/// The code of an attempt that nobody could be sent on: no address is told. The court gave none, or nobody may learn it and
/// the city names no safe place; the code is the same, because it stands where officers read.
pub const NO_ADDRESS: &str = "no_address";

/// What the function works with.
#[derive(Clone, Debug)]
pub struct CourierDispatch<C> {
    /// The journal.
    pub journal: Journal,
    /// Where the addressees are known.
    pub dossiers: Dossiers,
    /// The provider.
    pub courier: C,
    /// Makes the token of the rider's page.
    pub keys: KeyRing,
    /// The city: where envelopes are collected.
    pub city: Arc<City>,
    /// Beginning of public addresses, without a slash at the end.
    pub public_url: String,
}

/// Why a message is to be delivered again. Holds nothing of the addressee.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The journal failed.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The dossier failed.
    #[error(transparent)]
    Dossier(#[from] DossierError),
    /// The provider is away, or may or may not have taken the booking. The same booking is sent again.
    #[error(transparent)]
    Courier(BookError),
    /// The provider could not be asked to call a rider back; it is asked again.
    #[error(transparent)]
    CallBack(CancelError),
    /// The provider could not be asked what became of a ride; it is asked again.
    #[error(transparent)]
    Read(ReadError),
    /// The message names an entry that the journal does not have.
    #[error("the journal has no entry {0}")]
    NoEntry(u32),
    /// The step was not taken.
    #[error(transparent)]
    Step(#[from] StepFailure),
}

impl From<RunError<std::convert::Infallible>> for Failure {
    fn from(error: RunError<std::convert::Infallible>) -> Self {
        Self::Step(error.into())
    }
}

impl<C: Courier> CourierDispatch<C> {
    /// Handles one message. A message delivered again changes nothing.
    ///
    /// # Errors
    /// [`Failure`]; what was recorded until then stays, and the next delivery goes on from there.
    pub async fn handle(&self, message: Message, at: Timestamp) -> Result<(), Failure> {
        let (case, seq) = (message.case_id, message.seq);
        let story = self.journal.load(case).await?;
        let entry = story.entry(seq).ok_or(Failure::NoEntry(seq))?;
        let wanted = |role, instead_of| Request {
            case,
            cause: seq,
            role,
            instead_of,
        };
        let (role, attempt) = match entry.event {
            Event::DocumentsPrinted { role } => (role, self.request(wanted(role, None), at).await?),
            Event::CourierRequested { role, attempt } => (role, Some(attempt)),
            Event::CourierRecalled { role, attempt } => {
                let recalled = Reference { case, role, attempt };
                match self.call_back(recalled, &story.case, at).await? {
                    Envelope::AtOffice => (role, self.request(wanted(role, Some(attempt)), at).await?),
                    Envelope::WithRider => return Ok(()),
                }
            }
            _ => return Ok(()),
        };
        let Some(attempt) = attempt else {
            return Ok(());
        };
        // Boxed: what it holds while it waits for the provider is large.
        Box::pin(self.send(Reference { case, role, attempt }, at)).await
    }

    /// Records that a courier is wanted; the attempt, or `None` if nobody is to be sent.
    async fn request(&self, request: Request, at: Timestamp) -> Result<Option<u8>, Failure> {
        let Request { case, role, .. } = request;
        match self.journal.run(case, at, &request).await {
            Ok(ran) => Ok(request.recorded_in(&ran.story)),
            // Somebody asked for a courier by hand before this message came. That attempt is the one to serve.
            Err(RunError::Refused(Refusal::CourierOnTheWay)) => {
                let story = self.journal.load(case).await?;
                Ok(story.case.tracks[role]
                    .delivery()
                    .map(|delivery| delivery.attempt))
            }
            // The last two: the documents were printed, and a later change has put others in their place since, or is
            // about to.
            Err(RunError::Refused(
                refusal @ (Refusal::AlreadyDelivered
                | Refusal::WrongRecipient
                | Refusal::NotPrinted
                | Refusal::RulingReversed),
            )) => {
                info!(%case, %role, reason = refusal.code(), "no courier is needed");
                Ok(None)
            }
            Err(other) => Err(other.into()),
        }
    }

    /// Books an attempt that has no answer yet, and records the answer.
    async fn send(&self, reference: Reference, at: Timestamp) -> Result<(), Failure> {
        let Reference { case, role, .. } = reference;
        match standing(&self.journal.load(case).await?.case, reference) {
            Standing::Unanswered => {}
            standing => {
                info!(%reference, ?standing, "nothing is to be booked");
                return Ok(());
            }
        }
        // Read after the attempt has its name: whoever protects the party meanwhile calls this attempt back.
        let dropoff = match self.dossiers.destination(case, role).await? {
            Destination::Home(addressee) => Some(door(&self.city, &addressee)),
            Destination::SafePlace => self.city.aid.safe_place.as_ref().map(desk),
            Destination::Unknown => None,
        };
        let Some(dropoff) = dropoff else {
            return self.refuse(reference, at, NO_ADDRESS.to_owned()).await;
        };
        let booking = booking(&self.city, &self.keys, &self.public_url, reference, dropoff);
        match self.book(booking).await {
            Ok(order) => self.record(reference, at, order).await,
            Err(BookError::Refused { code, reason }) => {
                warn!(%reference, code, %reason, "the provider refused the booking");
                self.refuse(reference, at, reason.to_string()).await
            }
            Err(error) => Err(Failure::Courier(error)),
        }
    }

    /// Not every courier company brings proof. The addressee's code is ours, so a ride without is better than none.
    async fn book(&self, mut booking: Booking) -> Result<Order, BookError> {
        match self.courier.book(&booking).await {
            Err(BookError::Refused {
                reason: ProviderRefusal::FeatureUnavailable,
                ..
            }) => {
                booking.proof_note = None;
                self.courier.book(&booking).await
            }
            answer => answer,
        }
    }

    async fn refuse(&self, reference: Reference, at: Timestamp, code: String) -> Result<(), Failure> {
        metrics::count("CourierRefused");
        let Reference { case, role, attempt } = reference;
        let step = Answer {
            reference,
            command: Command::RefuseCourier { role, attempt, code },
        };
        self.journal.run(case, at, &step).await?;
        Ok(())
    }

    async fn record(&self, reference: Reference, at: Timestamp, order: Order) -> Result<(), Failure> {
        let Reference { case, role, attempt } = reference;
        let id = order.id.to_string();
        let step = Answer {
            reference,
            command: Command::BookCourier {
                role,
                attempt,
                order: id.clone(),
                fare: Some(Fare {
                    provider: self.courier.provider().to_owned(),
                    rupiah: order.price_rupiah,
                }),
            },
        };
        let recorded = match self.journal.run(case, at, &step).await {
            Ok(ran) => ran.story.case.tracks[role]
                .attempt(attempt)
                .is_some_and(|delivery| delivery.order.as_deref() == Some(&id)),
            Err(RunError::Refused(Refusal::NoSuchDelivery)) => false,
            Err(other) => return Err(other.into()),
        };
        if recorded {
            info!(%reference, order = id, found = order.already_existed, "a courier is booked");
        } else {
            self.call_off(reference, &order).await;
        }
        Ok(())
    }

    /// A second rider for the same envelope is sent home. If that fails, the order's next webhook tries again.
    async fn call_off(&self, reference: Reference, stray: &Order) {
        metrics::count("CourierStray");
        match self.courier.cancel(&stray.id, CancelReason::Stray).await {
            Ok(()) => warn!(%reference, order = %stray.id, "a stray order was called off"),
            Err(error) => {
                error!(%reference, order = %stray.id, %error, "a stray order could not be called off");
            }
        }
    }
}
