//! Messages after which nobody is to be called.

use courier_dispatch::{Standing, standing};
use tuntas_domain::case::{Case, Command, DocumentKind, Event, EventKind, HandedTo, replay};

use crate::support::{Office, WATI, at, reference};

#[tokio::test]
async fn an_envelope_collected_at_the_office_needs_no_rider() {
    let office = Office::sealed().await;
    let to = HandedTo::Addressee;
    office
        .wish(Command::HandOver {
            role: WATI,
            to,
            ride: None,
            old_card_withdrawn: Some(true),
        })
        .await;
    office.handle().await.unwrap();
    assert_eq!(office.provider.booking_calls(), 0);
    let kinds: Vec<_> = office.since_sealed().await.iter().map(Event::kind).collect();
    assert_eq!(kinds, [EventKind::HandedOver]);
}

/// The request was recorded, the provider was away; meanwhile the addressee came.
#[tokio::test]
async fn an_envelope_collected_between_two_deliveries_needs_no_rider_any_more() {
    let office = Office::sealed().await;
    office.wish(Command::RequestCourier { role: WATI }).await;
    let to = HandedTo::Addressee;
    office
        .wish(Command::HandOver {
            role: WATI,
            to,
            ride: None,
            old_card_withdrawn: None,
        })
        .await;
    let message = office.message(EventKind::CourierRequested).await;
    office.function().handle(message, at()).await.unwrap();
    assert_eq!(office.provider.booking_calls(), 0);
}

#[tokio::test]
async fn a_notice_goes_to_a_registry_and_not_by_courier() {
    let office = Office::rendered(DocumentKind::Notice).await;
    office.wish(Command::Print { role: WATI }).await;
    office.handle().await.unwrap();
    assert_eq!(
        (office.provider.booking_calls(), office.since_sealed().await),
        (0, vec![])
    );
}

#[tokio::test]
async fn a_message_of_another_kind_is_none_of_its_business() {
    let office = Office::sealed().await;
    let message = office.message(EventKind::DocumentsRendered).await;
    office.function().handle(message, at()).await.unwrap();
    assert_eq!(office.since_sealed().await, []);
}

#[test]
fn an_attempt_is_booked_only_while_it_has_no_answer() {
    let requested = Event::CourierRequested {
        role: WATI,
        attempt: 1,
    };
    let booked = Event::CourierBooked {
        role: WATI,
        attempt: 1,
        order: "o1".to_owned(),
        fare: None,
    };
    let refused = Event::CourierRefused {
        role: WATI,
        attempt: 1,
        code: "other".to_owned(),
    };
    let collected = Event::HandedOver {
        role: WATI,
        to: HandedTo::Addressee,
        old_card_withdrawn: None,
    };
    let stands = |events: &[&Event]| standing(&replay(events.iter().copied()), reference(WATI, 1));
    assert_eq!(standing(&Case::default(), reference(WATI, 1)), Standing::Unknown);
    assert_eq!(stands(&[&requested]), Standing::Unanswered);
    assert_eq!(stands(&[&requested, &booked]), Standing::Answered);
    assert_eq!(stands(&[&requested, &refused]), Standing::Answered);
    assert_eq!(stands(&[&requested, &collected]), Standing::Needless);
}
