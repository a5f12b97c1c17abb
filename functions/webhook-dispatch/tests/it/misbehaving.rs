//! Receivers that are away, slow, hostile or wrong.

use std::time::{Duration, Instant};

use jiff::SignedDuration;
use tuntas_webhooks::{Change, Errand, Owner, Reach, Standing, Subscription, Why};

use crate::office::{Office, court};
use crate::receiver::{Behaviour, Receiver};

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

async fn outcome(office: &Office, id: uuid::Uuid) -> Vec<String> {
    let page = office.function.hooks.latest(id, None, 10).await.unwrap();
    let attempts = page.deliveries[0].attempts.iter().map(|attempt| attempt.outcome);
    attempts
        .map(|outcome| {
            format!(
                "{}{}",
                outcome.as_str(),
                outcome
                    .status()
                    .map_or(String::new(), |status| format!(" {status}"))
            )
        })
        .collect()
}

#[tokio::test]
async fn whatever_a_receiver_does_the_try_ends_in_time_and_is_told_again_under_its_name() {
    for (behaviour, expected) in [
        (Behaviour::Answers(500, ""), "answered 500"),
        (
            Behaviour::Answers(302, "location: http://127.0.0.1:1/\r\n"),
            "answered 302",
        ),
        (Behaviour::Answers(404, ""), "answered 404"),
        (Behaviour::Hangs, "timed_out"),
        (Behaviour::Drips, "timed_out"),
        (Behaviour::Closes, "unreachable"),
        (Behaviour::Floods(503), "answered 503"),
    ] {
        let (office, receiver) = (Office::open(), Receiver::open().await);
        let id = office.of_court(&receiver).await;
        receiver.will([behaviour]);
        let began = Instant::now();
        office.told(7).await;
        assert!(began.elapsed() < Duration::from_secs(20), "{expected}");
        assert_eq!(outcome(&office, id).await, [expected]);
        office.later(MINUTE).await;
        let names: Vec<String> = receiver
            .take()
            .iter()
            .map(|request| request.id().to_owned())
            .collect();
        assert_eq!(names.len(), 2, "{expected}");
        assert_eq!(names[0], names[1]);
        assert_eq!(outcome(&office, id).await, [expected, "answered 204"]);
    }
}

#[tokio::test]
async fn a_success_with_a_body_without_end_is_a_success() {
    let (office, receiver) = (Office::open(), Receiver::open().await);
    let id = office.of_court(&receiver).await;
    receiver.will([Behaviour::Floods(200)]);
    office.told(7).await;
    assert_eq!(outcome(&office, id).await, ["answered 200"]);
}

#[tokio::test]
async fn a_redirect_is_never_followed() {
    let (office, receiver, elsewhere) = (Office::open(), Receiver::open().await, Receiver::open().await);
    let id = office.of_court(&receiver).await;
    let there: &'static str = Box::leak(format!("location: {}\r\n", elsewhere.url("/")).into_boxed_str());
    receiver.will([Behaviour::Answers(307, there)]);
    office.told(7).await;
    assert_eq!(
        (outcome(&office, id).await, elsewhere.take().len()),
        (vec!["answered 307".to_owned()], 0)
    );
}

#[tokio::test]
async fn a_name_that_leads_to_this_machine_is_not_called_in_earnest() {
    let receiver = Receiver::open().await;
    // As if a name of the public internet led here a moment after it was subscribed.
    let port = receiver.url("").rsplit_once(':').unwrap().1.to_owned();
    for address in [format!("https://localhost:{port}/"), receiver.url("/")] {
        let office = Office::within(Reach::Public);
        let id = office.subscribe(Owner::Court(court()), 1, &address, None).await;
        office.told(7).await;
        assert_eq!(outcome(&office, id).await, ["address_refused"]);
    }
    assert_eq!(receiver.take().len(), 0);
}

#[tokio::test]
async fn a_receiver_that_says_gone_is_told_nothing_more_and_its_owner_hears_of_it() {
    let (office, gone, other) = (Office::open(), Receiver::open().await, Receiver::open().await);
    let id = office.of_court(&gone).await;
    office
        .subscribe(Owner::Court(court()), 2, &other.url("/"), None)
        .await;
    gone.will([Behaviour::Answers(410, "")]);
    office.told(7).await;
    office.told(8).await;
    office.later(SignedDuration::from_hours(24)).await;
    assert_eq!(gone.take().len(), 1);
    assert_eq!(office.why(id).await, Some(Why::Gone));
    let [(owner, notice)] = office.take_notices().try_into().unwrap();
    assert_eq!(
        (owner, notice.subscription, notice.why),
        (Owner::Court(court()), id, Why::Gone)
    );
    let told: Vec<bool> = other
        .take()
        .iter()
        .map(|request| request.body.contains("tuntas.webhook_disabled"))
        .collect();
    assert_eq!(told.iter().filter(|disabled| **disabled).count(), 1);
    assert_eq!(told.len(), 3);
}

#[tokio::test]
async fn who_comes_back_gets_everything_in_the_order_of_occurrence() {
    let (office, receiver) = (Office::open(), Receiver::open().await);
    office.of_court(&receiver).await;
    receiver.always(Some(Behaviour::Answers(503, "")));
    for number in 1..=5 {
        office.told(number).await;
    }
    // While it is away only the first one knocks.
    let knocked = receiver.take();
    assert_eq!(knocked.len(), 1);
    receiver.always(None);
    office.later(MINUTE).await;
    let names: Vec<String> = receiver
        .take()
        .iter()
        .map(|request| request.id().to_owned())
        .collect();
    let mut sorted = names.clone();
    sorted.sort();
    assert_eq!((names.len(), &names[0]), (5, &knocked[0].id().to_owned()));
    assert_eq!(names, sorted);
}

/// Its owner mended it and says so, long before the next try of the message that everything waits for.
#[tokio::test]
async fn who_says_that_a_receiver_is_back_gets_at_once_what_has_waited() {
    let (office, receiver) = (Office::open(), Receiver::open().await);
    let id = office.of_court(&receiver).await;
    receiver.always(Some(Behaviour::Answers(503, "")));
    office.told(1).await;
    for hours in [1, 3, 6] {
        office.later(SignedDuration::from_hours(hours)).await;
    }
    office.told(2).await;
    receiver.always(None);
    receiver.take();
    office.later(MINUTE).await;
    assert_eq!(receiver.take().len(), 0, "the next try is hours away");

    let now = office.now();
    let back = Change {
        active: Some(true),
        ..Change::default()
    };
    let hooks = &office.function.hooks;
    let owner = Owner::Court(court());
    hooks
        .change(&owner, id, |old: Subscription| old.changed(back.clone(), now))
        .await
        .unwrap();
    hooks.look_at(&owner, id, "changed", now, now).await.unwrap();
    office.later(MINUTE).await;
    assert_eq!(receiver.take().len(), 2);
}

#[tokio::test]
async fn a_message_that_is_refused_again_and_again_lets_the_others_pass() {
    let (office, receiver) = (Office::open(), Receiver::open().await);
    let id = office.of_court(&receiver).await;
    receiver.will([
        Behaviour::Answers(500, ""),
        Behaviour::Answers(500, ""),
        Behaviour::Answers(500, ""),
    ]);
    office.told(1).await;
    office.told(2).await;
    assert_eq!(receiver.take().len(), 1, "the second one waits for the first");
    office.later(MINUTE).await;
    office.later(SignedDuration::from_mins(6)).await;
    // The first one was refused for the third time, and the second one passes.
    assert_eq!(receiver.take().len(), 3);
    let page = office.function.hooks.latest(id, None, 10).await.unwrap();
    let standing: Vec<Standing> = page.deliveries.iter().map(|delivery| delivery.standing).collect();
    assert_eq!(standing, [Standing::Delivered, Standing::Pending]);
}

#[tokio::test]
async fn patience_that_is_asked_for_is_given() {
    let (office, receiver) = (Office::open(), Receiver::open().await);
    office.of_court(&receiver).await;
    receiver.will([Behaviour::Answers(429, "retry-after: 600\r\n")]);
    office.told(7).await;
    office.later(SignedDuration::from_mins(9)).await;
    assert_eq!(receiver.take().len(), 1);
    office.later(SignedDuration::from_mins(2)).await;
    assert_eq!(receiver.take().len(), 1);
}

#[tokio::test]
async fn one_that_hangs_keeps_nobody_else_waiting() {
    let (office, slow, quick) = (Office::open(), Receiver::open().await, Receiver::open().await);
    slow.always(Some(Behaviour::Hangs));
    office.of_court(&slow).await;
    office
        .subscribe(Owner::Court(court()), 2, &quick.url("/"), None)
        .await;
    let occurrence = office.decree(7).await;
    office.note(occurrence).await;
    let errands: Vec<Errand> = office
        .take_errands()
        .into_iter()
        .map(|(errand, _)| errand)
        .collect();
    let [for_slow, for_quick] = errands.try_into().unwrap();
    // The errands are two: while the first one waits, the second one is done.
    let function = office.function.clone();
    let waiting = tokio::spawn(async move { function.handle(for_slow).await });
    office.function.handle(for_quick).await.unwrap();
    assert!(!waiting.is_finished());
    assert_eq!(quick.take().len(), 1);
    waiting.await.unwrap().unwrap();
}

#[tokio::test]
async fn two_deliverers_of_one_subscription_do_not_overtake_each_other() {
    let (office, receiver) = (Office::open(), Receiver::open().await);
    office.of_court(&receiver).await;
    for number in 1..=6 {
        let occurrence = office.decree(number).await;
        office.note(occurrence).await;
    }
    let errands = office.take_errands();
    let calls = errands.into_iter().map(|(errand, _)| {
        let function = office.function.clone();
        tokio::spawn(async move { function.handle(errand).await })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap().unwrap();
    }
    let names: Vec<String> = receiver
        .take()
        .iter()
        .map(|request| request.id().to_owned())
        .collect();
    let mut sorted = names.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(names, sorted);
    assert_eq!(names.len(), 6);
}

#[tokio::test]
async fn a_receiver_that_fails_for_five_days_is_disabled_and_its_messages_wait() {
    let (office, receiver) = (Office::open(), Receiver::open().await);
    let id = office.of_court(&receiver).await;
    receiver.always(Some(Behaviour::Hangs));
    for number in 1..=3 {
        office.told(number).await;
    }
    let mut hours = 0;
    while office.why(id).await.is_none() {
        office.later(SignedDuration::from_hours(1)).await;
        hours += 1;
        assert!(hours < 24 * 12, "it is still active");
    }
    assert_eq!(office.why(id).await, Some(Why::Failing));
    assert!(hours >= 120, "disabled after {hours} hours");
    assert_eq!(office.take_notices().len(), 1);
    // Its owner mends it, and gets what was not given up.
    receiver.always(None);
    receiver.take();
    let again = Change {
        active: Some(true),
        ..Change::default()
    };
    let now = office.now();
    let change = |old: Subscription| old.changed(again.clone(), now);
    let owner = Owner::Court(court());
    office.function.hooks.change(&owner, id, change).await.unwrap();
    office
        .function
        .hooks
        .look_at(&owner, id, "changed", now, now)
        .await
        .unwrap();
    office.later(MINUTE).await;
    let came = receiver.take().len();
    let page = office.function.hooks.latest(id, None, 10).await.unwrap();
    let given_up = page
        .deliveries
        .iter()
        .filter(|one| one.standing == Standing::Failed)
        .count();
    assert_eq!(came + given_up, 3);
    assert!(
        came >= 1 && given_up >= 1,
        "{came} came, {given_up} were given up"
    );
}

#[tokio::test]
async fn after_a_subscription_is_removed_nothing_is_sent_to_it() {
    let (office, receiver) = (Office::open(), Receiver::open().await);
    let id = office.of_court(&receiver).await;
    receiver.will([Behaviour::Answers(503, "")]);
    office.told(1).await;
    receiver.take();
    assert!(
        office
            .function
            .hooks
            .remove(&Owner::Court(court()), id)
            .await
            .unwrap()
    );
    office.told(2).await;
    office.later(SignedDuration::from_hours(1)).await;
    assert_eq!(receiver.take().len(), 0);
    assert_eq!(office.function.look_around().await.unwrap(), 0);
}
