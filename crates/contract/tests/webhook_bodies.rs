//! What owners of subscriptions send, and what is wrong with it.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use serde_json::{Value, json};
use tuntas_contract::FieldError;
use tuntas_contract::webhooks::{Replay, ReplayRequest, SubscriptionChangeRequest, SubscriptionRequest};
use tuntas_webhooks::{Kind, Reach};

fn faults<T: std::fmt::Debug>(read: Result<T, Vec<FieldError>>) -> Vec<(String, String)> {
    let faults = read.unwrap_err().into_iter();
    faults
        .map(|fault| (fault.field, fault.code.into_owned()))
        .collect()
}

fn one(field: &str, code: &str) -> Vec<(String, String)> {
    vec![(field.to_owned(), code.to_owned())]
}

fn subscribe(body: &Value) -> Result<tuntas_contract::webhooks::Subscribing, Vec<FieldError>> {
    SubscriptionRequest::parse(body.to_string().as_bytes(), Reach::Public)
}

const URL: &str = "https://sipp.example.go.id/tuntas";

#[test]
fn a_subscription_says_where_and_of_what() {
    let all = subscribe(&json!({ "url": URL })).unwrap();
    assert_eq!((all.url.as_str(), all.kinds), (URL, None));
    assert_eq!(
        subscribe(&json!({ "url": URL, "events": ["*"] })).unwrap().kinds,
        None
    );
    let some = subscribe(&json!({ "url": URL, "events": ["case.reversed", "case.held"] })).unwrap();
    assert_eq!(some.kinds, Some(vec![Kind::Held, Kind::Reversed]));
}

#[test]
fn every_fault_of_a_subscription_is_told_at_once_and_without_its_value() {
    let body = json!({ "url": "http://10.0.0.1/rahasia", "events": ["case.held", "case.hilang"] });
    let read = subscribe(&body);
    assert!(!format!("{read:?}").contains("rahasia"));
    assert_eq!(
        faults(read),
        [one("/url", "url_scheme"), one("/events/1", "event_unknown")].concat()
    );
    for (body, fault) in [
        (json!({}), one("/url", "field_missing")),
        (
            json!({ "url": URL, "events": [] }),
            one("/events", "events_empty"),
        ),
        (
            json!({ "url": URL, "events": ["case.held", "case.held"] }),
            one("/events", "events_empty"),
        ),
        (
            json!({ "url": URL, "events": ["*", "case.held"] }),
            one("/events/0", "event_unknown"),
        ),
        (json!({ "url": "https://127.0.0.1/" }), one("/url", "url_host")),
        (
            json!({ "url": "https://a.example.go.id:8443/" }),
            one("/url", "url_port"),
        ),
        (
            json!({ "url": URL, "secret": "x" }),
            one("/secret", "field_unknown"),
        ),
    ] {
        assert_eq!(faults(subscribe(&body)), fault, "{body}");
    }
}

#[test]
fn a_change_leaves_alone_what_it_does_not_name() {
    let change = |body: Value| SubscriptionChangeRequest::parse(body.to_string().as_bytes(), Reach::Public);
    assert_eq!(change(json!({})).unwrap(), tuntas_webhooks::Change::default());
    let all = change(json!({ "events": ["*"], "state": "active" })).unwrap();
    assert_eq!((all.url, all.kinds, all.active), (None, Some(None), Some(true)));
    assert_eq!(
        faults(change(json!({ "state": "asleep" }))),
        one("/state", "value_not_listed")
    );
    assert_eq!(
        faults(change(json!({ "url": "ftp://a.example.go.id/" }))),
        one("/url", "url_scheme")
    );
}

#[test]
fn a_replay_is_of_one_message_or_since_a_moment() {
    let replay = |body: Value| ReplayRequest::parse(body.to_string().as_bytes());
    let name = "msg_1796090584500000000_test_0198a2b45c6d7e8f9a0b1c2d3e4f5a6b";
    assert_eq!(
        replay(json!({ "message": name })).unwrap(),
        Replay::Message(name.to_owned())
    );
    let since = replay(json!({ "since": "2026-12-01T07:00:00+07:00" })).unwrap();
    assert_eq!(since, Replay::Since("2026-12-01T00:00:00Z".parse().unwrap()));
    for (body, fault) in [
        (json!({}), one("", "replay_of_what")),
        (
            json!({ "message": name, "since": "2026-12-01T00:00:00Z" }),
            one("", "replay_of_what"),
        ),
        (json!({ "message": "1#2" }), one("/message", "message_form")),
        (json!({ "since": "yesterday" }), one("/since", "instant_form")),
    ] {
        assert_eq!(faults(replay(body.clone())), fault, "{body}");
    }
}
