//! Several stories at once.

use memory_tables::{DirectTables, Fate};
use tuntas_domain::decree::Role;
use tuntas_domain::plan::Hold;
use tuntas_journal::{Damaged, Journal};
use tuntas_tables::Table;

use crate::office::{Office, case};

#[tokio::test]
async fn a_damaged_story_is_told_in_its_place_and_keeps_no_other_back() {
    let office = Office::open().await;
    // More than are loaded at once, and not in the order of their numbers.
    let wanted: Vec<_> = (1..=50).rev().map(case).collect();
    for id in &wanted {
        office.accept(*id, 1).await;
    }
    let role = Role::Petitioner;
    office.hold(case(7), 2, Hold::NameMismatch { role }).await;
    office.take_away(case(7), 1).await;

    let told = office.journal.load_several(wanted.iter().copied()).await.unwrap();
    let told: Vec<_> = told
        .into_iter()
        .map(|story| match story {
            Ok(story) => (story.id, Some(story.version())),
            Err(Damaged { case, .. }) => (case, None),
        })
        .collect();
    let expected: Vec<_> = wanted
        .into_iter()
        .map(|id| (id, (id != case(7)).then_some(1)))
        .collect();
    assert_eq!(told, expected);
}

#[tokio::test]
async fn a_database_that_does_not_answer_is_no_damage() {
    let tables = DirectTables::new();
    tables.decide_with(|_| Fate::FailsBefore);
    let journal = Journal::new(Table::new(tables.database(), "cases"));
    assert!(journal.load_several([case(1)]).await.is_err());
}
