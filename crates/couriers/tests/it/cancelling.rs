//! Calling a rider back before the pick-up.

use courier_simulator::Mishaps;
use serde_json::json;
use tuntas_couriers::{CancelError, CancelReason, Courier, OrderId, Unavailability};

use crate::{
    canned::{Act, play},
    support::{client_at, provider, sample},
};

#[tokio::test]
async fn a_withdrawn_decree_calls_the_rider_back_and_calling_twice_is_fine() {
    let provider = provider(Mishaps::default()).await;
    let client = client_at(&provider.base_url());
    let id = client.book(&sample()).await.unwrap().id;
    provider.advance(id.as_str(), Some("allocated")).unwrap();
    client.cancel(&id, CancelReason::DecreeWithdrawn).await.unwrap();
    client.cancel(&id, CancelReason::DecreeWithdrawn).await.unwrap();
    assert_eq!(
        provider.orders()[0].history,
        ["confirmed", "allocated", "cancelled"]
    );
}

#[tokio::test]
async fn once_the_rider_holds_the_documents_it_is_too_late() {
    let provider = provider(Mishaps::default()).await;
    let client = client_at(&provider.base_url());
    let id = client.book(&sample()).await.unwrap().id;
    for status in ["picked", "delivered"] {
        provider.advance(id.as_str(), Some(status)).unwrap();
        assert_eq!(
            client.cancel(&id, CancelReason::Stray).await,
            Err(CancelError::TooLate),
            "{status}"
        );
    }
    let unknown = OrderId::parse("nowhere").unwrap();
    assert_eq!(
        client.cancel(&unknown, CancelReason::Stray).await,
        Err(CancelError::NotFound)
    );
}

#[tokio::test]
async fn a_cancellation_behind_a_lost_answer_counts() {
    let id = OrderId::parse("65f1").unwrap();
    let cannot = json!({"success": false, "code": 40_002_053}).to_string();
    let cancelled = json!({"success": true, "id": "65f1", "status": "cancelled"}).to_string();
    let provider = play(vec![
        Act::Break,
        Act::Answer(400, "", cannot),
        Act::Answer(200, "", cancelled),
    ])
    .await;
    client_at(&provider.base_url())
        .cancel(&id, CancelReason::OfficeRequest)
        .await
        .unwrap();
    assert!(provider.seen()[2].starts_with("GET /v1/orders/65f1 "));
}

/// Whether the rider has the envelope is not known then; it is asked again.
#[tokio::test]
async fn a_refusal_that_cannot_be_explained_is_no_word_of_where_the_envelope_is() {
    let id = OrderId::parse("65f1").unwrap();
    let refusing = || Act::Answer(400, "", json!({"success": false, "code": 40_002_053}).to_string());
    let silent = || Act::Answer(500, "", String::new());
    let provider = play(vec![refusing(), silent(), silent(), silent()]).await;
    let error = client_at(&provider.base_url())
        .cancel(&id, CancelReason::OfficeRequest)
        .await
        .unwrap_err();
    assert!(matches!(error, CancelError::Unavailable { .. }), "{error:?}");
    let unknown = Act::Answer(404, "", json!({"success": false, "code": 40_403_001}).to_string());
    let provider = play(vec![refusing(), unknown]).await;
    let error = client_at(&provider.base_url())
        .cancel(&id, CancelReason::OfficeRequest)
        .await;
    assert_eq!(error, Err(CancelError::NotFound));
}

#[tokio::test]
async fn a_provider_that_only_fails_is_reported_as_such() {
    let id = OrderId::parse("65f1").unwrap();
    let failing = play(vec![Act::Answer(500, "", String::new())]).await;
    let error = client_at(&failing.base_url())
        .cancel(&id, CancelReason::AddressChanged)
        .await
        .unwrap_err();
    assert_eq!(
        error,
        CancelError::Unavailable {
            cause: Unavailability::Provider,
            retry_after: None
        }
    );
    assert_eq!(failing.seen().len(), 3);
    let refusing = play(vec![Act::Answer(
        400,
        "",
        json!({"code": 40_002_056}).to_string(),
    )])
    .await;
    let error = client_at(&refusing.base_url())
        .cancel(&id, CancelReason::AddressChanged)
        .await
        .unwrap_err();
    assert_eq!(error, CancelError::Refused { code: 40_002_056 });
}
