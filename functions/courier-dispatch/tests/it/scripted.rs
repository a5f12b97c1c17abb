//! A provider that plays what the simulator does not.

use std::sync::{Arc, Mutex};

use courier_dispatch::CourierDispatch;
use tuntas_couriers::{
    BookError, Booking, CancelError, CancelReason, Courier, Order, OrderId, ReadError, Refusal,
    Unavailability,
};
use tuntas_domain::case::{Command, CourierStatus, Event, EventKind, HandedTo};
use tuntas_domain::identity::OfficerCode;
use tuntas_domain::plan::Reversal;
use tuntas_journal::Message;

use crate::support::{Office, WATI, at};

/// Answers bookings from a script, and remembers what it was asked.
#[derive(Clone)]
struct Scripted {
    answers: Arc<Mutex<Vec<Result<Order, BookError>>>>,
    proofs: Arc<Mutex<Vec<bool>>>,
    cancelled: Arc<Mutex<Vec<(String, CancelReason)>>>,
    /// Why riders cannot be called off, if they cannot.
    riding: Option<CancelError>,
    /// What has become of a ride, if the provider tells.
    stands: Option<CourierStatus>,
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
            riding: None,
            stands: None,
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
    async fn order(&self, id: &OrderId) -> Result<Order, ReadError> {
        let Some(status) = self.stands else {
            return Err(ReadError::Unavailable {
                cause: Unavailability::Provider,
                retry_after: None,
            });
        };
        Ok(Order {
            status: status.into(),
            ..order(id.as_str())
        })
    }
    async fn cancel(&self, id: &OrderId, reason: CancelReason) -> Result<(), CancelError> {
        self.cancelled.lock().unwrap().push((id.to_string(), reason));
        self.riding.clone().map_or(Ok(()), Err)
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

/// Wati's envelope is sealed, and its first rider on the way by the provider's first answer.
async fn rider_coming(provider: Scripted) -> (Office, CourierDispatch<Scripted>) {
    let office = Office::sealed().await;
    let function = office.function_with(provider);
    let printed = office.message(EventKind::DocumentsPrinted).await;
    function.handle(printed, at()).await.unwrap();
    (office, function)
}

/// Whoever collects an envelope at the counter leaves its rider nothing to fetch.
#[tokio::test]
async fn the_rider_of_an_envelope_that_was_collected_is_called_off() {
    let provider = Scripted::new(vec![Ok(order("o1"))]);
    let (office, function) = rider_coming(provider.clone()).await;
    office
        .wish(Command::HandOver {
            role: WATI,
            to: HandedTo::Addressee,
            ride: None,
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

/// An officer asks about her safety while her rider is on the way; the rider turns round.
async fn asked_about_safety(office: &Office) -> Message {
    office
        .wish(Command::RecordSafety {
            role: WATI,
            officer: OfficerCode::parse("petugas-01").unwrap(),
            lifts: false,
        })
        .await;
    office.message(EventKind::CourierRecalled).await
}

async fn attempts(office: &Office) -> usize {
    office.story().await.case.tracks[WATI].deliveries.len()
}

#[tokio::test]
async fn while_the_rider_has_the_envelope_nobody_else_is_called() {
    let mut provider = Scripted::new(vec![Ok(order("o1"))]);
    provider.riding = Some(CancelError::TooLate);
    provider.stands = Some(CourierStatus::Picked);
    let (office, function) = rider_coming(provider.clone()).await;
    let recalled = asked_about_safety(&office).await;
    function.handle(recalled, at()).await.unwrap();
    assert_eq!(
        *provider.cancelled.lock().unwrap(),
        [("o1".to_owned(), CancelReason::OfficeRequest)]
    );
    let track = office.story().await.case.tracks[WATI].clone();
    assert_eq!(track.deliveries.len(), 1);
    assert_eq!(track.deliveries[0].status, CourierStatus::Searching);
}

#[tokio::test]
async fn a_provider_that_cannot_call_back_now_is_asked_again_before_anybody_else_is_called() {
    let mut provider = Scripted::new(vec![Ok(order("o1")), Ok(order("o2"))]);
    let (office, function) = rider_coming(provider.clone()).await;
    let recalled = asked_about_safety(&office).await;
    provider.riding = Some(CancelError::Unavailable {
        cause: Unavailability::Provider,
        retry_after: None,
    });
    let away = office.function_with(provider.clone());
    away.handle(recalled, at()).await.unwrap_err();
    assert_eq!(attempts(&office).await, 1);
    function.handle(recalled, at()).await.unwrap();
    assert_eq!(attempts(&office).await, 2);
}

/// The officer gave it away, and the provider has not heard.
#[tokio::test]
async fn a_rider_who_was_given_the_envelope_is_not_replaced_although_the_provider_calls_the_ride_off() {
    let (office, function) = rider_coming(Scripted::new(vec![Ok(order("o1"))])).await;
    office
        .wish(Command::HandOver {
            role: WATI,
            to: HandedTo::Courier,
            ride: Some(1),
            old_card_withdrawn: None,
        })
        .await;
    let recalled = asked_about_safety(&office).await;
    for _ in 0..2 {
        function.handle(recalled, at()).await.unwrap();
    }
    assert_eq!(attempts(&office).await, 1);
    // Back at the counter, it is an officer who sends it again.
    office.wish(Command::RequestCourier { role: WATI }).await;
    assert_eq!(attempts(&office).await, 2);
}

/// What ended, or is unknown to the provider, need not be called off before another rider is called.
#[tokio::test]
async fn a_ride_that_is_over_is_replaced_though_it_cannot_be_called_off() {
    for (why, stands, recorded) in [
        (
            CancelError::TooLate,
            Some(CourierStatus::NoDriver),
            CourierStatus::NoDriver,
        ),
        (CancelError::NotFound, None, CourierStatus::Cancelled),
    ] {
        let mut provider = Scripted::new(vec![Ok(order("o1")), Ok(order("o2"))]);
        provider.riding = Some(why);
        provider.stands = stands;
        let (office, function) = rider_coming(provider).await;
        let recalled = asked_about_safety(&office).await;
        function.handle(recalled, at()).await.unwrap();
        let track = office.story().await.case.tracks[WATI].clone();
        assert_eq!(track.deliveries[0].status, recorded);
        assert_eq!(track.deliveries[1].order.as_deref(), Some("o2"));
    }
}

/// Whether the rider has it cannot be told now: the message comes again.
#[tokio::test]
async fn while_nobody_knows_where_the_envelope_is_nobody_else_is_called() {
    let mut provider = Scripted::new(vec![Ok(order("o1"))]);
    provider.riding = Some(CancelError::Refused { code: 40_002_056 });
    let (office, function) = rider_coming(provider).await;
    let recalled = asked_about_safety(&office).await;
    function.handle(recalled, at()).await.unwrap_err();
    assert_eq!(attempts(&office).await, 1);
}

/// Papers of a later change are for a rider of their own, whom the message of their printing calls.
#[tokio::test]
async fn whoever_carried_papers_that_are_out_of_date_is_not_replaced() {
    let provider = Scripted::new(vec![Ok(order("o1"))]);
    let (office, function) = rider_coming(provider.clone()).await;
    office
        .wish(Command::Reverse {
            ground: Reversal::Cassation,
            evidence: "kasasi".to_owned(),
        })
        .await;
    let recalled = office.message(EventKind::CourierRecalled).await;
    function.handle(recalled, at()).await.unwrap();
    assert_eq!(
        *provider.cancelled.lock().unwrap(),
        [("o1".to_owned(), CancelReason::DecreeWithdrawn)]
    );
    assert_eq!(attempts(&office).await, 1);
}

/// Another rider was called, and failed, before the message of the recall came: whom an officer calls is the officer's.
#[tokio::test]
async fn a_recall_that_is_told_late_calls_nobody_for_a_later_attempt() {
    let office = Office::sealed().await;
    office.wish(Command::RequestCourier { role: WATI }).await;
    let recalled = asked_about_safety(&office).await;
    office.wish(Command::RequestCourier { role: WATI }).await;
    office
        .wish(Command::RefuseCourier {
            role: WATI,
            attempt: 2,
            code: "other".to_owned(),
        })
        .await;
    let function = office.function_with(Scripted::new(vec![]));
    function.handle(recalled, at()).await.unwrap();
    assert_eq!(attempts(&office).await, 2);
}
