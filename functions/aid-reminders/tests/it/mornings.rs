//! What an office hears of, and how often.

use aid_reminders::Failure;
use jiff::civil::date;
use memory_tables::{Call, Fate};

use crate::office::{Office, TODAY, referral};

#[tokio::test]
async fn what_was_not_done_by_its_day_is_told_once_on_the_next_morning() {
    let office = Office::open();
    office.refer(0, "dinsos", TODAY).await;
    assert_eq!(office.wake(TODAY).await.unwrap(), 0, "there is still the day");
    let tomorrow = date(2027, 1, 12);
    assert_eq!(office.wake(tomorrow).await.unwrap(), 1);
    assert_eq!(
        office.sent(),
        [("dinsos".to_owned(), referral(0), "assess".to_owned(), TODAY)]
    );
    assert_eq!(office.told(0).await, 1);
    for day in [tomorrow, date(2027, 1, 13), date(2027, 3, 1)] {
        assert_eq!(office.wake(day).await.unwrap(), 0);
    }
    assert_eq!((office.sent(), office.told(0).await), (vec![], 1));
    // It stays on the list until it is done; the next thing has a day of its own.
    office.assess(0).await;
    assert_eq!(office.wake(date(2027, 2, 1)).await.unwrap(), 0);
    assert_eq!(office.wake(date(2027, 2, 2)).await.unwrap(), 1);
    assert_eq!(
        office.sent(),
        [(
            "dinsos".to_owned(),
            referral(0),
            "decide".to_owned(),
            date(2027, 2, 1)
        )]
    );
}

#[tokio::test]
async fn each_office_hears_of_its_own_and_a_message_names_nobody() {
    let office = Office::open();
    office.refer(0, "dinsos", TODAY).await;
    office.refer(1, "dp3akb", date(2027, 1, 10)).await;
    assert_eq!(office.wake(date(2027, 1, 12)).await.unwrap(), 2);
    let sent = office.post.sent.lock().unwrap().clone();
    assert_eq!(sent.len(), 2, "one message for each office");
    for notice in &sent {
        let told = &notice.overdue[0];
        let message = serde_json::json!({
            "office": notice.office,
            "overdue": [{ "referral": told.referral, "desk": "assessment", "what": "assess", "on": told.on }],
        });
        assert_eq!(serde_json::to_value(notice).unwrap(), message);
    }
}

#[tokio::test]
async fn a_message_that_does_not_go_out_comes_with_the_next_call_and_holds_up_no_other_office() {
    let office = Office::open();
    office.refer(0, "dp3akb", TODAY).await;
    office.refer(1, "dinsos", TODAY).await;
    *office.post.failures.lock().unwrap() = 1;
    let day = date(2027, 1, 12);
    assert!(matches!(office.wake(day).await, Err(Failure::Untold(1))));
    assert_eq!(office.sent().len(), 1);
    assert_eq!(office.told(0).await + office.told(1).await, 1);
    assert_eq!(office.wake(day).await.unwrap(), 1);
    assert_eq!(office.sent().len(), 1);
    assert_eq!((office.told(0).await, office.told(1).await), (1, 1));
}

#[tokio::test]
async fn a_crash_after_the_message_tells_it_again_and_writes_it_down_once() {
    let office = Office::open();
    office.refer(0, "dinsos", TODAY).await;
    let day = date(2027, 1, 12);
    for fate in [Fate::FailsBefore, Fate::AnswerLost] {
        office.tables.decide_with(move |call| match call {
            Call::Commit(_) => fate,
            Call::Read => Fate::Done,
        });
        assert!(office.wake(day).await.is_err());
        assert_eq!(office.sent().len(), 1);
    }
    office.tables.decide_with(|_| Fate::Done);
    assert_eq!(
        office.wake(day).await.unwrap(),
        0,
        "the answer was lost, not the event"
    );
    assert_eq!((office.sent().len(), office.told(0).await), (0, 1));
}

#[tokio::test]
async fn what_is_done_while_the_message_goes_out_is_not_written_down_as_overdue() {
    let office = Office::open();
    office.refer(0, "dinsos", TODAY).await;
    office.assessed_meanwhile(0);
    assert_eq!(office.wake(date(2027, 1, 12)).await.unwrap(), 0);
    assert_eq!(office.told(0).await, 0);
}

#[tokio::test]
async fn who_is_waited_for_is_not_late_before_the_wait_is_over() {
    let office = Office::open();
    office.refer(0, "dinsos", TODAY).await;
    office.pause(0, date(2027, 1, 20)).await;
    assert_eq!(office.wake(date(2027, 1, 20)).await.unwrap(), 0);
    assert_eq!(office.wake(date(2027, 1, 21)).await.unwrap(), 1);
    assert_eq!(
        office.sent(),
        [(
            "dinsos".to_owned(),
            referral(0),
            "await".to_owned(),
            date(2027, 1, 20)
        )]
    );
}

/// The first session was never written down. What comes behind it has its day, too.
#[tokio::test]
async fn what_was_forgotten_hides_nothing_that_is_due_later() {
    let office = Office::open();
    office.refer(0, "dinsos", TODAY).await;
    let days = [date(2027, 1, 18), date(2027, 1, 25)];
    office.accompany(0, &days).await;
    assert_eq!(office.wake(date(2027, 1, 19)).await.unwrap(), 1);
    let session = |on| ("dinsos".to_owned(), referral(0), "session".to_owned(), on);
    assert_eq!(office.sent(), [session(days[0])]);
    assert_eq!(office.wake(days[1]).await.unwrap(), 0);
    assert_eq!(office.wake(date(2027, 1, 26)).await.unwrap(), 1);
    assert_eq!(office.sent(), [session(days[1])]);
    assert_eq!(office.wake(date(2027, 1, 27)).await.unwrap(), 0);
    assert_eq!((office.sent(), office.told(0).await), (vec![], 2));
}

#[tokio::test]
async fn both_are_told_where_nobody_was_called_in_between() {
    let office = Office::open();
    office.refer(0, "dinsos", TODAY).await;
    office.accompany(0, &[date(2027, 1, 18), date(2027, 1, 25)]).await;
    assert_eq!(office.wake(date(2027, 2, 1)).await.unwrap(), 2);
    assert_eq!((office.sent().len(), office.told(0).await), (2, 2));
}

/// A list is read page by page, and a message holds a hundred things.
#[tokio::test]
async fn however_many_there_are_each_is_told_once() {
    let office = Office::open();
    for number in 0..230 {
        let on = if number % 2 == 0 { TODAY } else { date(2027, 1, 8) };
        office.refer(number, "dinsos", on).await;
    }
    office.refer(230, "dinsos", date(2027, 1, 12)).await;
    assert_eq!(office.wake(date(2027, 1, 12)).await.unwrap(), 230);
    let sizes: Vec<usize> = office
        .post
        .sent
        .lock()
        .unwrap()
        .iter()
        .map(|notice| notice.overdue.len())
        .collect();
    assert_eq!(sizes, [100, 100, 30]);
    let mut named: Vec<_> = office.sent().into_iter().map(|(_, id, ..)| id).collect();
    named.sort_unstable();
    named.dedup();
    assert_eq!(named.len(), 230);
    assert_eq!(office.wake(date(2027, 1, 12)).await.unwrap(), 0);
}
