//! A courier's provider with riders and mishaps of its own.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use memory_tables::give_way;
use tuntas_couriers::{
    BookError, Booking, CancelError, CancelReason, Courier, Doubt, HistoryEntry, Order, OrderId, ReadError,
    Reference, Refusal, Reported, Unavailability,
};
use tuntas_domain::case::CourierStatus;

use crate::Weather;

/// A ride, as the provider has it.
#[derive(Clone, Debug)]
pub(crate) struct Ride {
    pub(crate) id: OrderId,
    /// The reference it was booked under.
    pub(crate) reference: Reference,
    /// Token of the rider's page, from the order's note.
    pub(crate) token: String,
    /// Every status so far, the last one last.
    pub(crate) history: Vec<CourierStatus>,
    /// Whether the door has taken the code, as far as the rider knows.
    pub(crate) code_taken: bool,
    /// Whether the door takes no code of this ride any more.
    pub(crate) locked: bool,
    /// How much of the history the office is known to have heard.
    pub(crate) heard: usize,
    /// Whether the provider has told, once everything was calm, that its rider got no envelope.
    pub(crate) complained: bool,
}

impl Ride {
    /// Where it is now.
    pub(crate) fn status(&self) -> CourierStatus {
        self.history.last().copied().unwrap_or(CourierStatus::Searching)
    }

    /// Whether somebody rides, or is looked for.
    pub(crate) fn is_live(&self) -> bool {
        !self.status().is_final()
    }
}

/// The provider. Clones share the rides.
#[derive(Clone)]
pub(crate) struct Provider {
    rides: Arc<Mutex<Vec<Ride>>>,
    weather: Weather,
}

impl Provider {
    pub(crate) fn new(weather: Weather) -> Self {
        Self {
            rides: Arc::default(),
            weather,
        }
    }

    /// All rides, in the order they were booked.
    pub(crate) fn rides(&self) -> Vec<Ride> {
        self.locked().clone()
    }

    /// Changes a ride.
    pub(crate) fn change(&self, id: &OrderId, change: impl FnOnce(&mut Ride)) {
        if let Some(ride) = self.locked().iter_mut().find(|ride| ride.id == *id) {
            change(ride);
        }
    }

    /// How many statuses a ride has been through.
    pub(crate) fn length(&self, id: &OrderId) -> usize {
        let rides = self.locked();
        rides
            .iter()
            .find(|ride| ride.id == *id)
            .map_or(0, |ride| ride.history.len())
    }

    fn locked(&self) -> MutexGuard<'_, Vec<Ride>> {
        self.rides.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn taken(&self, reference: Reference) -> Option<Order> {
        let rides = self.locked();
        let ride = rides.iter().find(|ride| ride.reference == reference)?;
        Some(order(ride, true))
    }

    fn make(&self, reference: Reference, booking: &Booking) -> Order {
        let mut rides = self.locked();
        let token = booking.note.rsplit('/').next().unwrap_or_default().to_owned();
        let number = rides.len();
        // The number alone would do; a provider's ids are longer.
        let Ok(id) = OrderId::parse(&format!("order-{number:04}")) else {
            unreachable!("letters, digits and a hyphen")
        };
        rides.push(Ride {
            id,
            reference,
            token,
            history: vec![CourierStatus::Searching],
            code_taken: false,
            locked: false,
            heard: 0,
            complained: false,
        });
        order(&rides[number], false)
    }
}

fn order(ride: &Ride, already_existed: bool) -> Order {
    let history = ride.history.iter().map(|status| HistoryEntry {
        status: Reported::Known(*status),
        at: None,
    });
    Order {
        id: ride.id.clone(),
        reference: Some(ride.reference.to_string()),
        status: Reported::Known(ride.status()),
        price_rupiah: None,
        waybill: None,
        tracking_id: None,
        company: None,
        tracking_link: None,
        driver: None,
        history: history.collect(),
        already_existed,
    }
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Provider").finish_non_exhaustive()
    }
}

fn unavailable() -> BookError {
    BookError::Unavailable {
        cause: Unavailability::Provider,
        retry_after: None,
    }
}

impl Courier for Provider {
    fn provider(&self) -> &'static str {
        "biteship"
    }

    async fn book(&self, booking: &Booking) -> Result<Order, BookError> {
        give_way().await;
        let refused = |reason| BookError::Refused {
            code: 40_002_001,
            reason,
        };
        let reference: Reference = booking.reference.parse().map_err(|_| refused(Refusal::Other))?;
        if self.weather.strikes(40) {
            return Err(unavailable());
        }
        match self.taken(reference) {
            // The reference is refused as taken, and the order that has it is read.
            Some(_) if self.weather.strikes(30) => Err(BookError::Unknown {
                doubt: Doubt::ExistingUnreadable,
            }),
            Some(_) if self.weather.strikes(10) => Ok(self.make(reference, booking)),
            Some(order) => Ok(order),
            None if self.weather.strikes(20) => Err(refused(Refusal::AddressMissing)),
            None => {
                let order = self.make(reference, booking);
                give_way().await;
                if self.weather.strikes(60) {
                    return Err(BookError::Unknown {
                        doubt: Doubt::ConnectionLost,
                    });
                }
                Ok(order)
            }
        }
    }

    async fn find_by_reference(&self, booking: &Booking) -> Result<Order, BookError> {
        self.book(booking).await
    }

    async fn order(&self, id: &OrderId) -> Result<Order, ReadError> {
        give_way().await;
        if self.weather.strikes(30) {
            return Err(ReadError::Unavailable {
                cause: Unavailability::Provider,
                retry_after: None,
            });
        }
        let rides = self.locked();
        let found = rides.iter().find(|ride| ride.id == *id);
        found.map(|ride| order(ride, false)).ok_or(ReadError::NotFound)
    }

    async fn cancel(&self, id: &OrderId, _: CancelReason) -> Result<(), CancelError> {
        give_way().await;
        if self.weather.strikes(30) {
            return Err(CancelError::Unavailable {
                cause: Unavailability::Provider,
                retry_after: None,
            });
        }
        let mut rides = self.locked();
        let ride = rides
            .iter_mut()
            .find(|ride| ride.id == *id)
            .ok_or(CancelError::NotFound)?;
        match ride.status() {
            CourierStatus::Cancelled => Ok(()),
            status if status.has_envelope() || status.is_final() => Err(CancelError::TooLate),
            _ => {
                ride.history.push(CourierStatus::Cancelled);
                Ok(())
            }
        }
    }
}
