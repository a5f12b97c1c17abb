//! The queue, the calendars and what falls due.

use jiff::civil::{date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tuntas_domain::identity::{CaseId, LetterNumber, OfficerCode};
use tuntas_journal::Journal;
use tuntas_securing::List;
use tuntas_security::{
    CancelGround, Command, DeclineReason, Due, HoldReason, Letter, LetterKind, Outcome, Reminder, Strength,
    Terms, Urgency, Window,
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

fn at(hours: i64, minutes: i64) -> Timestamp {
    window(36, 4).starts() + SignedDuration::from_mins(60 * hours + minutes)
}

async fn due(office: &Office, at: Timestamp) -> Vec<Due> {
    let rows = office.lists.due(at).await.unwrap();
    rows.iter().map(|row| row.due).collect()
}

fn another_day(day: i8) -> Terms {
    let zone = TimeZone::get("Asia/Jakarta").unwrap();
    let window = Window::new(date(2026, 12, day), time(9, 0, 0, 0), time(10, 0, 0, 0), &zone).unwrap();
    terms(window, 5)
}

#[tokio::test]
async fn within_an_urgency_the_day_decides_before_the_hour() {
    let office = Office::open();
    office.ask(request(1), another_day(3)).await.unwrap();
    office.ask(request(2), another_day(2)).await.unwrap();
    office.ask(request(3), terms(window(72, 4), 5)).await.unwrap();
    office.ask(request(4), terms(window(29, 4), 5)).await.unwrap();
    assert_eq!(
        queue(&office, List::Waiting).await,
        [request(4), request(3), request(2), request(1)]
    );
}

#[tokio::test]
async fn what_waits_for_the_court_stays_in_the_queue_and_what_has_ended_leaves_it() {
    let office = Office::open();
    let officer = || OfficerCode::parse("polisi-01").unwrap();
    let letter = |kind| Letter {
        kind,
        number: LetterNumber(9),
        issued_on: DAY,
    };
    for number in 1..5 {
        office
            .ask(request(number), terms(window(36, 4), 5))
            .await
            .unwrap();
    }
    let question = Command::Question {
        reason: HoldReason::PlaceUnclear,
        officer: officer(),
    };
    office.wish(request(1), now(), question).await;
    let propose = Command::Propose {
        window: window(60, 4),
        officer: officer(),
        letter: letter(LetterKind::Reply),
        at: now(),
    };
    office.wish(request(2), now(), propose).await;
    let decline = Command::Decline {
        reason: DeclineReason::NoStrength,
        officer: officer(),
        letter: letter(LetterKind::Reply),
    };
    office.wish(request(3), now(), decline).await;
    office.accept(request(4), &unit(1), 5, "accept").await.unwrap();
    assert_eq!(queue(&office, List::Waiting).await, [request(1), request(2)]);
    assert_eq!(queue(&office, List::Accepted).await, [request(4)]);
    let report = Command::Report {
        outcome: Outcome::Postponed,
        minutes: None,
        officer: officer(),
        letter: letter(LetterKind::Report),
        at: at(1, 0),
    };
    office.wish(request(4), at(1, 0), report).await;
    assert_eq!(queue(&office, List::Accepted).await, []);
    assert_eq!(queue(&office, List::Waiting).await, [request(1), request(2)]);
}

#[tokio::test]
async fn a_calendar_begins_with_the_day_that_is_asked_for() {
    let office = Office::open();
    for (number, day) in [(1, 1), (2, 2), (3, 3)] {
        office.ask(request(number), another_day(day)).await.unwrap();
    }
    let from = |day: i8| {
        let office = office.clone();
        async move {
            let police = office
                .lists
                .police_calendar(date(2026, 12, day), 10)
                .await
                .unwrap();
            let court = office
                .lists
                .court_calendar("PA.Pas", date(2026, 12, day), 10)
                .await
                .unwrap();
            assert_eq!(police, court);
            police.iter().map(|row| row.request).collect::<Vec<_>>()
        }
    };
    assert_eq!(from(1).await, [request(1), request(2), request(3)]);
    assert_eq!(from(3).await, [request(3)]);
    let other = office
        .lists
        .court_calendar("PA.Bgl", date(2026, 12, 1), 10)
        .await
        .unwrap();
    assert_eq!(other, [], "another court's calendar is its own");
}

#[tokio::test]
async fn a_reminder_that_was_told_stays_on_the_list_until_it_has_gone_out() {
    let office = Office::open();
    office.ask(request(1), terms(window(36, 4), 5)).await.unwrap();
    office.accept(request(1), &unit(1), 5, "accept").await.unwrap();
    let day_before = Due::Reminder(Reminder::DayBefore);
    let remind = Command::Remind {
        reminder: Reminder::DayBefore,
        at: at(-24, 0),
    };
    office.wish(request(1), at(-24, 0), remind).await;
    assert_eq!(due(&office, at(-24, 0)).await, [day_before]);
}

#[tokio::test]
async fn nothing_is_told_before_its_minute_nor_made_up_for_when_it_was_not_known_in_time() {
    let office = Office::open();
    office.ask(request(1), terms(window(37, 4), 5)).await.unwrap();
    office.accept(request(1), &unit(1), 5, "accept").await.unwrap();
    // It begins at a quarter past nine: at nine sharp of the day before nothing is due, though the hour is the same.
    assert_eq!(due(&office, at(-24, 0)).await, []);
    assert_eq!(due(&office, at(-24, 15)).await.len(), 1);

    // Another one, accepted when its day before has passed, and at the very moment of its two hours.
    office.ask(request(2), terms(window(60, 4), 5)).await.unwrap();
    let accept = Command::Accept {
        unit: unit(2).code,
        strength: Strength::new(5).unwrap(),
        officer: OfficerCode::parse("polisi-01").unwrap(),
        letter: Letter {
            kind: LetterKind::Reply,
            number: LetterNumber(9),
            issued_on: DAY,
        },
        at: at(4, 0),
    };
    office.wish(request(2), at(4, 0), accept).await;
    let rows = office.lists.due(at(9, 0)).await.unwrap();
    assert!(rows.iter().all(|row| row.request == request(1)), "{rows:?}");
}

#[tokio::test]
async fn what_is_due_is_told_by_the_moment_and_nothing_of_the_last_day_is_missed() {
    let office = Office::open();
    // The one that begins later stands under the lower id.
    office.ask(request(1), terms(window(38, 4), 5)).await.unwrap();
    office.ask(request(2), terms(window(36, 4), 5)).await.unwrap();
    office.accept(request(1), &unit(1), 5, "accept").await.unwrap();
    office.accept(request(2), &unit(2), 5, "accept").await.unwrap();
    let rows = office.lists.due(at(-23, 0)).await.unwrap();
    let told: Vec<CaseId> = rows.iter().map(|row| row.request).collect();
    assert_eq!(told, [request(2), request(1)]);
    // Nobody has looked for twenty-three hours, and never before.
    assert_eq!(due(&office, at(-1, 0)).await.len(), 4);

    // An entry of the hour before the mark, stored a moment after it, is found all the same; an older one is not looked for.
    let mark = office.lists.told_until(at(-23, 10));
    office.lists.commit(vec![mark]).await.unwrap();
    assert_eq!(due(&office, at(-23, 10)).await.len(), 2);
    let mark = office.lists.told_until(at(-21, 0));
    office.lists.commit(vec![mark]).await.unwrap();
    assert_eq!(due(&office, at(-21, 0)).await, []);
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
