//! The queue, the calendars and what falls due.

use jiff::{SignedDuration, Timestamp};
use tuntas_domain::identity::{CaseId, OfficerCode};
use tuntas_journal::Journal;
use tuntas_securing::List;
use tuntas_security::{
    CancelGround, Command, Due, Letter, LetterKind, LetterNumber, Reminder, Terms, Urgency,
};

use crate::office::{DAY, Office, now, request, terms, unit, window};

async fn queue(office: &Office, list: List) -> Vec<CaseId> {
    office.lists.queue(list, None, 25).await.unwrap().requests
}

fn cancel() -> Command {
    Command::Cancel {
        ground: CancelGround::Settled,
        letter: Letter {
            kind: LetterKind::Request,
            number: LetterNumber(99),
            issued_on: DAY,
        },
        evidence: "c".repeat(64),
    }
}

#[tokio::test]
async fn the_most_urgent_stands_first_then_the_soonest() {
    let office = Office::open();
    let of = |urgency, quarter| Terms {
        urgency,
        ..terms(window(quarter, 4), 5)
    };
    office.ask(request(1), of(Urgency::Ordinary, 30)).await.unwrap();
    office.ask(request(2), of(Urgency::Immediate, 60)).await.unwrap();
    office.ask(request(3), of(Urgency::Ordinary, 28)).await.unwrap();
    assert_eq!(
        queue(&office, List::Waiting).await,
        [request(2), request(3), request(1)]
    );
    let page = office.lists.queue(List::Waiting, None, 2).await.unwrap();
    let rest = office
        .lists
        .queue(List::Waiting, page.next.as_deref(), 2)
        .await
        .unwrap();
    assert_eq!((rest.requests, rest.next), (vec![request(1)], None));
}

#[tokio::test]
async fn a_request_is_on_the_list_it_belongs_to() {
    let office = Office::open();
    office.ask(request(1), terms(window(36, 4), 5)).await.unwrap();
    office.accept(request(1), &unit(1), 5, "accept").await.unwrap();
    assert_eq!(queue(&office, List::Waiting).await, []);
    assert_eq!(queue(&office, List::Accepted).await, [request(1)]);
    office.wish(request(1), now(), cancel()).await;
    assert_eq!(queue(&office, List::Accepted).await, []);
    let kept = office.lists.police_calendar(DAY, 10).await.unwrap();
    assert_eq!(
        kept.len(),
        1,
        "who has it in a calendar is told that it is cancelled"
    );
    let court = office.lists.court_calendar("PA.Pas", DAY, 10).await.unwrap();
    assert_eq!(court, kept);
}

#[tokio::test]
async fn what_is_due_is_told_and_taken_off_once() {
    let office = Office::open();
    office.ask(request(1), terms(window(36, 4), 5)).await.unwrap();
    let due = async |at: Timestamp| office.lists.due(at).await.unwrap();
    let (soon, overdue) = (now(), now() + SignedDuration::from_hours(48));
    assert_eq!(due(soon).await, []);
    let rows = due(overdue).await;
    assert_eq!((rows.len(), rows[0].due), (1, Due::Answer));
    // It is told first, and stays on the list until it has gone out.
    office
        .wish(request(1), overdue, Command::Escalate { at: overdue })
        .await;
    assert_eq!(due(overdue).await, rows);
    office
        .lists
        .commit(vec![office.lists.told(&rows[0])])
        .await
        .unwrap();
    assert_eq!(due(overdue).await, []);
}

#[tokio::test]
async fn what_is_cancelled_is_not_reminded_of_and_what_is_accepted_late_only_of_what_is_to_come() {
    let office = Office::open();
    let begins = window(36, 4).starts();
    office.ask(request(1), terms(window(36, 4), 5)).await.unwrap();
    office.accept(request(1), &unit(1), 5, "accept").await.unwrap();
    let rows = office
        .lists
        .due(begins - SignedDuration::from_hours(24))
        .await
        .unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].due, Due::Reminder(Reminder::DayBefore));
    let two_hours_before = begins - SignedDuration::from_hours(2);
    let mark = office.lists.told_until(two_hours_before);
    office.lists.commit(vec![mark]).await.unwrap();
    let rows = office.lists.due(begins).await.unwrap();
    assert_eq!(rows.len(), 1, "the mark hides nothing of its own hour");
    office.wish(request(1), now(), cancel()).await;
    assert_eq!(office.lists.due(begins).await.unwrap(), []);
}

#[tokio::test]
async fn a_look_between_the_hour_and_its_message_takes_no_reminder_away() {
    let office = Office::open();
    office.ask(request(1), terms(window(36, 4), 5)).await.unwrap();
    office.accept(request(1), &unit(1), 5, "accept").await.unwrap();
    let a_day_before = window(36, 4).starts() - SignedDuration::from_hours(24);
    let moments_later = a_day_before + SignedDuration::from_mins(3);
    let look = Command::View {
        officer: OfficerCode::parse("polisi-01").unwrap(),
    };
    office.wish(request(1), moments_later, look).await;
    let rows = office.lists.due(moments_later).await.unwrap();
    let told: Vec<Due> = rows.iter().map(|row| row.due).collect();
    assert_eq!(told, [Due::Reminder(Reminder::DayBefore)]);
}

#[tokio::test]
async fn a_journal_of_cases_does_not_take_a_request_for_a_case() {
    let office = Office::open();
    office.ask(request(1), terms(window(36, 4), 5)).await.unwrap();
    let cases: Journal = office.journal.also();
    assert_eq!(cases.load(request(1)).await.unwrap().version(), 0);
    assert_eq!(cases.tips(1).await.unwrap(), []);
    assert_eq!(
        cases.tips_of_all(1).await.unwrap(),
        office.journal.tips(1).await.unwrap()
    );
    assert_eq!(office.journal.tips(1).await.unwrap()[0].subject, "SEC");
}
