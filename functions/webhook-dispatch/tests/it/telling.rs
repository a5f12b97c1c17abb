//! What a well-behaved receiver gets.

use jiff::SignedDuration;
use reqwest::header::{HeaderMap, HeaderName};
use serde_json::Value;
use tuntas_webhooks::{Errand, Kind, Owner, Subscription};

use crate::office::{Office, court};
use crate::receiver::{Receiver, Request};

fn headers(request: &Request) -> HeaderMap {
    let named =
        |(name, value): &(String, String)| (name.parse::<HeaderName>().unwrap(), value.parse().unwrap());
    request.headers.iter().map(named).collect()
}

#[tokio::test]
async fn a_court_hears_of_its_case_in_a_message_that_the_public_library_verifies() {
    let (office, receiver) = (Office::open(), Receiver::open().await);
    let id = office.of_court(&receiver).await;
    office.told(7).await;
    let [request] = receiver.take().try_into().unwrap();
    let library = standardwebhooks::Webhook::new(&office.keys(id, 1).secret()).unwrap();
    library
        .verify(request.body.as_bytes(), &headers(&request))
        .unwrap();
    let mut forged = request.clone();
    forged.body = request.body.replace("decree_accepted", "reversed");
    assert!(library.verify(forged.body.as_bytes(), &headers(&forged)).is_err());
    let body: Value = serde_json::from_str(&request.body).unwrap();
    assert_eq!(body["type"], "case.decree_accepted");
    assert_eq!(body["data"]["court"], "PA.Pas");
    assert_eq!(
        (request.path.as_str(), request.header("content-type")),
        ("/hook", "application/json")
    );
}

#[tokio::test]
async fn while_a_secret_is_changed_both_verify_and_a_day_later_the_new_one_alone() {
    let (office, receiver) = (Office::open(), Receiver::open().await);
    let id = office.of_court(&receiver).await;
    let now = office.now();
    let rotate = |old: Subscription| old.rotated(now);
    office
        .function
        .hooks
        .change(&Owner::Court(court()), id, rotate)
        .await
        .unwrap();
    let verifies = |request: &Request, generation| {
        let library = standardwebhooks::Webhook::new(&office.keys(id, generation).secret()).unwrap();
        let at = request.header("webhook-timestamp").parse().unwrap();
        let expected = library.sign(request.id(), at, request.body.as_bytes()).unwrap();
        request
            .header("webhook-signature")
            .split(' ')
            .any(|given| given == expected)
    };
    office.told(7).await;
    let [both] = receiver.take().try_into().unwrap();
    assert!(verifies(&both, 1) && verifies(&both, 2));
    office.wait(SignedDuration::from_hours(24));
    office.told(8).await;
    let [new] = receiver.take().try_into().unwrap();
    assert!(!verifies(&new, 1) && verifies(&new, 2));
}

#[tokio::test]
async fn an_event_that_is_told_again_is_noted_once_for_each_subscription() {
    let (office, receiver) = (Office::open(), Receiver::open().await);
    office.of_court(&receiver).await;
    let occurrence = office.decree(7).await;
    for _ in 0..3 {
        office.note(occurrence).await;
        office.work().await;
    }
    assert_eq!(receiver.take().len(), 1);
}

#[tokio::test]
async fn nobody_hears_what_is_not_theirs_or_not_wanted() {
    let (office, receiver) = (Office::open(), Receiver::open().await);
    let other = Owner::Court(tuntas_domain::identity::CourtCode::parse("PA.Bgl").unwrap());
    office
        .subscribe(other, 1, &receiver.url("/other-court"), None)
        .await;
    office
        .subscribe(Owner::Police, 2, &receiver.url("/police"), None)
        .await;
    let held = Some(vec![Kind::Held]);
    office
        .subscribe(Owner::Court(court()), 3, &receiver.url("/held-only"), held)
        .await;
    office
        .subscribe(Owner::Registry, 4, &receiver.url("/registry"), None)
        .await;
    office.told(7).await;
    let paths: Vec<String> = receiver.take().into_iter().map(|request| request.path).collect();
    assert_eq!(paths, ["/registry"]);
}

#[tokio::test]
async fn what_happened_before_a_subscription_was_made_is_not_told_it() {
    let (office, receiver) = (Office::open(), Receiver::open().await);
    let occurrence = office.decree(7).await;
    office.wait(SignedDuration::from_secs(1));
    office.of_court(&receiver).await;
    office.note(occurrence).await;
    office.work().await;
    assert_eq!(receiver.take().len(), 0);
}

#[tokio::test]
async fn what_the_queue_loses_the_schedule_finds() {
    let (office, receiver) = (Office::open(), Receiver::open().await);
    office.of_court(&receiver).await;
    *office.outside.closed.lock().unwrap() = true;
    let occurrence = office.decree(7).await;
    office.note(occurrence).await;
    *office.outside.closed.lock().unwrap() = false;
    office.later(SignedDuration::from_mins(1)).await;
    assert_eq!(receiver.take().len(), 1);
    // And then nothing is due any more.
    assert_eq!(office.function.look_around().await.unwrap(), 0);
}

#[tokio::test]
async fn an_entry_that_is_not_there_is_no_silence() {
    let office = Office::open();
    let id = tuntas_domain::identity::CaseId(uuid::Uuid::from_u128(9));
    let occurrence = tuntas_webhooks::Occurrence::Case { id, seq: 1 };
    assert!(office.function.handle(Errand::Note { occurrence }).await.is_err());
}
