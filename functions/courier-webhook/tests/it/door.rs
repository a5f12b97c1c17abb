//! The rider enters the addressee's code.

use serde_json::json;
use tuntas_domain::case::{Command, CourierStatus, TrackStage};

use crate::support::{Office, Sent, WATI, attempt, keys, right_code, told, wrong_code};

const ROUTE: &str = "POST /v1/handovers/{token}";

#[tokio::test]
async fn the_right_code_confirms_once_and_for_all() {
    let (office, _) = Office::booked().await;
    office
        .wish(Command::MoveCourier {
            role: WATI,
            attempt: 1,
            status: CourierStatus::Delivered,
        })
        .await;
    assert_eq!(office.stage().await, TrackStage::DeliveryUnconfirmed);
    let code = right_code();
    // A code that comes after the confirmation changes nothing, whatever it is.
    for typed in [code.as_str(), code.as_str(), wrong_code()] {
        let answer = office.enter(typed).await;
        assert_eq!(
            (answer.status(), told(&answer)),
            (200, json!({ "result": "confirmed" }))
        );
    }
    assert_eq!(office.stage().await, TrackStage::Delivered);
    assert_eq!(office.first_attempt().await.wrong_codes, 0);
}

#[tokio::test]
async fn five_wrong_codes_lock_the_attempt_even_for_the_right_one() {
    let (office, _) = Office::booked().await;
    for left in (0..5).rev() {
        let answer = office.enter(wrong_code()).await;
        let problem = told(&answer);
        assert_eq!(answer.status(), 422);
        assert_eq!(
            (problem["code"].as_str(), &problem["attemptsLeft"]),
            (Some("wrong_code"), &json!(left))
        );
    }
    for code in [wrong_code(), right_code().as_str()] {
        let answer = office.enter(code).await;
        assert_eq!(
            (answer.status(), told(&answer)["code"].as_str()),
            (409, Some("code_locked"))
        );
    }
    assert!(!office.first_attempt().await.code_confirmed);
}

#[tokio::test]
async fn wrong_codes_entered_at_the_same_moment_all_count() {
    let (office, _) = Office::booked().await;
    let a_try = || office.enter(wrong_code());
    tokio::join!(a_try(), a_try(), a_try());
    assert_eq!(office.first_attempt().await.wrong_codes, 3);
}

#[tokio::test]
async fn a_malformed_code_costs_no_try() {
    let (office, _) = Office::booked().await;
    for (body, status, code) in [
        ("", 400, "body_empty"),
        ("{}", 422, "request_invalid"),
        (r#"{"code":"12345"}"#, 422, "request_invalid"),
        (r#"{"code":123456}"#, 422, "request_invalid"),
        ("code=123456", 422, "request_invalid"),
    ] {
        let answer = Sent::post(ROUTE, body).to(office.function()).await;
        assert_eq!(
            (answer.status(), told(&answer)["code"].as_str()),
            (status, Some(code)),
            "{body}"
        );
    }
    assert_eq!(office.first_attempt().await.wrong_codes, 0);
}

#[tokio::test]
async fn a_token_we_never_gave_out_opens_nothing() {
    let (office, _) = Office::booked().await;
    let body = json!({ "code": right_code() }).to_string();
    let forged = format!("B{}", &keys().handover_token(attempt(1))[1..]);
    for token in [
        String::new(),
        "x".repeat(46),
        keys().document_token(attempt(1).case),
        forged,
    ] {
        let answer = Sent {
            token: token.clone(),
            ..Sent::post(ROUTE, &body)
        }
        .to(office.function())
        .await;
        assert_eq!(
            (answer.status(), told(&answer)["code"].as_str()),
            (404, Some("not_found")),
            "{token}"
        );
    }
    assert!(!office.first_attempt().await.code_confirmed);
}

#[tokio::test]
async fn the_code_of_one_attempt_opens_no_other() {
    let (office, _) = Office::booked().await;
    office
        .wish(Command::MoveCourier {
            role: WATI,
            attempt: 1,
            status: CourierStatus::Returned,
        })
        .await;
    office.wish(Command::RequestCourier { role: WATI }).await;
    let first = office.enter(&right_code()).await;
    assert_eq!(
        (first.status(), told(&first)["code"].as_str()),
        (409, Some("no_such_delivery"))
    );
    let body = json!({ "code": right_code() }).to_string();
    let second = Sent {
        token: keys().handover_token(attempt(2)),
        ..Sent::post(ROUTE, &body)
    };
    assert_eq!(told(&second.to(office.function()).await)["code"], "wrong_code");
    // A token is made for an attempt before it begins; until then it opens nothing.
    let third = Sent {
        token: keys().handover_token(attempt(3)),
        ..Sent::post(ROUTE, &body)
    };
    assert_eq!(
        told(&third.to(office.function()).await)["code"],
        "no_such_delivery"
    );
}
