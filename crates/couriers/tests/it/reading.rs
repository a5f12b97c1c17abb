//! Reading an order back.

use courier_simulator::Mishaps;
use serde_json::json;
use tuntas_couriers::{Courier, OrderId, ReadError, Unavailability};
use tuntas_domain::case::CourierStatus;

use crate::{
    canned::{Act, nobody, play},
    support::{client_at, provider, sample},
};

#[tokio::test]
async fn an_order_is_read_with_its_rider_and_its_history() {
    let provider = provider(Mishaps {
        camel_case: true,
        string_numbers: true,
        ..Mishaps::default()
    })
    .await;
    let client = client_at(&provider.base_url());
    let id = client.book(&sample()).await.unwrap().id;
    for status in ["allocated", "picking_up"] {
        provider.advance(id.as_str(), Some(status)).unwrap();
    }
    let order = client.order(&id).await.unwrap();
    assert_eq!(order.status, CourierStatus::ToPickup);
    assert_eq!(order.price_rupiah, Some(10_000));
    assert!(order.driver.as_ref().is_some_and(|driver| driver.plate.is_some()));
    let history: Vec<_> = order
        .history
        .iter()
        .filter_map(|entry| entry.status.known())
        .collect();
    assert_eq!(
        history,
        [
            CourierStatus::Searching,
            CourierStatus::Assigned,
            CourierStatus::ToPickup
        ]
    );
    assert!(order.history.iter().all(|entry| entry.at.is_some()));
}

#[tokio::test]
async fn every_status_of_the_provider_is_read() {
    let provider = provider(Mishaps::default()).await;
    let client = client_at(&provider.base_url());
    let id = client.book(&sample()).await.unwrap().id;
    let words = [
        ("allocated", CourierStatus::Assigned),
        ("on_hold", CourierStatus::OnHold),
        ("return_in_transit", CourierStatus::Returning),
        ("returned", CourierStatus::Returned),
        ("disposed", CourierStatus::Lost),
        ("rejected", CourierStatus::Cancelled),
        ("courier_not_found", CourierStatus::NoDriver),
        ("delivered", CourierStatus::Delivered),
    ];
    for (word, status) in words {
        provider.advance(id.as_str(), Some(word)).unwrap();
        assert_eq!(client.order(&id).await.unwrap().status, status, "{word}");
    }
}

#[tokio::test]
async fn an_unknown_order_is_not_found_and_a_silent_provider_is_something_else() {
    let provider = provider(Mishaps::default()).await;
    let id = OrderId::parse("65ddac3879699035b83dc561").unwrap();
    assert_eq!(
        client_at(&provider.base_url()).order(&id).await,
        Err(ReadError::NotFound)
    );
    let unreachable = ReadError::Unavailable {
        cause: Unavailability::Unreachable,
        retry_after: None,
    };
    assert_eq!(client_at(&nobody().await).order(&id).await, Err(unreachable));
}

#[tokio::test]
async fn reading_is_tried_again_and_the_answer_has_to_be_about_the_order_asked_for() {
    let id = OrderId::parse("65f1").unwrap();
    let good = json!({"success": true, "id": "65f1", "status": "delivered"}).to_string();
    let flaky = play(vec![
        Act::Break,
        Act::Answer(503, "", String::new()),
        Act::Answer(200, "", good),
    ])
    .await;
    assert_eq!(
        client_at(&flaky.base_url()).order(&id).await.unwrap().status,
        CourierStatus::Delivered
    );

    let other = json!({"success": true, "id": "65f2", "status": "delivered"}).to_string();
    let confused = play(vec![Act::Answer(200, "", other)]).await;
    let error = client_at(&confused.base_url()).order(&id).await.unwrap_err();
    assert_eq!(
        error,
        ReadError::Unavailable {
            cause: Unavailability::Provider,
            retry_after: None
        }
    );
}

/// The documented reply, with our own values: `datetime` without seconds, nulls, ids and all.
#[tokio::test]
async fn the_documented_reply_is_read() {
    let reply = json!({"success": true, "message": "Order successfully retrieved", "object": "order",
        "id": "65f1c0ffee", "draft_order_id": null, "short_id": "URx_1",
        "shipper": {"name": "", "email": "", "phone": "", "organization": ""},
        "origin": {"contact_name": "Loket", "contact_phone": "0343", "address": "Jl. A", "note": "",
            "coordinate": {"latitude": -7.6, "longitude": 112.9}, "postal_code": 67115},
        "destination": {"contact_name": "S", "contact_phone": "08", "contact_email": "", "address": "Jl. B",
            "note": "", "proof_of_delivery": {"use": false, "fee": 0, "note": null, "link": null},
            "cash_on_delivery": {"id": null, "amount": 0, "fee": 0, "note": null, "type": null},
            "coordinate": {"latitude": -7.6, "longitude": 112.9}, "postal_code": 67121},
        "courier": {"tracking_id": "tr1", "waybill_id": "WYB-9", "company": "grab", "name": null, "phone": null,
            "driver_name": null, "driver_phone": null, "driver_photo_url": null, "driver_plate_number": null,
            "type": "instant", "link": null, "routing_code": null,
            "history": [{"service_type": "-", "status": "confirmed", "note": "", "updated_at": "2029-09-24T12:00+07:00"}]},
        "delivery": {"datetime": "2029-09-24T12:00+07:00", "note": null, "type": "now", "distance": 9.8,
            "distance_unit": "kilometer"},
        "voucher": {"id": null}, "reference_id": null, "invoice_id": null, "items": [], "extra": [],
        "currency": "IDR", "tax_lines": [], "price": 48000, "metadata": {}, "tags": [], "note": "",
        "status": "confirmed"});
    let provider = play(vec![Act::Answer(200, "", reply.to_string())]).await;
    let order = client_at(&provider.base_url())
        .order(&OrderId::parse("65f1c0ffee").unwrap())
        .await
        .unwrap();
    assert_eq!(order.waybill.as_deref(), Some("WYB-9"));
    assert_eq!(order.company.as_deref(), Some("grab"));
    assert_eq!(order.price_rupiah, Some(48_000));
    assert_eq!(
        (order.reference, order.driver, order.tracking_link),
        (None, None, None)
    );
    assert_eq!(order.history[0].at, Some("2029-09-24T05:00:00Z".parse().unwrap()));
}
