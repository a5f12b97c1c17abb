//! The function stops somewhere; the queue delivers the message again.

use memory_tables::Fate;
use tuntas_domain::case::{Command, EventKind};

use crate::support::{Office, WATI, at};

/// Two commits belong to a booking: the request and the order. Each of them fails before or after it took effect.
#[tokio::test]
async fn wherever_the_function_stops_the_next_delivery_goes_on_from_there() {
    let plans = [
        vec![Fate::FailsBefore],
        vec![Fate::AnswerLost],
        vec![Fate::Done, Fate::FailsBefore],
        vec![Fate::Done, Fate::AnswerLost],
        vec![
            Fate::FailsBefore,
            Fate::AnswerLost,
            Fate::FailsBefore,
            Fate::AnswerLost,
        ],
    ];
    for plan in plans {
        let office = Office::sealed().await;
        office.tables.next_commits(plan.clone());
        let mut deliveries = 1;
        while office.handle().await.is_err() {
            deliveries += 1;
            assert!(deliveries <= 5, "{plan:?} would end in the dead-letter queue");
        }
        assert!(deliveries > 1, "{plan:?} did not stop the function");
        office.has_one_rider().await;
    }
}

#[tokio::test]
async fn a_busy_journal_is_waited_for_without_another_delivery() {
    let office = Office::sealed().await;
    office
        .tables
        .next_commits([Fate::Contended, Fate::Done, Fate::Contended]);
    office.handle().await.unwrap();
    office.has_one_rider().await;
}

/// An officer asked for the rider before the message of the sealed envelope came.
#[tokio::test]
async fn an_attempt_asked_for_by_hand_is_served_too() {
    let office = Office::sealed().await;
    office.wish(Command::RequestCourier { role: WATI }).await;
    office.handle().await.unwrap();
    office.has_one_rider().await;
}

#[tokio::test]
async fn a_message_about_nothing_is_kept_for_people() {
    let office = Office::sealed().await;
    let mut message = office.message(EventKind::DocumentsPrinted).await;
    message.seq = 99;
    let failure = office.function().handle(message, at()).await.unwrap_err();
    assert_eq!(failure.to_string(), "the journal has no entry 99");
}
