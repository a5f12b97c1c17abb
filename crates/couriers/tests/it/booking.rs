//! However a booking call goes wrong, there is at most one rider, and certainty is never pretended.

use std::time::{Duration, Instant};

use courier_simulator::{BookingMishap as M, Config, Mishaps, Simulator};
use serde_json::json;
use tuntas_couriers::{BookError, Booking, Courier, Doubt, Patience, Refusal, Stop, Unavailability};
use tuntas_domain::case::CourierStatus;

use crate::{
    canned::{Act, nobody, play},
    support::{KEY, client_at, client_with, impatient, provider, provider_with, sample},
};

#[tokio::test]
async fn a_good_booking_makes_one_order_under_our_reference() {
    let provider = provider(Mishaps::default()).await;
    let order = client_at(&provider.base_url()).book(&sample()).await.unwrap();
    assert_eq!(order.status, CourierStatus::Searching);
    assert_eq!(order.reference, Some(sample().reference));
    assert_eq!(order.price_rupiah, Some(10_000));
    assert!(!order.already_existed);
    assert_eq!(provider.orders().len(), 1);
    assert_eq!(provider.orders()[0].id, order.id.as_str());
}

#[tokio::test]
async fn booking_again_weeks_later_finds_the_same_order_where_it_now_is() {
    let provider = provider(Mishaps::default()).await;
    let client = client_at(&provider.base_url());
    let first = client.book(&sample()).await.unwrap();
    provider.advance(first.id.as_str(), Some("picked")).unwrap();
    let again = client.book(&sample()).await.unwrap();
    assert_eq!(again.id, first.id);
    assert!(again.already_existed);
    assert_eq!(again.status, CourierStatus::Picked);
    assert_eq!(provider.orders().len(), 1);
}

#[tokio::test]
async fn an_order_made_behind_a_lost_answer_is_found_not_made_twice() {
    for mishap in [M::ErrorAfterCreated, M::HangAfterCreated, M::GarbledAfterCreated] {
        let provider = provider_with(&[mishap]).await;
        let order = client_at(&provider.base_url()).book(&sample()).await.unwrap();
        assert!(order.already_existed, "{mishap:?}");
        assert_eq!(provider.orders().len(), 1, "{mishap:?}");
        assert_eq!(
            provider.booking_calls(),
            2,
            "{mishap:?}: one booking, one look-up"
        );
    }
}

#[tokio::test]
async fn an_order_that_was_never_made_is_made_by_the_look_up() {
    for mishap in [M::ErrorBeforeCreated, M::HangBeforeCreated] {
        let provider = provider_with(&[mishap]).await;
        let order = client_at(&provider.base_url()).book(&sample()).await.unwrap();
        assert!(!order.already_existed, "{mishap:?}");
        assert_eq!(provider.orders().len(), 1, "{mishap:?}");
    }
}

#[tokio::test]
async fn when_the_look_up_fails_too_the_outcome_stays_unknown_until_a_later_call_finds_it() {
    let provider = provider_with(&[M::HangAfterCreated, M::Throttled]).await;
    let client = client_at(&provider.base_url());
    assert_eq!(
        client.book(&sample()).await,
        Err(BookError::Unknown {
            doubt: Doubt::TimedOut
        })
    );
    assert_eq!(provider.booking_calls(), 2, "never re-sent a third time");
    let found = client.find_by_reference(&sample()).await.unwrap();
    assert!(found.already_existed);
    assert_eq!(provider.orders().len(), 1);
}

#[tokio::test]
async fn without_time_left_to_settle_an_unknown_outcome_is_not_re_sent() {
    let provider = provider_with(&[M::HangAfterCreated]).await;
    let patience = Patience {
        settle: Duration::from_secs(30),
        ..impatient()
    };
    let error = client_with(&provider.base_url(), patience)
        .book(&sample())
        .await
        .unwrap_err();
    assert_eq!(
        error,
        BookError::Unknown {
            doubt: Doubt::TimedOut
        }
    );
    assert_eq!(provider.booking_calls(), 1);
}

#[tokio::test]
async fn a_connection_broken_after_sending_is_doubt_and_a_refused_one_is_not() {
    let breaking = play(vec![Act::Break]).await;
    let error = client_at(&breaking.base_url()).book(&sample()).await.unwrap_err();
    assert_eq!(
        error,
        BookError::Unknown {
            doubt: Doubt::ConnectionLost
        }
    );
    assert_eq!(breaking.seen().len(), 2, "one booking, one look-up");

    let error = client_at(&nobody().await).book(&sample()).await.unwrap_err();
    assert_eq!(
        error,
        BookError::Unavailable {
            cause: Unavailability::Unreachable,
            retry_after: None
        }
    );
}

#[tokio::test]
async fn throttling_is_waited_out_as_long_as_the_provider_asks_if_there_is_time() {
    let provider = provider_with(&[M::Throttled]).await;
    let begun = Instant::now();
    client_at(&provider.base_url()).book(&sample()).await.unwrap();
    assert!(begun.elapsed() >= Duration::from_secs(1));

    let long = play(vec![Act::Answer(429, "retry-after: 120\r\n", String::new())]).await;
    let begun = Instant::now();
    let error = client_at(&long.base_url()).book(&sample()).await.unwrap_err();
    assert_eq!(
        error,
        BookError::Unavailable {
            cause: Unavailability::Throttled,
            retry_after: Some(Duration::from_mins(2))
        }
    );
    assert!(begun.elapsed() < Duration::from_secs(1));
    assert_eq!(long.seen().len(), 1);
}

#[tokio::test]
async fn what_an_operator_can_mend_is_no_verdict_on_the_booking() {
    let provider = provider_with(&[M::NoBalance]).await;
    let client = client_at(&provider.base_url());
    let error = client.book(&sample()).await.unwrap_err();
    assert_eq!(
        error,
        BookError::Unavailable {
            cause: Unavailability::Balance,
            retry_after: None
        }
    );
    client.book(&sample()).await.unwrap();

    let strict = Simulator::start(Config {
        api_key: "another".to_owned(),
        ..Config::default()
    })
    .await
    .unwrap();
    let error = client_at(&strict.base_url()).book(&sample()).await.unwrap_err();
    assert_eq!(
        error,
        BookError::Unavailable {
            cause: Unavailability::Credentials,
            retry_after: None
        }
    );
    assert!(error.is_retryable());
}

#[tokio::test]
async fn a_booking_that_can_never_work_is_refused_with_its_reason() {
    let provider = provider(Mishaps::default()).await;
    let client = client_at(&provider.base_url());
    let with = |change: fn(&mut Stop)| {
        let mut booking = sample();
        change(&mut booking.dropoff);
        booking
    };
    let cases: [(Booking, u32, Refusal); 4] = [
        (
            with(|stop| stop.contact_name.clear()),
            40_002_017,
            Refusal::ContactMissing,
        ),
        (
            with(|stop| stop.phone = "  ".to_owned()),
            40_002_018,
            Refusal::ContactMissing,
        ),
        (
            with(|stop| stop.address.clear()),
            40_002_019,
            Refusal::AddressMissing,
        ),
        (
            with(|stop| stop.longitude = None),
            40_002_024,
            Refusal::CoordinatesMissing,
        ),
    ];
    for (booking, code, reason) in cases {
        let error = client.book(&booking).await.unwrap_err();
        assert_eq!(error, BookError::Refused { code, reason });
        assert!(!error.is_retryable());
    }
    assert!(provider.orders().is_empty());
    assert_eq!(provider.booking_calls(), 4, "a refusal is not repeated");
}

#[tokio::test]
async fn an_order_that_does_not_carry_our_reference_is_never_taken_for_ours() {
    let reference = sample().reference;
    let duplicate = |details: serde_json::Value| {
        let body = json!({"success": false, "error": "duplicate", "code": 40_002_060, "details": details});
        Act::Answer(400, "", body.to_string())
    };
    let order = |reference: Option<&str>| {
        let body = json!({"success": true, "id": "65f1", "reference_id": reference, "status": "confirmed"});
        Act::Answer(200, "", body.to_string())
    };
    let mine = Some(reference.as_str());
    let cases = [
        (json!({"order_id": "65f1", "reference_id": reference}), mine, None),
        (json!({"order_id": "65f1", "reference_id": reference}), None, None),
        (json!({"order_id": "65f1"}), mine, None),
        (json!({"order_id": "65f1"}), None, Some(Doubt::ReferenceMismatch)),
        (
            json!({"order_id": "65f1", "reference_id": reference}),
            Some("other"),
            Some(Doubt::ReferenceMismatch),
        ),
        (
            json!({"order_id": "../65f1"}),
            mine,
            Some(Doubt::ExistingUnreadable),
        ),
        (json!(null), mine, Some(Doubt::ExistingUnreadable)),
    ];
    for (details, read, doubt) in cases {
        let provider = play(vec![duplicate(details.clone()), order(read)]).await;
        let outcome = client_at(&provider.base_url()).book(&sample()).await;
        match doubt {
            None => assert!(outcome.unwrap().already_existed, "{details}"),
            Some(doubt) => assert_eq!(outcome, Err(BookError::Unknown { doubt }), "{details}"),
        }
    }
}

#[tokio::test]
async fn answers_are_sorted_by_what_is_known_of_their_effect() {
    let refused = |code| {
        Err(BookError::Refused {
            code,
            reason: Refusal::Other,
        })
    };
    let later = |cause| {
        Err(BookError::Unavailable {
            cause,
            retry_after: None,
        })
    };
    let doubt = |doubt| Err(BookError::Unknown { doubt });
    let cases = [
        (503, "", doubt(Doubt::ServerError(503))),
        (
            500,
            r#"{"success":false,"code":40002041}"#,
            doubt(Doubt::ServerError(500)),
        ),
        (408, "", doubt(Doubt::ServerError(408))),
        (200, "", doubt(Doubt::UnreadableReply)),
        (
            200,
            r#"{"success":true,"status":"confirmed"}"#,
            doubt(Doubt::UnreadableReply),
        ),
        (
            200,
            r#"{"success":false,"error":"?"}"#,
            doubt(Doubt::UnreadableReply),
        ),
        (200, r#"{"success":false,"code":40002038}"#, refused(40_002_038)),
        (400, r#"{"success":false,"code":"40002038"}"#, refused(40_002_038)),
        (400, r#"{"success":false,"code":99}"#, refused(99)),
        (
            400,
            r#"{"success":false,"code":40002040}"#,
            later(Unavailability::Partner),
        ),
        (402, "", later(Unavailability::Balance)),
        (403, "<html>", later(Unavailability::Credentials)),
        (302, "", later(Unavailability::Provider)),
        (404, "<html>", later(Unavailability::Provider)),
    ];
    for (status, body, expected) in cases {
        let provider = play(vec![Act::Answer(
            status,
            "location: /elsewhere\r\n",
            body.to_owned(),
        )])
        .await;
        let patience = Patience {
            settle: Duration::from_mins(1),
            ..impatient()
        };
        let outcome = client_with(&provider.base_url(), patience).book(&sample()).await;
        assert_eq!(outcome, expected, "{status} {body}");
        assert_eq!(provider.seen().len(), 1, "{status} {body}");
    }
}

#[tokio::test]
async fn a_call_ends_within_its_time_whatever_the_provider_does() {
    let provider = provider(Mishaps {
        booking_percent: [(M::HangBeforeCreated, 100)].into(),
        ..Mishaps::default()
    })
    .await;
    let patience = Patience {
        request: Duration::from_secs(30),
        total: Duration::from_millis(900),
        ..impatient()
    };
    let begun = Instant::now();
    let error = client_with(&provider.base_url(), patience)
        .book(&sample())
        .await
        .unwrap_err();
    assert!(matches!(error, BookError::Unknown { .. }));
    assert!(
        begun.elapsed() < Duration::from_millis(1_400),
        "{:?}",
        begun.elapsed()
    );
}

#[tokio::test]
async fn many_workers_with_one_booking_get_one_rider_even_on_a_bad_day() {
    let provider = Simulator::start(Config {
        api_key: KEY.to_owned(),
        seed: 11,
        mishaps: Mishaps {
            booking_percent: [
                (M::ErrorAfterCreated, 30),
                (M::GarbledAfterCreated, 20),
                (M::ErrorBeforeCreated, 20),
            ]
            .into(),
            ..Mishaps::default()
        },
        ..Config::default()
    })
    .await
    .unwrap();
    let client = client_at(&provider.base_url());
    let workers: Vec<_> = (0..12)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.book(&sample()).await })
        })
        .collect();
    let mut ids = Vec::new();
    for worker in workers {
        match worker.await.unwrap() {
            Ok(order) => ids.push(order.id),
            Err(error) => assert!(matches!(error, BookError::Unknown { .. }), "{error}"),
        }
    }
    assert_eq!(provider.orders().len(), 1);
    assert!(!ids.is_empty());
    assert!(ids.iter().all(|id| id.as_str() == provider.orders()[0].id));
}
