//! Numbers of letters.

use memory_tables::Fate;
use tokio::task::JoinSet;

use crate::office::{Office, request, terms, window};

#[tokio::test]
async fn many_letters_at_once_are_numbered_without_a_gap() {
    let office = Office::open();
    let mut courts = JoinSet::new();
    for number in 0..12 {
        let office = office.clone();
        courts.spawn(async move {
            let id = request(number);
            while office.ask(id, terms(window(36, 4), 5)).await.is_err() {}
        });
    }
    while let Some(done) = courts.join_next().await {
        done.unwrap();
    }
    let (next, _) = office.numbers.next("PA.Pas", 2026).await.unwrap();
    assert_eq!(next.0, 13);
}

#[tokio::test]
async fn an_answer_that_was_lost_takes_no_second_number() {
    let office = Office::open();
    let mut first = true;
    office.tables.decide_with(move |call| match call {
        memory_tables::Call::Commit(_) if std::mem::take(&mut first) => Fate::AnswerLost,
        _ => Fate::Done,
    });
    assert!(office.ask(request(1), terms(window(36, 4), 5)).await.is_err());
    let again = office.ask(request(1), terms(window(36, 4), 5)).await.unwrap();
    assert_eq!(again.version(), 1);
    let (next, _) = office.numbers.next("PA.Pas", 2026).await.unwrap();
    assert_eq!(next.0, 2);
}

#[tokio::test]
async fn a_new_year_and_another_office_begin_with_one() {
    let office = Office::open();
    office.ask(request(1), terms(window(36, 4), 5)).await.unwrap();
    for (who, year) in [("PA.Pas", 2027), ("PA.Bgl", 2026)] {
        let (number, _) = office.numbers.next(who, year).await.unwrap();
        assert_eq!(number.0, 1, "{who} {year}");
    }
    let (following, _) = office.numbers.next("PA.Pas", 2026).await.unwrap();
    assert_eq!(following.0, 2);
}
