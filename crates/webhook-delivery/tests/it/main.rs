//! What is kept of webhooks, over tables in memory.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

use jiff::{SignedDuration, Timestamp};
use memory_tables::DirectTables;
use tuntas_tables::Table;
use tuntas_webhook_delivery::{Hooks, KeptError, Known};
use tuntas_webhooks::{Delivery, Kind, Message, Owner, Reach, Subscription, Target, Told};
use uuid::Uuid;

fn hooks() -> (DirectTables, Hooks) {
    let tables = DirectTables::new();
    let hooks = Hooks::new(Table::new(tables.database(), "hooks"));
    (tables, hooks)
}

fn at(seconds: i64) -> Timestamp {
    "2026-12-01T00:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_secs(seconds)
}

fn subscription(number: u128) -> Subscription {
    let url = Target::parse("https://sipp.example.go.id/tuntas", Reach::Public).unwrap();
    Subscription::new(Uuid::from_u128(number), Owner::Registry, url, None, at(0))
}

fn delivery(number: u128, moment: Timestamp) -> Delivery {
    let told = Told::Test {
        subscription: Uuid::from_u128(number),
    };
    let message = Message {
        kind: Kind::Test,
        at: moment,
        told,
    };
    Delivery::new(&message, moment).unwrap()
}

#[tokio::test]
async fn two_that_are_added_at_once_do_not_exceed_a_limit_unseen() {
    let (_, hooks) = hooks();
    let seen = hooks.owned(&Owner::Registry).await.unwrap();
    hooks.add(&seen, &subscription(1), Vec::new()).await.unwrap();
    let late = hooks.add(&seen, &subscription(2), Vec::new()).await;
    assert!(matches!(late, Err(KeptError::Contended)));
    let seen = hooks.owned(&Owner::Registry).await.unwrap();
    hooks.add(&seen, &subscription(2), Vec::new()).await.unwrap();
    assert_eq!(
        hooks.owned(&Owner::Registry).await.unwrap().subscriptions.len(),
        2
    );
    assert_eq!(hooks.owned(&Owner::Police).await.unwrap().subscriptions.len(), 0);
}

#[tokio::test]
async fn a_message_is_noted_once_and_what_is_due_is_the_oldest_first() {
    let (_, hooks) = hooks();
    let id = Uuid::from_u128(1);
    let (later, sooner) = (delivery(1, at(5)), delivery(1, at(3)));
    for one in [&later, &sooner] {
        let noted = hooks.note(&Owner::Registry, id, one, at(5), Vec::new()).await;
        assert!(noted.unwrap().is_some());
    }
    let again = hooks.note(&Owner::Registry, id, &later, at(9), Vec::new()).await;
    assert_eq!(again.unwrap(), None);
    let names = hooks.pending(id, None, 10).await.unwrap();
    assert_eq!(names, [sooner.id.clone(), later.id.clone()]);
    assert_eq!(hooks.due(at(2), 10).await.unwrap(), []);
    let due = hooks.due(at(4), 10).await.unwrap();
    assert_eq!(due.len(), 1);
    // A row of later stays, whoever came too early.
    let all: Vec<String> = hooks
        .due(at(9), 10)
        .await
        .unwrap()
        .into_iter()
        .map(|row| row.name)
        .collect();
    hooks.looked(&all, at(4)).await.unwrap();
    assert_eq!(hooks.due(at(9), 10).await.unwrap().len(), 1);
    let page = hooks.latest(id, None, 1).await.unwrap();
    assert_eq!(
        (&page.deliveries[0].id, page.next.as_deref()),
        (&later.id, Some(later.id.as_str()))
    );
    let page = hooks.latest(id, page.next.as_deref(), 10).await.unwrap();
    assert_eq!((&page.deliveries[0].id, page.next), (&sooner.id, None));
}

#[tokio::test]
async fn one_delivers_at_a_time_and_a_dead_one_keeps_nobody_out_for_ever() {
    let (_, hooks) = hooks();
    let (id, minute) = (Uuid::from_u128(1), SignedDuration::from_mins(1));
    let first = hooks.lease(id, at(0), minute).await.unwrap().unwrap();
    assert!(hooks.lease(id, at(59), minute).await.unwrap().is_none());
    // The first one is no more; the second one takes over, and the first one's return changes nothing.
    let second = hooks.lease(id, at(60), minute).await.unwrap().unwrap();
    hooks.give_back(first, at(61)).await.unwrap();
    assert!(hooks.lease(id, at(62), minute).await.unwrap().is_none());
    hooks.give_back(second, at(63)).await.unwrap();
    assert!(hooks.lease(id, at(63), minute).await.unwrap().is_some());
}

#[tokio::test]
async fn a_key_is_kept_as_its_hash() {
    let (tables, hooks) = hooks();
    let known = Known {
        digest: "d".to_owned(),
        result: "r".to_owned(),
    };
    let write = hooks.taking(&Owner::Registry, "subscribe", "rahasia-1", &known, at(0));
    let seen = hooks.owned(&Owner::Registry).await.unwrap();
    hooks.add(&seen, &subscription(1), vec![write]).await.unwrap();
    let found = hooks
        .known(&Owner::Registry, "subscribe", "rahasia-1")
        .await
        .unwrap();
    assert_eq!(found, Some(known));
    assert_eq!(
        hooks
            .known(&Owner::Police, "subscribe", "rahasia-1")
            .await
            .unwrap(),
        None
    );
    let keys = tables.items("hooks", "IDEM#");
    assert!(!keys[0].text("sk").unwrap().contains("rahasia"));
}

#[tokio::test]
async fn no_secret_is_in_the_table() {
    let (tables, hooks) = hooks();
    let seen = hooks.owned(&Owner::Registry).await.unwrap();
    hooks.add(&seen, &subscription(1), Vec::new()).await.unwrap();
    for item in tables.items("hooks", "SUB#") {
        let body = item.text_if_present("body").unwrap_or_default();
        assert!(!body.contains("whsec_") && !body.contains("secret"), "{body}");
    }
}
