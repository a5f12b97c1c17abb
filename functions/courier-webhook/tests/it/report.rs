//! What the provider reports, and what it says when asked.

use serde_json::json;
use tuntas_couriers::{
    BookError, Booking, CancelError, CancelReason, Courier, Order, OrderId, ReadError, Reported,
};
use tuntas_domain::case::{Command, CourierStatus as S, HandedTo};
use tuntas_domain::identity::OfficerCode;

use crate::support::{HEADER, Office, Sent, TOKEN, WATI, client_at, report_to, told};

const ROUTE: &str = "POST /v1/courier/biteship";

fn hand_over(to: HandedTo) -> Command {
    Command::HandOver {
        role: WATI,
        to,
        ride: (to == HandedTo::Courier).then_some(1),
        old_card_withdrawn: (to == HandedTo::Addressee).then_some(true),
    }
}

#[tokio::test]
async fn without_the_secret_nothing_is_read_and_nobody_is_asked() {
    let (office, order) = Office::booked().await;
    office
        .provider
        .advance(order.id.as_str(), Some("picked"))
        .unwrap();
    let body = json!({ "event": "order.status", "order_id": order.id, "status": "picked" }).to_string();
    for headers in [
        json!({}),
        json!({ HEADER: "salah" }),
        json!({ HEADER: "" }),
        json!({ HEADER: "benar, benar" }),
    ] {
        for body in [body.as_str(), "", "not JSON"] {
            let answer = Sent {
                headers: headers.clone(),
                ..Sent::post(ROUTE, body)
            }
            .to(office.function())
            .await;
            assert_eq!(
                (answer.status(), told(&answer)["code"].as_str()),
                (401, Some("webhook_unauthorized"))
            );
        }
    }
    assert_eq!(office.moves().await, []);
}

#[tokio::test]
async fn what_moves_no_envelope_is_heard_and_forgotten() {
    let (office, order) = Office::booked().await;
    office
        .provider
        .advance(order.id.as_str(), Some("picked"))
        .unwrap();
    let id = order.id.as_str();
    for body in [
        String::new(),
        json!({ "event": "order.price", "order_id": id, "price": 19_000 }).to_string(),
        json!({ "event": "order.waybill_id", "order_id": id, "waybill_id": "W1" }).to_string(),
        json!({ "event": "order.photo", "order_id": id }).to_string(),
        json!({ "event": "order.status", "order_id": id }).to_string(),
        "not JSON".to_owned(),
    ] {
        let headers = json!({ HEADER: TOKEN });
        let answer = Sent {
            headers,
            ..Sent::post(ROUTE, &body)
        }
        .to(office.function())
        .await;
        assert_eq!(answer.status(), 200, "{body}");
    }
    let large = " ".repeat(70_000);
    let answer = Sent {
        headers: json!({ HEADER: TOKEN }),
        ..Sent::post(ROUTE, &large)
    }
    .to(office.function())
    .await;
    assert_eq!(
        (answer.status(), told(&answer)["code"].as_str()),
        (413, Some("body_too_large"))
    );
    assert_eq!(office.moves().await, []);
}

#[tokio::test]
async fn the_provider_is_asked_and_the_report_is_not_believed() {
    let (office, order) = Office::booked().await;
    office
        .provider
        .advance(order.id.as_str(), Some("picked"))
        .unwrap();
    assert_eq!(office.report(order.id.as_str(), "delivered").await, 200);
    assert_eq!(office.moves().await, [S::Picked]);
}

#[tokio::test]
async fn late_and_repeated_reports_change_nothing() {
    let (office, order) = Office::booked().await;
    let id = order.id.as_str();
    for word in ["allocated", "picked"] {
        office.provider.advance(id, Some(word)).unwrap();
        for claimed in ["picked", "allocated", word, word] {
            assert_eq!(office.report(id, claimed).await, 200);
        }
    }
    assert_eq!(office.moves().await, [S::Assigned, S::Picked]);
    // The provider itself goes back.
    office.provider.advance(id, Some("allocated")).unwrap();
    assert_eq!(office.report(id, "allocated").await, 200);
    assert_eq!(office.moves().await, [S::Assigned, S::Picked]);
}

#[tokio::test]
async fn a_ride_that_stops_twice_goes_on_twice() {
    let (office, order) = Office::booked().await;
    let id = order.id.as_str();
    let words = [
        "picked",
        "dropping_off",
        "on_hold",
        "dropping_off",
        "on_hold",
        "dropping_off",
    ];
    for word in words {
        office.provider.advance(id, Some(word)).unwrap();
        assert_eq!(office.report(id, word).await, 200);
    }
    assert_eq!(
        office.moves().await,
        [S::Picked, S::ToDrop, S::OnHold, S::ToDrop, S::OnHold, S::ToDrop]
    );
}

#[tokio::test]
async fn a_report_that_comes_before_the_booking_is_recorded_finds_its_attempt() {
    let office = Office::requested().await;
    let order = office.book(1, "").await;
    office
        .provider
        .advance(order.id.as_str(), Some("allocated"))
        .unwrap();
    assert_eq!(office.report(order.id.as_str(), "allocated").await, 200);
    assert_eq!(office.moves().await, [S::Assigned]);
    office.record(&order).await;
    let attempt = office.first_attempt().await;
    assert_eq!(
        (attempt.order.as_deref(), attempt.status),
        (Some(order.id.as_str()), S::Assigned)
    );
}

#[tokio::test]
async fn a_second_order_moves_nothing_and_is_called_off() {
    let office = Office::requested().await;
    office
        .wish(Command::BookCourier {
            role: WATI,
            attempt: 1,
            order: "first".to_owned(),
            fare: None,
        })
        .await;
    let stray = office.book(1, "").await;
    for _ in 0..2 {
        assert_eq!(office.report(stray.id.as_str(), "allocated").await, 200);
    }
    assert_eq!(office.moves().await, []);
    assert_eq!(
        office.provider.order(stray.id.as_str()).unwrap().status,
        "cancelled"
    );
}

#[tokio::test]
async fn a_ride_that_became_one_too_many_is_called_off_although_its_last_report_is_known() {
    let office = Office::requested().await;
    let first = office.book(1, "").await;
    office
        .provider
        .advance(first.id.as_str(), Some("allocated"))
        .unwrap();
    assert_eq!(office.report(first.id.as_str(), "allocated").await, 200);
    assert_eq!(office.moves().await, [S::Assigned]);
    // The answer to the booking was lost, and the provider made another order of it, which is the one that was recorded.
    office
        .wish(Command::BookCourier {
            role: WATI,
            attempt: 1,
            order: "second".to_owned(),
            fare: None,
        })
        .await;
    assert_eq!(office.report(first.id.as_str(), "allocated").await, 200);
    assert_eq!(
        office.provider.order(first.id.as_str()).unwrap().status,
        "cancelled"
    );
}

#[tokio::test]
async fn a_ride_whose_envelope_was_collected_before_it_was_recorded_is_called_off() {
    let office = Office::requested().await;
    let order = office.book(1, "").await;
    office.wish(hand_over(HandedTo::Addressee)).await;
    assert_eq!(office.report(order.id.as_str(), "allocated").await, 200);
    assert_eq!(
        office.provider.order(order.id.as_str()).unwrap().status,
        "cancelled"
    );
}

#[tokio::test]
async fn an_order_of_an_attempt_that_was_given_up_is_called_off() {
    let office = Office::requested().await;
    office
        .wish(Command::RefuseCourier {
            role: WATI,
            attempt: 1,
            code: "other".to_owned(),
        })
        .await;
    let late = office.book(1, "").await;
    assert_eq!(office.report(late.id.as_str(), "allocated").await, 200);
    assert_eq!(
        office.provider.order(late.id.as_str()).unwrap().status,
        "cancelled"
    );
}

/// Nobody had recorded the order when its rider was called back: it is a stray, unless its rider has the envelope already.
#[tokio::test]
async fn an_order_that_turns_up_after_the_recall_is_called_off_unless_its_rider_has_the_envelope() {
    for given in [false, true] {
        let office = Office::requested().await;
        let order = office.book(1, "").await;
        let id = order.id.as_str();
        if given {
            office.wish(hand_over(HandedTo::Courier)).await;
        }
        office
            .wish(Command::RecordSafety {
                role: WATI,
                officer: OfficerCode::parse("petugas-01").unwrap(),
                lifts: false,
            })
            .await;
        office.provider.advance(id, Some("allocated")).unwrap();
        assert_eq!(office.report(id, "allocated").await, 200);
        let (status, moves) = if given {
            ("allocated", vec![S::Assigned])
        } else {
            ("cancelled", vec![])
        };
        assert_eq!(office.provider.order(id).unwrap().status, status);
        assert_eq!(office.moves().await, moves);
    }
}

/// A second order under the same name found nobody, and was heard first: the one that was booked would ride in vain.
#[tokio::test]
async fn a_ride_of_an_attempt_that_came_to_nothing_is_called_off() {
    let office = Office::requested().await;
    let order = office.book(1, "").await;
    office
        .wish(Command::MoveCourier {
            role: WATI,
            attempt: 1,
            status: S::NoDriver,
        })
        .await;
    office.record(&order).await;
    let id = order.id.as_str();
    office.provider.advance(id, Some("allocated")).unwrap();
    assert_eq!(office.report(id, "allocated").await, 200);
    assert_eq!(office.provider.order(id).unwrap().status, "cancelled");
    assert_eq!(office.first_attempt().await.status, S::NoDriver);
}

#[tokio::test]
async fn orders_that_are_not_ours_are_heard_and_left_alone() {
    let (office, _) = Office::booked().await;
    assert_eq!(office.report("65ddac3879699035b83dc561", "picked").await, 200);
    // An attempt that was never made.
    let other = office.book(7, "").await;
    office
        .provider
        .advance(other.id.as_str(), Some("allocated"))
        .unwrap();
    assert_eq!(office.report(other.id.as_str(), "allocated").await, 200);
    assert_eq!(
        office.provider.order(other.id.as_str()).unwrap().status,
        "allocated"
    );
    assert_eq!(office.moves().await, []);
}

#[tokio::test]
async fn while_the_provider_cannot_be_asked_it_is_told_to_report_again() {
    let (office, order) = Office::booked().await;
    let nobody = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let function = office.function_with(client_at(&format!("http://{nobody}")));
    let answer = report_to(function, order.id.as_str(), "picked").await;
    assert_eq!(
        (answer.status(), told(&answer)["code"].as_str()),
        (503, Some("unavailable"))
    );
    assert_eq!(office.moves().await, []);
}

/// A provider that says one thing about every order.
#[derive(Clone)]
struct Says {
    reference: Option<String>,
    status: Reported,
}

impl Courier for Says {
    fn provider(&self) -> &'static str {
        "biteship"
    }

    async fn book(&self, _: &Booking) -> Result<Order, BookError> {
        unreachable!("a report books nobody")
    }
    async fn find_by_reference(&self, _: &Booking) -> Result<Order, BookError> {
        unreachable!("a report books nobody")
    }
    async fn order(&self, id: &OrderId) -> Result<Order, ReadError> {
        Ok(Order {
            id: id.clone(),
            reference: self.reference.clone(),
            status: self.status.clone(),
            price_rupiah: None,
            waybill: None,
            tracking_id: None,
            company: None,
            tracking_link: None,
            driver: None,
            history: vec![],
            already_existed: false,
        })
    }
    async fn cancel(&self, _: &OrderId, _: CancelReason) -> Result<(), CancelError> {
        unreachable!("nothing is to be called off")
    }
}

#[tokio::test]
async fn only_a_known_status_of_an_order_by_its_own_name_moves_anything() {
    let (office, order) = Office::booked().await;
    let picked = || S::Picked.into();
    let silent = [
        Says {
            reference: order.reference.clone(),
            status: Reported::Unknown("hovering".to_owned()),
        },
        Says {
            reference: Some("another-p-1".to_owned()),
            status: picked(),
        },
    ];
    for says in silent {
        assert_eq!(
            report_to(office.function_with(says), order.id.as_str(), "picked")
                .await
                .status(),
            200
        );
        assert_eq!(office.moves().await, []);
    }
    // The provider may leave the name out of an order that we know.
    let says = Says {
        reference: None,
        status: picked(),
    };
    assert_eq!(
        report_to(office.function_with(says), order.id.as_str(), "picked")
            .await
            .status(),
        200
    );
    assert_eq!(office.moves().await, [S::Picked]);
}
