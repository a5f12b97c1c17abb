//! Where chains end.

use memory_tables::Fate;
use tuntas_domain::decree::Role;
use tuntas_domain::plan::Hold;
use tuntas_journal::{RunError, Tip};

use crate::office::{Office, case};

const NAMES: Hold = Hold::NameMismatch {
    role: Role::Petitioner,
};

#[tokio::test]
async fn the_tip_is_the_last_entry_whatever_happened() {
    let office = Office::open().await;
    office.accept(case(7), 0).await;
    office.hold(case(7), 1, NAMES).await;
    let story = office.let_go_on(case(7), 2).await;
    assert_eq!(
        office.journal.tip(case(7)).await.unwrap(),
        Some(Tip {
            subject: "CASE".to_owned(),
            case: case(7),
            seq: story.version(),
            hash: story.head().to_owned(),
        })
    );
    assert_eq!(office.journal.tip(case(8)).await.unwrap(), None);
}

#[tokio::test]
async fn all_cases_are_found_by_the_last_byte_of_their_ids() {
    let office = Office::open().await;
    for ending in [0x0000, 0x0001, 0x0101, 0x0201, 0x00ff] {
        office.accept(case(ending), 0).await;
    }
    let tips = office.journal.tips(1).await.unwrap();
    let cases: Vec<_> = tips.iter().map(|tip| tip.case).collect();
    assert_eq!(cases, [case(0x0001), case(0x0101), case(0x0201)]);

    let mut all = 0;
    for shard in 0..=255 {
        all += office.journal.tips(shard).await.unwrap().len();
    }
    assert_eq!(all, 5);
}

#[tokio::test]
async fn a_commit_that_fails_moves_no_tip() {
    let office = Office::open().await;
    office.accept(case(1), 0).await;
    let before = office.journal.tip(case(1)).await.unwrap();
    office.tables.next_commits([Fate::FailsBefore]);
    let hold = tuntas_domain::case::Command::Hold { hold: NAMES };
    assert!(matches!(
        office.try_wish(case(1), 1, hold).await,
        Err(RunError::Journal(_))
    ));
    assert_eq!(office.journal.tip(case(1)).await.unwrap(), before);
}

#[tokio::test]
async fn nothing_is_appended_where_the_end_of_a_chain_was_taken_away() {
    let office = Office::open().await;
    office.accept(case(1), 0).await;
    office.hold(case(1), 1, NAMES).await;
    office.take_away(case(1), 2).await;
    // What is left is a sound chain; only the tip knows better.
    assert_eq!(office.journal.load(case(1)).await.unwrap().version(), 1);
    let hold = tuntas_domain::case::Command::Hold {
        hold: Hold::ChildrenAlone,
    };
    assert!(matches!(
        office.try_wish(case(1), 2, hold).await,
        Err(RunError::Contended(_))
    ));
    assert_eq!(office.journal.tip(case(1)).await.unwrap().unwrap().seq, 2);
}
