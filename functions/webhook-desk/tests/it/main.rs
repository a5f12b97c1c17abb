//! Offices subscribe, look, change secrets and have things sent again; and nobody sees what is another office's.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at a broken assumption"
)]

mod desk;

use jiff::SignedDuration;
use serde_json::{Value, json};
use tuntas_webhooks::{Attempt, Delivery, Outcome, Standing};

use desk::{DINSOS, Desk, OFFICER, PAS, POLICE, UPTD};

const URL: &str = "https://sipp.example.go.id/tuntas";

#[tokio::test]
async fn a_court_subscribes_and_the_secret_is_shown_this_once() {
    let desk = Desk::open();
    let (status, made) = desk.subscribe(PAS, "key-1").await;
    assert_eq!(status, 201, "{made}");
    assert!(made["secret"].as_str().unwrap().starts_with("whsec_"));
    assert!(made["publicKey"].as_str().unwrap().starts_with("whpk_"));
    assert_eq!(made["subscription"]["owner"], "court/PA.Pas");
    assert_eq!(made["subscription"]["events"], json!(["*"]));
    let id = made["subscription"]["id"].as_str().unwrap();
    let (status, read) = desk.get(PAS, &format!("/{id}")).await;
    assert_eq!((status, &read), (200, &made["subscription"]));
    assert!(!read.to_string().contains("whsec_"));
    // The answer was lost: the same key gives it again, and makes no other.
    assert_eq!(desk.subscribe(PAS, "key-1").await, (201, made));
    let (_, list) = desk.get(PAS, "").await;
    assert_eq!(list["subscriptions"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn an_aid_office_subscribes_for_itself_and_sees_no_other_aid_office() {
    let desk = Desk::open();
    let body = json!({ "url": URL, "events": ["aid.aid_referred", "aid.consent_withdrawn"] });
    let (status, made) = desk.post(DINSOS, "", Some("key-1"), &body).await;
    assert_eq!(status, 201, "{made}");
    assert_eq!(made["subscription"]["owner"], "aid/dinsos");
    let id = made["subscription"]["id"].as_str().unwrap();
    assert_eq!(desk.get(DINSOS, &format!("/{id}")).await.0, 200);
    assert_eq!(desk.get(UPTD, &format!("/{id}")).await.0, 404);
    assert_eq!(desk.get(UPTD, "").await.1["subscriptions"], json!([]));
}

#[tokio::test]
async fn a_key_is_not_taken_for_something_else() {
    let desk = Desk::open();
    desk.subscribe(PAS, "key-1").await;
    let other = json!({ "url": "https://lain.example.go.id/" });
    let (status, refused) = desk.post(PAS, "", Some("key-1"), &other).await;
    assert_eq!(
        (status, &refused["code"]),
        (422, &json!("idempotency_key_reused"))
    );
    let (status, refused) = desk.post(PAS, "", None, &other).await;
    assert_eq!(
        (status, &refused["code"]),
        (400, &json!("idempotency_key_missing"))
    );
}

#[tokio::test]
async fn an_address_that_cannot_be_called_is_refused_by_its_rule() {
    let desk = Desk::open();
    for (url, code) in [
        ("http://sipp.example.go.id/", "url_scheme"),
        ("https://127.0.0.1/", "url_host"),
        ("https://169.254.169.254/latest/meta-data", "url_host"),
        ("https://localhost/", "url_host"),
        ("https://sipp.example.go.id:22/", "url_port"),
    ] {
        let (status, refused) = desk.post(PAS, "", Some("key-1"), &json!({ "url": url })).await;
        assert_eq!(
            (status, &refused["errors"][0]["code"]),
            (422, &json!(code)),
            "{url}"
        );
        assert!(!refused.to_string().contains("169.254"));
    }
}

#[tokio::test]
async fn nobody_sees_another_offices_subscription_in_any_way() {
    let desk = Desk::open();
    let id = desk.id(PAS, "key-1").await;
    for other in [OFFICER, POLICE, DINSOS, UPTD] {
        let (_, list) = desk.get(other, "").await;
        assert_eq!(list["subscriptions"], json!([]));
        let paths = [
            ("GET", ""),
            ("PATCH", ""),
            ("DELETE", ""),
            ("GET", "/deliveries"),
            ("POST", "/secret"),
            ("POST", "/test"),
        ];
        for (method, path) in paths {
            let (status, refused) = desk
                .call(other, method, &format!("/{id}{path}"), Some("k"), &json!({}))
                .await;
            assert_eq!(
                (status, &refused["code"]),
                (404, &json!("not_found")),
                "{method} {path}"
            );
        }
        let replay = json!({ "since": "2026-12-01T00:00:00Z" });
        let (status, _) = desk
            .post(other, &format!("/{id}/replay"), Some("k"), &replay)
            .await;
        assert_eq!(status, 404);
    }
    assert_eq!(desk.get(PAS, &format!("/{id}")).await.0, 200);
}

#[tokio::test]
async fn a_token_stands_for_one_office_of_this_city_or_for_none() {
    let desk = Desk::open();
    for (scopes, code) in [
        ("court/PA.Pas", "scope_missing"),
        ("tuntas/webhooks.manage", "webhook_owner_unknown"),
        (
            "tuntas/webhooks.manage court/PA.Elsewhere",
            "webhook_owner_unknown",
        ),
        ("tuntas/webhooks.manage officer/nobody", "webhook_owner_unknown"),
        ("tuntas/webhooks.manage aid/nobody", "webhook_owner_unknown"),
        // The code of an office is no code of an officer.
        ("tuntas/webhooks.manage aid/dinsos", "webhook_owner_unknown"),
        (
            "tuntas/webhooks.manage aid/sistem-dinsos aid/sistem-uptd-ppa",
            "webhook_owner_unknown",
        ),
        (
            "tuntas/webhooks.manage court/PA.Pas officer/sistem-01",
            "webhook_owner_unknown",
        ),
    ] {
        let (status, refused) = desk.get(scopes, "").await;
        assert_eq!((status, &refused["code"]), (403, &json!(code)), "{scopes}");
    }
}

#[tokio::test]
async fn an_office_has_ten_subscriptions_at_most() {
    let desk = Desk::open();
    for number in 0..10 {
        assert_eq!(desk.subscribe(PAS, &format!("key-{number}")).await.0, 201);
    }
    let (status, refused) = desk.subscribe(PAS, "key-10").await;
    assert_eq!(
        (status, &refused["code"]),
        (409, &json!("too_many_subscriptions"))
    );
    assert_eq!(desk.subscribe(OFFICER, "key-0").await.0, 201);
}

#[tokio::test]
async fn a_new_secret_comes_once_for_each_key_and_the_old_one_signs_for_a_day() {
    let mut desk = Desk::open();
    let (_, made) = desk.subscribe(PAS, "key-1").await;
    let id = made["subscription"]["id"].as_str().unwrap().to_owned();
    let path = format!("/{id}/secret");
    let (status, new) = desk.post(PAS, &path, Some("rotate-1"), &Value::Null).await;
    assert_eq!(
        (status, &new["subscription"]["secretGeneration"]),
        (200, &json!(2))
    );
    assert_ne!(new["secret"], made["secret"]);
    let (_, again) = desk.post(PAS, &path, Some("rotate-1"), &Value::Null).await;
    assert_eq!(again["secret"], new["secret"]);
    assert_eq!(desk.subscription(&id).await.signing(desk.at), [2, 1]);
    desk.at += SignedDuration::from_hours(24);
    assert_eq!(desk.subscription(&id).await.signing(desk.at), [2]);
    let (_, newer) = desk.post(PAS, &path, Some("rotate-2"), &Value::Null).await;
    assert_eq!(newer["subscription"]["secretGeneration"], 3);
}

#[tokio::test]
async fn a_test_is_on_its_way_at_once_and_once_for_each_key() {
    let desk = Desk::open();
    let id = desk.id(PAS, "key-1").await;
    let path = format!("/{id}/test");
    let (status, sent) = desk.post(PAS, &path, Some("test-1"), &Value::Null).await;
    assert_eq!(status, 202, "{sent}");
    assert_eq!(
        desk.post(PAS, &path, Some("test-1"), &Value::Null).await,
        (202, sent.clone())
    );
    assert_eq!(desk.errands(), 1);
    let (_, page) = desk.get(PAS, &format!("/{id}/deliveries")).await;
    let [delivery] = page["deliveries"].as_array().unwrap().as_slice() else {
        unreachable!("one test, one message: {page}")
    };
    assert_eq!(
        (&delivery["message"], &delivery["type"], &delivery["state"]),
        (&sent["message"], &json!("tuntas.test"), &json!("pending"))
    );
}

#[tokio::test]
async fn what_is_disabled_is_neither_tested_nor_replayed_and_what_is_active_again_is_worked_off_at_once() {
    let desk = Desk::open();
    let id = desk.id(PAS, "key-1").await;
    let (status, off) = desk
        .call(
            PAS,
            "PATCH",
            &format!("/{id}"),
            None,
            &json!({ "state": "disabled" }),
        )
        .await;
    assert_eq!((status, &off["disabled"]["why"]), (200, &json!("owner")));
    for (path, body) in [
        ("test", Value::Null),
        ("replay", json!({ "since": "2026-12-01T00:00:00Z" })),
    ] {
        let (status, refused) = desk.post(PAS, &format!("/{id}/{path}"), Some("k"), &body).await;
        assert_eq!(
            (status, &refused["code"]),
            (409, &json!("subscription_disabled")),
            "{path}"
        );
    }
    assert_eq!(desk.errands(), 0);
    let body = json!({ "state": "active", "events": ["case.held"] });
    let (_, on) = desk.call(PAS, "PATCH", &format!("/{id}"), None, &body).await;
    assert_eq!(
        (&on["state"], &on["events"]),
        (&json!("active"), &json!(["case.held"]))
    );
    assert_eq!((&on["url"], desk.errands()), (&json!(URL), 1));
}

#[tokio::test]
async fn a_removed_subscription_is_no_more() {
    let desk = Desk::open();
    let id = desk.id(PAS, "key-1").await;
    let path = format!("/{id}");
    assert_eq!(desk.call(PAS, "DELETE", &path, None, &Value::Null).await.0, 204);
    assert_eq!(desk.call(PAS, "DELETE", &path, None, &Value::Null).await.0, 404);
    assert_eq!(desk.get(PAS, &path).await.0, 404);
    // Its key does not bring it back.
    assert_eq!(desk.subscribe(PAS, "key-1").await.0, 404);
}

#[tokio::test]
async fn a_replay_sends_each_message_again_once_for_each_key() {
    let mut desk = Desk::open();
    let id = desk.id(PAS, "key-1").await;
    let mut names = Vec::new();
    for number in 0..3 {
        desk.at += SignedDuration::from_secs(60);
        let path = format!("/{id}/test");
        let (_, sent) = desk
            .post(PAS, &path, Some(&format!("test-{number}")), &Value::Null)
            .await;
        let name = sent["message"].as_str().unwrap().to_owned();
        desk.settle(&id, &name, |old: Delivery| Delivery {
            standing: Standing::Delivered,
            attempts: vec![Attempt {
                at: old.at,
                outcome: Outcome::Answered(204),
            }],
            ..old
        })
        .await;
        names.push(name);
    }
    let replay = format!("/{id}/replay");
    let since = json!({ "since": (desk.at - SignedDuration::from_secs(60)).to_string() });
    let (status, told) = desk.post(PAS, &replay, Some("r-1"), &since).await;
    assert_eq!((status, &told), (202, &json!({ "messages": 2, "next": null })));
    let (_, again) = desk.post(PAS, &replay, Some("r-1"), &since).await;
    assert_eq!(again["messages"], 0);
    let one = json!({ "message": names[0] });
    assert_eq!(desk.post(PAS, &replay, Some("r-2"), &one).await.1["messages"], 1);
    let unknown = json!({ "message": "msg_0000000000000000001_test_00" });
    assert_eq!(desk.post(PAS, &replay, Some("r-3"), &unknown).await.0, 404);
    let (_, page) = desk.get(PAS, &format!("/{id}/deliveries?limit=2")).await;
    let states: Vec<&str> = page["deliveries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["state"].as_str().unwrap())
        .collect();
    assert_eq!(
        (states, page["next"].is_string()),
        (vec!["pending", "pending"], true)
    );
    let wrong = desk.get(PAS, &format!("/{id}/deliveries?cursor=1")).await;
    assert_eq!((wrong.0, &wrong.1["code"]), (400, &json!("cursor_invalid")));
}

#[tokio::test]
async fn more_than_one_call_takes_are_replayed_by_the_next_one() {
    let mut desk = Desk::open();
    let id = desk.id(PAS, "key-1").await;
    let begin = desk.at;
    for _ in 0..305 {
        desk.at += SignedDuration::from_secs(1);
        desk.delivered(&id).await;
    }
    let replay = format!("/{id}/replay");
    let since = json!({ "since": begin.to_string() });
    let (_, first) = desk.post(PAS, &replay, Some("r-1"), &since).await;
    assert_eq!(first["messages"], 300);
    let (_, second) = desk
        .post(PAS, &replay, Some("r-2"), &json!({ "since": first["next"] }))
        .await;
    assert_eq!(second, json!({ "messages": 5, "next": null }));
}
