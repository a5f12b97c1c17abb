//! From door to door, and every other way a ride can end.

use courier_simulator::{Config, Journey, Mishaps};

use crate::{book, post, riding, start, until};

#[tokio::test]
async fn a_ride_goes_from_door_to_door_by_itself() {
    let sim = start(riding()).await;
    let id = book(&sim, "a").await;
    until("delivered", || sim.order(&id).unwrap().status == "delivered").await;
    let history = sim.order(&id).unwrap().history;
    assert_eq!(
        history,
        [
            "confirmed",
            "allocated",
            "picking_up",
            "picked",
            "dropping_off",
            "delivered"
        ]
    );
}

#[tokio::test]
async fn a_ride_can_end_in_every_other_way() {
    let journeys = [
        (Journey::NoDriver, "courier_not_found"),
        (Journey::RiderCancels, "cancelled"),
        (Journey::OnHold, "delivered"),
        (Journey::Returned, "returned"),
        (Journey::Lost, "disposed"),
    ];
    let mishaps = Mishaps {
        journeys: journeys.iter().map(|journey| journey.0).collect(),
        ..Mishaps::default()
    };
    let sim = start(Config { mishaps, ..riding() }).await;
    for (journey, end) in journeys {
        let id = book(&sim, &format!("{journey:?}")).await;
        until(end, || sim.order(&id).unwrap().status == end).await;
        let history = sim.order(&id).unwrap().history;
        assert_eq!(
            history.contains(&"on_hold".to_owned()),
            matches!(journey, Journey::OnHold | Journey::Returned)
        );
        assert_eq!(
            history.contains(&"return_in_transit".to_owned()),
            journey == Journey::Returned
        );
        assert_eq!(
            history.contains(&"picked".to_owned()),
            !matches!(journey, Journey::NoDriver | Journey::RiderCancels)
        );
    }
}

#[tokio::test]
async fn a_cancelled_ride_goes_no_further() {
    let sim = start(riding()).await;
    let id = book(&sim, "a").await;
    let reason = serde_json::json!({"cancellation_reason_code": "change_courier"});
    assert_eq!(
        post(&sim, &format!("/v1/orders/{id}/cancel"), reason).await.0,
        200
    );
    tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    assert_eq!(sim.order(&id).unwrap().status, "cancelled");
}
