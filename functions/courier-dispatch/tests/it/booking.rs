//! From the sealed envelope to the rider.

use courier_dispatch::{booking, door};
use courier_simulator::BookingMishap as M;
use tuntas_domain::case::{Command, CourierStatus, Event, EventKind};
use tuntas_signatures::Handover;

use crate::support::{CASE, Office, PUBLIC_URL, WATI, addressee, at, city, keys, reference};

#[tokio::test]
async fn a_sealed_envelope_gets_one_rider_however_often_it_is_told() {
    let office = Office::sealed().await;
    for _ in 0..3 {
        office.handle().await.unwrap();
    }
    office.has_one_rider().await;
    assert_eq!(office.provider.booking_calls(), 1);
}

#[tokio::test]
async fn two_deliveries_of_the_same_message_at_once_call_one_rider() {
    let office = Office::sealed().await;
    let (first, second) = tokio::join!(office.handle(), office.handle());
    first.unwrap();
    second.unwrap();
    office.has_one_rider().await;
}

#[tokio::test]
async fn the_rider_learns_the_way_and_where_the_code_is_entered() {
    let office = Office::sealed().await;
    office.handle().await.unwrap();
    let sent = office.provider.request(&reference(WATI, 1).to_string()).unwrap();
    assert_eq!(sent["destination_contact_name"], "Cahaya Wati");
    assert_eq!(sent["destination_contact_phone"], "+6281234567890");
    let city = city();
    let kelurahan = city.kelurahan("35.75.01.1001").unwrap();
    assert_eq!(
        sent["destination_address"],
        format!(
            "Jl. Kartini 5 RT 02/RW 01, Kel. {}, Kec. {}, Kota Pasuruan",
            kelurahan.name, kelurahan.kecamatan_name
        )
    );
    assert_eq!(sent["destination_note"], "pagar hijau");
    assert_eq!(sent["destination_postal_code"], 67135);
    assert_eq!(sent["destination_coordinate"]["latitude"], -7.6491);
    assert_eq!(sent["origin_address"], city.pickup.address.as_str());
    let note = sent["order_note"].as_str().unwrap();
    let token = note
        .lines()
        .find_map(|line| line.strip_prefix(&format!("Serah terima: {PUBLIC_URL}/v1/handovers/")))
        .unwrap();
    assert_eq!(
        keys().verify_handover_token(token),
        Some(Handover {
            case: CASE.0,
            role: WATI,
            attempt: 1
        })
    );
    assert!(
        sent["destination_proof_of_delivery_note"]
            .as_str()
            .unwrap()
            .contains("kode 6 angka")
    );
    assert!(
        !note.contains(
            &keys()
                .handover_code(Handover {
                    case: CASE.0,
                    role: WATI,
                    attempt: 1
                })
                .expose()
        )
    );
}

/// Whatever the provider does to the booking call, the queue's next deliveries end with one rider.
#[tokio::test]
async fn a_mishap_at_the_provider_is_asked_about_and_never_sent_as_another_order() {
    for mishaps in [
        vec![M::ErrorBeforeCreated],
        vec![M::ErrorAfterCreated],
        vec![M::GarbledAfterCreated],
        vec![M::HangAfterCreated],
        vec![M::Throttled],
        vec![M::NoBalance],
        vec![M::HangBeforeCreated, M::HangAfterCreated, M::ErrorBeforeCreated],
    ] {
        let office = Office::sealed().await;
        office.next_bookings(&mishaps);
        let mut deliveries = 0;
        while let Err(failure) = office.handle().await {
            deliveries += 1;
            assert!(
                deliveries < 5,
                "{mishaps:?} would end in the dead-letter queue: {failure}"
            );
            let [Event::CourierRequested { attempt: 1, .. }] = office.since_sealed().await[..] else {
                panic!("{mishaps:?}: the attempt keeps its name and has no answer");
            };
        }
        office.has_one_rider().await;
    }
}

#[tokio::test]
async fn a_failure_tells_nothing_of_the_addressee() {
    let office = Office::sealed().await;
    office.next_bookings(&[M::NoBalance]);
    let failure = office.handle().await.unwrap_err();
    let told = format!("{failure} {failure:?}");
    for personal in ["Wati", "8123456", "Kartini", "pagar"] {
        assert!(!told.contains(personal), "{told}");
    }
}

#[tokio::test]
async fn without_an_address_nobody_is_called_and_the_office_knows_why() {
    let office = Office::sealed().await;
    let delete = tuntas_tables::Write::Delete {
        table: "dossiers".to_owned(),
        key: tuntas_tables::Key::new(format!("CONTACT#{CASE}#{WATI}"), "CONTACT"),
        expect: tuntas_tables::Expect::Present,
    };
    tuntas_tables::commit(&office.tables.client(), vec![delete])
        .await
        .unwrap();
    for _ in 0..2 {
        office.handle().await.unwrap();
    }
    assert_eq!(
        office.since_sealed().await,
        [
            Event::CourierRequested {
                role: WATI,
                attempt: 1
            },
            Event::CourierRefused {
                role: WATI,
                attempt: 1,
                code: "no_address".to_owned()
            },
        ]
    );
    assert_eq!(office.provider.booking_calls(), 0);
}

#[tokio::test]
async fn after_a_failed_attempt_an_officer_calls_another_rider_under_another_name() {
    let office = Office::sealed().await;
    office.handle().await.unwrap();
    office
        .wish(Command::MoveCourier {
            role: WATI,
            attempt: 1,
            status: CourierStatus::NoDriver,
        })
        .await;
    office.wish(Command::RequestCourier { role: WATI }).await;
    let message = office.message(EventKind::CourierRequested).await;
    for _ in 0..2 {
        office.function().handle(message, at()).await.unwrap();
    }
    let names: Vec<_> = office
        .provider
        .orders()
        .into_iter()
        .map(|order| order.reference_id.unwrap())
        .collect();
    assert_eq!(
        names,
        [reference(WATI, 1).to_string(), reference(WATI, 2).to_string()]
    );
    let story = office.story().await;
    assert!(
        story.case.tracks[WATI]
            .deliveries
            .iter()
            .all(|delivery| delivery.order.is_some())
    );
}

#[test]
fn the_same_attempt_gives_the_same_booking_and_another_attempt_another_token() {
    let (city, keys) = (city(), keys());
    let book = |attempt| {
        booking(
            &city,
            &keys,
            PUBLIC_URL,
            reference(WATI, attempt),
            door(&city, &addressee()),
        )
    };
    assert!(book(1) == book(1));
    assert_ne!(book(1).note, book(2).note);
}
