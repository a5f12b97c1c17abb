//! A provider that plays what the simulator does not.

use std::sync::{Arc, Mutex};

use tuntas_couriers::{
    BookError, Booking, CancelError, CancelReason, Courier, Order, OrderId, ReadError, Refusal,
};
use tuntas_domain::case::{Command, CourierStatus, Event, EventKind, HandedTo};

use crate::support::{Office, WATI, at};

/// Answers bookings from a script, and remembers what it was asked.
#[derive(Clone)]
struct Scripted {
    answers: Arc<Mutex<Vec<Result<Order, BookError>>>>,
    proofs: Arc<Mutex<Vec<bool>>>,
    cancelled: Arc<Mutex<Vec<(String, CancelReason)>>>,
    /// What becomes of the case while a booking is under way.
    meanwhile: Option<(Arc<Office>, Command)>,
}

impl Scripted {
    fn new(mut answers: Vec<Result<Order, BookError>>) -> Self {
        answers.reverse();
        Self {
            answers: Arc::new(Mutex::new(answers)),
            proofs: Arc::default(),
            cancelled: Arc::default(),
            meanwhile: None,
        }
    }
}

fn order(id: &str) -> Order {
    Order {
        id: OrderId::parse(id).unwrap(),
        reference: None,
        status: CourierStatus::Searching.into(),
        price_rupiah: None,
        waybill: None,
        tracking_id: None,
        company: None,
        tracking_link: None,
        driver: None,
        history: vec![],
        already_existed: false,
    }
}

fn refused(reason: Refusal) -> BookError {
    BookError::Refused {
        code: 40_002_033,
        reason,
    }
}

impl Courier for Scripted {
    fn provider(&self) -> &'static str {
        "biteship"
    }

    async fn book(&self, booking: &Booking) -> Result<Order, BookError> {
        self.proofs.lock().unwrap().push(booking.proof_note.is_some());
        if let Some((office, command)) = &self.meanwhile {
            office.wish(command.clone()).await;
        }
        self.answers.lock().unwrap().pop().unwrap()
    }
    async fn find_by_reference(&self, booking: &Booking) -> Result<Order, BookError> {
        self.book(booking).await
    }
    async fn order(&self, _: &OrderId) -> Result<Order, ReadError> {
        Err(ReadError::NotFound)
    }
    async fn cancel(&self, id: &OrderId, reason: CancelReason) -> Result<(), CancelError> {
        self.cancelled.lock().unwrap().push((id.to_string(), reason));
        Ok(())
    }
}

#[tokio::test]
async fn a_refusal_is_recorded_with_its_reason_and_not_asked_again() {
    let office = Office::sealed().await;
    let provider = Scripted::new(vec![Err(refused(Refusal::CoordinatesMissing))]);
    let function = office.function_with(provider.clone());
    let message = office.message(EventKind::DocumentsPrinted).await;
    for _ in 0..2 {
        function.handle(message, at()).await.unwrap();
    }
    let code = "coordinates_missing".to_owned();
    assert_eq!(
        office.since_sealed().await[1],
        Event::CourierRefused {
            role: WATI,
            attempt: 1,
            code
        }
    );
    assert_eq!(provider.proofs.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_company_without_proof_of_delivery_rides_without() {
    let office = Office::sealed().await;
    let provider = Scripted::new(vec![Err(refused(Refusal::FeatureUnavailable)), Ok(order("o1"))]);
    let message = office.message(EventKind::DocumentsPrinted).await;
    office
        .function_with(provider.clone())
        .handle(message, at())
        .await
        .unwrap();
    assert_eq!(*provider.proofs.lock().unwrap(), [true, false]);
    assert_eq!(office.since_sealed().await[1].kind(), EventKind::CourierBooked);
}

#[tokio::test]
async fn a_second_order_for_the_same_envelope_is_called_off() {
    let (role, attempt) = (WATI, 1);
    for meanwhile in [
        Command::BookCourier {
            role,
            attempt,
            order: "rival".to_owned(),
            fare: None,
        },
        Command::RefuseCourier {
            role,
            attempt,
            code: "other".to_owned(),
        },
    ] {
        let office = Arc::new(Office::sealed().await);
        let mut provider = Scripted::new(vec![Ok(order("stray"))]);
        provider.meanwhile = Some((Arc::clone(&office), meanwhile));
        let message = office.message(EventKind::DocumentsPrinted).await;
        office
            .function_with(provider.clone())
            .handle(message, at())
            .await
            .unwrap();
        let called_off = provider.cancelled.lock().unwrap().clone();
        assert_eq!(called_off, [("stray".to_owned(), CancelReason::Stray)]);
        assert_eq!(
            office.since_sealed().await.len(),
            2,
            "the journal keeps what came first"
        );
    }
}

/// Whoever collects an envelope at the counter leaves its rider nothing to fetch.
#[tokio::test]
async fn the_rider_of_an_envelope_that_was_collected_is_called_off() {
    let office = Office::sealed().await;
    let provider = Scripted::new(vec![Ok(order("o1"))]);
    let function = office.function_with(provider.clone());
    let printed = office.message(EventKind::DocumentsPrinted).await;
    function.handle(printed, at()).await.unwrap();
    office
        .wish(Command::HandOver {
            role: WATI,
            to: HandedTo::Addressee,
            old_card_withdrawn: Some(true),
        })
        .await;
    let recalled = office.message(EventKind::CourierRecalled).await;
    function.handle(recalled, at()).await.unwrap();
    assert_eq!(
        *provider.cancelled.lock().unwrap(),
        [("o1".to_owned(), CancelReason::OfficeRequest)]
    );
}
