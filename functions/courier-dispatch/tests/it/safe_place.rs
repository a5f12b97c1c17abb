//! Of somebody who has to be protected no home leaves the house: not to the provider, not into the journal.

use std::sync::Arc;

use courier_dispatch::{CourierDispatch, NO_ADDRESS};
use tuntas_couriers::biteship::Biteship;
use tuntas_domain::case::{Command, CourierStatus, Event, EventKind};
use tuntas_domain::identity::OfficerCode;

use crate::support::{Office, WATI, addressee, at, city, reference};

fn asked(by: &str, lifts: bool) -> Command {
    Command::RecordSafety {
        role: WATI,
        officer: OfficerCode::parse(by).unwrap(),
        lifts,
    }
}

/// Everything the provider was ever told, as text.
fn told(office: &Office) -> String {
    format!(
        "{:?}",
        (1..=3)
            .map(|attempt| office.provider.request(&reference(WATI, attempt).to_string()))
            .collect::<Vec<_>>()
    )
}

fn no_home_in(text: &str) {
    let home = addressee();
    for secret in [
        home.name.as_str(),
        home.contact.phone.as_str(),
        home.contact.address.as_str(),
        "67135",
        "112.9311",
        "pagar hijau",
    ] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[tokio::test]
async fn the_envelope_of_somebody_protected_goes_to_the_safe_place() {
    let office = Office::sealed().await;
    office.protect(true).await;
    office.handle().await.unwrap();
    office.has_one_rider().await;
    let sent = office.provider.request(&reference(WATI, 1).to_string()).unwrap();
    let place = city().aid.safe_place.unwrap();
    assert_eq!(sent["destination_contact_name"], place.contact_name.as_str());
    assert_eq!(sent["destination_contact_phone"], place.contact_phone.as_str());
    assert_eq!(sent["destination_address"], place.address.as_str());
    no_home_in(&told(&office));
}

/// The journal says the same as of somebody whose address the court did not give.
#[tokio::test]
async fn without_a_safe_place_the_envelope_waits_at_the_counter() {
    let office = Office::sealed().await;
    office.protect(true).await;
    let mut city = city();
    city.aid.safe_place = None;
    let function = CourierDispatch::<Biteship> {
        city: Arc::new(city),
        ..office.function()
    };
    function
        .handle(office.message(EventKind::DocumentsPrinted).await, at())
        .await
        .unwrap();
    assert_eq!(office.provider.booking_calls(), 0);
    assert_eq!(
        office.since_sealed().await.last(),
        Some(&Event::CourierRefused {
            role: WATI,
            attempt: 1,
            code: NO_ADDRESS.to_owned()
        })
    );
}

/// A rider who is on the way to the door turns round, and the next one, called at once, goes elsewhere.
#[tokio::test]
async fn who_is_protected_while_a_rider_comes_gets_another_rider_to_the_safe_place() {
    let office = Office::sealed().await;
    office.handle().await.unwrap();
    office.protect(true).await;
    office.wish(asked("petugas-01", false)).await;
    let recalled = office.message(EventKind::CourierRecalled).await;
    office.function().handle(recalled, at()).await.unwrap();
    let second = office.provider.request(&reference(WATI, 2).to_string()).unwrap();
    no_home_in(&second.to_string());
    let deliveries = office.story().await.case.tracks[WATI].deliveries.clone();
    assert!(deliveries[0].recalled);
    assert_eq!(deliveries[0].status, CourierStatus::Cancelled);
    assert!(deliveries[1].order.is_some());

    // The message comes again, and so does the one of the request: nobody else rides.
    let requested = office.message(EventKind::CourierRequested).await;
    for again in [recalled, requested] {
        office.function().handle(again, at()).await.unwrap();
    }
    assert_eq!(office.provider.orders().len(), 2);
}

/// The provider was away when somebody was asked about: the first ride never came to be.
#[tokio::test]
async fn who_is_protected_before_a_rider_was_booked_gets_one_to_the_safe_place() {
    let office = Office::sealed().await;
    office.wish(Command::RequestCourier { role: WATI }).await;
    office.protect(true).await;
    office.wish(asked("petugas-01", false)).await;
    let recalled = office.message(EventKind::CourierRecalled).await;
    office.function().handle(recalled, at()).await.unwrap();
    assert!(office.provider.request(&reference(WATI, 1).to_string()).is_none());
    let second = office.provider.request(&reference(WATI, 2).to_string()).unwrap();
    no_home_in(&second.to_string());
    // The message of the sealed envelope comes late.
    office.handle().await.unwrap();
    assert_eq!(office.provider.orders().len(), 1);
}

#[tokio::test]
async fn what_is_lifted_counts_no_more() {
    let office = Office::sealed().await;
    office.protect(true).await;
    office.protect(false).await;
    office.handle().await.unwrap();
    let sent = office.provider.request(&reference(WATI, 1).to_string()).unwrap();
    assert_eq!(sent["destination_contact_name"], addressee().name.as_str());
}

/// A damaged word about safety is no word against it.
#[tokio::test]
async fn what_cannot_be_read_sends_nobody() {
    let office = Office::sealed().await;
    office.damage_safety().await;
    office.handle().await.unwrap_err();
    assert_eq!(office.provider.booking_calls(), 0);
}
