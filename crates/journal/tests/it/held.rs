//! The lists of held cases.

use tuntas_domain::decree::Role;
use tuntas_domain::identity::KecamatanCode;
use tuntas_domain::plan::Hold;
use tuntas_journal::HeldCase;

use crate::office::{Office, case, minute};

const NAMES: Hold = Hold::NameMismatch {
    role: Role::Petitioner,
};

fn no_number() -> Hold {
    Hold::NumberPoolEmpty {
        kecamatan: KecamatanCode::parse("35.75.01").unwrap(),
    }
}

impl Office {
    async fn held(&self, reason: Option<&str>) -> Vec<HeldCase> {
        self.journal.held_cases(reason, None, 25).await.unwrap().cases
    }
}

fn held(ending: u128, reason: &str, since: i64) -> HeldCase {
    HeldCase {
        case: case(ending),
        reason: reason.to_owned(),
        since: minute(since),
    }
}

#[tokio::test]
async fn held_cases_stand_in_line_by_how_long_they_wait() {
    let office = Office::open().await;
    for (ending, since) in [(3, 10), (1, 20), (2, 30)] {
        office.accept(case(ending), 0).await;
        office.hold(case(ending), since, NAMES).await;
    }
    office.accept(case(4), 0).await;
    let line = office.held(None).await;
    assert_eq!(
        line,
        [
            held(3, "name_mismatch", 10),
            held(1, "name_mismatch", 20),
            held(2, "name_mismatch", 30),
        ]
    );

    let first = office.journal.held_cases(None, None, 2).await.unwrap();
    assert_eq!(first.cases, line[..2]);
    let rest = office
        .journal
        .held_cases(None, first.next.as_deref(), 2)
        .await
        .unwrap();
    assert_eq!((rest.cases.as_slice(), rest.next), (&line[2..], None));
}

#[tokio::test]
async fn each_reason_has_its_own_line() {
    let office = Office::open().await;
    for (ending, hold) in [(1, NAMES), (2, no_number())] {
        office.accept(case(ending), 0).await;
        office.hold(case(ending), 5, hold).await;
    }
    assert_eq!(
        office.held(Some("name_mismatch")).await,
        [held(1, "name_mismatch", 5)]
    );
    assert_eq!(
        office.held(Some("number_pool_empty")).await,
        [held(2, "number_pool_empty", 5)]
    );
    assert_eq!(office.held(Some("children_alone")).await, []);
}

#[tokio::test]
async fn a_case_that_is_held_let_go_and_held_again_stands_at_the_end_of_the_line() {
    let office = Office::open().await;
    for ending in [1, 2] {
        office.accept(case(ending), 0).await;
    }
    office.hold(case(1), 10, no_number()).await;
    office.hold(case(2), 20, no_number()).await;

    office.let_go_on(case(1), 30).await;
    assert_eq!(office.held(None).await, [held(2, "number_pool_empty", 20)]);
    assert_eq!(
        office.held(Some("number_pool_empty")).await,
        [held(2, "number_pool_empty", 20)]
    );

    office.hold(case(1), 40, no_number()).await;
    let line = [held(2, "number_pool_empty", 20), held(1, "number_pool_empty", 40)];
    assert_eq!(office.held(None).await, line);
    assert_eq!(office.held(Some("number_pool_empty")).await, line);
}

#[tokio::test]
async fn a_case_with_another_reason_changes_lines_and_keeps_no_old_place() {
    let office = Office::open().await;
    office.accept(case(1), 0).await;
    office.hold(case(1), 10, no_number()).await;
    office.hold(case(1), 20, NAMES).await;
    assert_eq!(office.held(None).await, [held(1, "name_mismatch", 20)]);
    assert_eq!(
        office.held(Some("name_mismatch")).await,
        [held(1, "name_mismatch", 20)]
    );
    assert_eq!(office.held(Some("number_pool_empty")).await, []);
}

#[tokio::test]
async fn more_news_about_the_same_reason_costs_no_place_in_the_line() {
    let office = Office::open().await;
    office.accept(case(1), 0).await;
    office.hold(case(1), 10, NAMES).await;
    let other = Hold::NameMismatch {
        role: Role::Respondent,
    };
    office.hold(case(1), 20, other).await;
    assert_eq!(office.held(None).await, [held(1, "name_mismatch", 10)]);
}
