//! A step of a case that somebody has loaded already.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use memory_tables::{Call, DirectTables, Fate};
use tuntas_domain::case::{Command, EventKind, View};
use tuntas_domain::decree::DivorceKind;
use tuntas_domain::identity::CourtCode;
use tuntas_journal::Journal;
use tuntas_tables::Table;

use crate::office::{Wish, case, minute, officer};

fn look(id: &str) -> Wish {
    Wish {
        id: id.to_owned(),
        command: Command::View {
            officer: officer(),
            what: View::Facts,
        },
    }
}

#[tokio::test]
async fn a_case_that_is_loaded_is_loaded_anew_only_if_somebody_was_faster() {
    let tables = DirectTables::new();
    let journal = Journal::new(Table::new(tables.database(), "cases"));
    let accept = Wish {
        id: "accept".to_owned(),
        command: Command::Accept {
            court: CourtCode::parse("PA.Pas").unwrap(),
            kind: DivorceKind::Gugat,
            evidence: "e".repeat(64),
            missing: vec![],
            duty: None,
        },
    };
    journal.run(case(1), minute(0), &accept).await.unwrap();
    let first = journal.load(case(1)).await.unwrap();
    let second = journal.load(case(1)).await.unwrap();

    let reads = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&reads);
    tables.decide_with(move |call| {
        counted.fetch_add(usize::from(matches!(call, Call::Read)), Ordering::SeqCst);
        Fate::Done
    });
    journal.run_from(first, minute(1), &look("first")).await.unwrap();
    assert_eq!(reads.load(Ordering::SeqCst), 0);
    let ran = journal
        .run_from(second, minute(2), &look("second"))
        .await
        .unwrap();
    assert_eq!(reads.load(Ordering::SeqCst), 1);
    assert_eq!(ran.story.count(EventKind::Viewed), 2);
    assert_eq!(ran.events.len(), 1);
}
