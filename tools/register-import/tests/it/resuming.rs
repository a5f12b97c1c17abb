//! An import that is broken off goes on, wherever it was.

use memory_tables::{Call, DirectTables, Fate};
use proptest::prelude::*;
use register_import::import::{self, Destination, Job, Progress, ProgressError, Stop};
use register_import::meter::Meter;
use tokio::runtime::Runtime;

use crate::town::{Office, Row, TODAY, alone, csv, family};

/// Households in whatever order, some of them bad, one person twice.
fn rows(ordered: bool) -> Vec<Row> {
    let mut rows = family();
    rows.extend((1..60).map(|serial| match serial % 7 {
        3 => alone(serial).with("AGAMA", "99"),
        5 => alone(serial).with("NIK", alone(serial - 1).get("NIK")),
        _ => alone(serial),
    }));
    if !ordered {
        rows.reverse();
    }
    rows
}

/// The database fails from the commit of this number on.
fn failing_from(tables: &DirectTables, number: usize, fate: Fate) {
    let mut commits = 0;
    tables.decide_with(move |call| match call {
        Call::Commit(_) => {
            commits += 1;
            if commits > number { fate } else { Fate::Done }
        }
        Call::Read => Fate::Done,
    });
}

fn all_well(tables: &DirectTables) {
    tables.decide_with(|_| Fate::Done);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn an_import_broken_off_at_any_household_ends_like_one_that_was_not(
        ordered: bool,
        breaks in prop::collection::vec((0..40_usize, any::<bool>()), 1..4),
    ) {
        Runtime::new().unwrap().block_on(async {
            let file = csv(&rows(ordered), b',');
            let whole = Office::with(&file);
            let expected = whole.import().await;
            let office = Office::with(&file);
            for (number, answer_lost) in breaks {
                let fate = if answer_lost { Fate::AnswerLost } else { Fate::FailsBefore };
                failing_from(&office.tables, number, fate);
                match office.run(&office.job()).await {
                    Ok(_) => {
                        // All that was left had been written before.
                        std::fs::remove_file(office.job().rejected).unwrap();
                    }
                    // Nothing is written down yet but the extract's day.
                    Err(Stop::Import(_)) => {}
                    Err(Stop::Take(_)) => {
                        assert!(Progress::load(&office.file(), "--table register").unwrap().is_some());
                    }
                    Err(stop) => panic!("{stop}"),
                }
            }
            all_well(&office.tables);
            let figures = office.import().await;
            assert_eq!(figures.new + figures.known, expected.new);
            assert_eq!(figures.rows, expected.rows);
            assert_eq!(figures.reasons, expected.reasons);
            let out = |office: &Office| std::fs::read(office.job().rejected).unwrap();
            assert!(out(&office) == out(&whole));
            assert!(office.tables.items("register", "") == whole.tables.items("register", ""));
            assert_eq!(office.left_over(), ["extract.csv", "rejected.csv"]);
        });
    }
}

#[tokio::test]
async fn importing_again_changes_nothing() {
    let office = Office::of(&family());
    assert_eq!(office.import().await.new, 1);
    let before = office.tables.items("register", "");
    let again = office.import().await;
    assert_eq!((again.new, again.known), (0, 1));
    assert!(office.tables.items("register", "") == before);
}

#[tokio::test]
async fn an_import_goes_on_as_it_began_or_not_at_all() {
    let office = Office::of(&rows(true));
    failing_from(&office.tables, 5, Fate::FailsBefore);
    office.run(&office.job()).await.unwrap_err();
    all_well(&office.tables);

    let other = Destination {
        settings: "--table other".to_owned(),
        ..office.destination()
    };
    let other_table = import::import(&office.job(), &other, &mut Meter::start()).await;
    assert!(matches!(
        other_table,
        Err(Stop::Progress(ProgressError::OtherSettings(settings))) if settings == "--table register"
    ));

    // A day later people are still as old as when it began.
    let later = Job {
        today: jiff::civil::date(2027, 1, 1),
        ..office.job()
    };
    let began = Progress::load(&office.file(), "--table register")
        .unwrap()
        .unwrap();
    assert_eq!(began.today, TODAY);
    std::fs::write(office.file(), csv(&rows(false), b';')).unwrap();
    assert!(matches!(
        office.run(&later).await,
        Err(Stop::Progress(ProgressError::OtherInput))
    ));
}
