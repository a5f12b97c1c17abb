//! A rider is called back while the envelope stays what it is: it may have to go to another door, and must not be left lying.

use tuntas_domain::case::{Command, CourierStatus, Event, HandedTo, Refusal, TrackStage};

use super::case_office::{Office, book, cards, code, hand_over, moved, officer, to_rider};
use super::fixtures::WATI;

/// An envelope is sealed and a rider wanted; the provider has not answered.
fn rider_wanted() -> Office {
    let mut office = Office::registered();
    office.does(cards(WATI));
    office.does(Command::Print { role: WATI });
    office.does(ANOTHER);
    office
}

const ANOTHER: Command = Command::RequestCourier { role: WATI };

/// An officer writes down whether she has to be protected; whatever it was, her rider turns round.
fn asked_about_safety(office: &mut Office) {
    let events = office.does(Command::RecordSafety {
        role: WATI,
        officer: officer(1),
        lifts: false,
    });
    assert_eq!(events[1..], [recalled(1)]);
}

fn recalled(attempt: u8) -> Event {
    Event::CourierRecalled { role: WATI, attempt }
}

fn requested(attempt: u8) -> Event {
    Event::CourierRequested { role: WATI, attempt }
}

#[test]
fn an_envelope_whose_rider_was_called_back_before_one_was_booked_waits_for_another() {
    for reported in [None, Some(CourierStatus::Assigned), Some(CourierStatus::ToPickup)] {
        let mut office = rider_wanted();
        if let Some(status) = reported {
            office.does(moved(WATI, 1, status));
        }
        assert!(!office.case.tracks[WATI].was_recalled_unbooked());
        asked_about_safety(&mut office);
        assert!(office.case.tracks[WATI].was_recalled_unbooked());
        assert_eq!(office.stage(WATI), TrackStage::Printed, "{reported:?}");
        assert_eq!(office.refuses(book(WATI, 1)), Refusal::NoSuchDelivery);
        assert_eq!(office.does(ANOTHER), [requested(2)]);
        assert_eq!(office.stage(WATI), TrackStage::CourierComing);
        assert_eq!(office.refuses(ANOTHER), Refusal::CourierOnTheWay);
        office.does(book(WATI, 2));
        // The first one, who turns up after all, and nobody in particular get nothing.
        for ride in [Some(1), Some(3), None] {
            let given = Command::HandOver {
                role: WATI,
                to: HandedTo::Courier,
                ride,
                old_card_withdrawn: None,
            };
            assert_eq!(office.refuses(given), Refusal::NoSuchDelivery);
        }
        office.does(to_rider(WATI, 2));
        assert_eq!(office.refuses(to_rider(WATI, 1)), Refusal::NoSuchDelivery);
        office.knows(to_rider(WATI, 2));
        office.does(code(WATI, 2));
        office.does(moved(WATI, 2, CourierStatus::Delivered));
        assert_eq!(office.stage(WATI), TrackStage::Delivered);
    }
}

#[test]
fn a_rider_who_was_booked_has_to_be_off_before_another_is_called() {
    let mut office = Office::with_rider_coming(WATI);
    asked_about_safety(&mut office);
    assert_eq!(office.stage(WATI), TrackStage::CourierComing);
    assert_eq!(office.refuses(ANOTHER), Refusal::CourierOnTheWay);
    office.does(moved(WATI, 1, CourierStatus::Cancelled));
    assert_eq!(office.stage(WATI), TrackStage::AtOffice);
    assert_eq!(office.does(ANOTHER), [requested(2)]);
}

#[test]
fn a_rider_who_comes_although_called_back_gets_no_envelope() {
    let (mut booked, mut unbooked) = (Office::with_rider_coming(WATI), rider_wanted());
    for office in [&mut booked, &mut unbooked] {
        asked_about_safety(office);
        office.does(moved(WATI, 1, CourierStatus::ToPickup));
        assert_eq!(
            office.refuses(hand_over(WATI, HandedTo::Courier)),
            Refusal::NoSuchDelivery
        );
        assert_eq!(office.does(hand_over(WATI, HandedTo::Addressee)).len(), 1);
    }
}

#[test]
fn what_is_with_a_rider_comes_back_before_another_is_called_booked_or_not() {
    let (mut given, mut reported) = (rider_wanted(), rider_wanted());
    given.does(hand_over(WATI, HandedTo::Courier));
    reported.does(moved(WATI, 1, CourierStatus::Picked));
    for office in [&mut given, &mut reported] {
        asked_about_safety(office);
        assert!(office.case.tracks[WATI].is_with_rider());
        assert!(!office.case.tracks[WATI].was_recalled_unbooked());
        assert_eq!(office.refuses(ANOTHER), Refusal::CourierOnTheWay);
        assert_eq!(
            office.refuses(hand_over(WATI, HandedTo::Addressee)),
            Refusal::CourierOnTheWay
        );
        // Whoever was booked is known from then on, so that what the provider says of the ride counts.
        office.does(book(WATI, 1));
        office.does(moved(WATI, 1, CourierStatus::Returned));
        assert_eq!(office.stage(WATI), TrackStage::AtOffice);
        assert_eq!(office.does(ANOTHER), [requested(2)]);
    }
}

#[test]
fn what_was_lost_after_a_recall_is_printed_again_and_not_fetched() {
    let mut office = rider_wanted();
    office.does(moved(WATI, 1, CourierStatus::Picked));
    asked_about_safety(&mut office);
    office.does(moved(WATI, 1, CourierStatus::Lost));
    assert_eq!(office.stage(WATI), TrackStage::AtOffice);
    assert_eq!(office.refuses(ANOTHER), Refusal::CourierOnTheWay);
    assert_eq!(
        office.does(Command::Reprint { role: WATI }),
        [Event::ReprintOrdered { role: WATI }]
    );
}

#[test]
fn a_booking_that_was_refused_after_the_recall_is_told_as_refused_unless_another_took_its_place() {
    let refused = Command::RefuseCourier {
        role: WATI,
        attempt: 1,
        code: "no_address".to_owned(),
    };
    let mut office = rider_wanted();
    asked_about_safety(&mut office);
    office.does(refused.clone());
    assert!(!office.case.tracks[WATI].was_recalled_unbooked());
    assert_eq!(office.stage(WATI), TrackStage::AtOffice);
    assert_eq!(office.does(ANOTHER), [requested(2)]);

    let mut replaced = rider_wanted();
    asked_about_safety(&mut replaced);
    replaced.does(ANOTHER);
    replaced.knows(refused);
}
