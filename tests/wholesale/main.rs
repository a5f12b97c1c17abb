//! A file of five thousand rows with three hundred bad ones of thirty kinds, on the deployed stack, whose function is killed
//! three times in the middle: the result is exactly right, once, and the function's memory does not grow with the rows.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod kinds;
mod limits;
mod memory;

use std::time::{Duration, Instant};

use kinds::{ROWS, file};
use memory::{peak, processes};
use tuntas_tests::{ResultLine, Town};

#[tokio::test]
async fn five_thousand_rows_and_three_deaths() {
    let town = Town::open().await;
    town.wait_until_idle().await;
    // A small file first: what the function needs at all.
    let (small, _) = file(1, 200);
    town.drop_file("kecil.csv", &small).await;
    town.summary_of("kecil.csv").await;
    let before = peak();

    // A message of a killed function comes again after this time; it is five minutes otherwise.
    town.set_visibility("BatchQueueUrl", 40).await;
    let (large, wanted) = file(10_000, ROWS);
    let start = Instant::now();
    town.drop_file("besar.csv", &large).await;
    let mut most = 0;
    for share in [1, 2, 3] {
        while town.rows_done("besar.csv").await < share * ROWS / 5 {
            most = most.max(peak());
            tokio::time::sleep(Duration::from_millis(300)).await;
            assert!(
                start.elapsed() < Duration::from_mins(15),
                "the file does not get on"
            );
        }
        let ids: Vec<String> = processes().iter().map(|(id, _)| id.to_string()).collect();
        assert!(!ids.is_empty(), "nobody runs the function");
        println!("after {} rows: kill {ids:?}", town.rows_done("besar.csv").await);
        let killed = std::process::Command::new("kill")
            .arg("-9")
            .args(&ids)
            .status()
            .unwrap();
        assert!(killed.success());
    }
    while town.rows_done("besar.csv").await < ROWS {
        most = most.max(peak());
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(start.elapsed() < Duration::from_mins(20), "the file does not end");
    }
    let result = town.result_of("besar.csv").await;
    println!(
        "{ROWS} rows with three deaths: {:.1} s; most memory {most} KiB, {before} KiB with 200 rows",
        start.elapsed().as_secs_f64()
    );

    let told: Vec<_> = result
        .iter()
        .map(|line| {
            (
                line.row,
                line.outcome.clone(),
                line.code.clone(),
                line.column.clone(),
            )
        })
        .collect();
    for (told, wanted) in told.iter().zip(&wanted) {
        assert_eq!(told, wanted);
    }
    assert_eq!(told.len(), wanted.len());
    let summary = town.summary_of("besar.csv").await;
    assert_eq!(
        (summary["accepted"].as_u64(), summary["refused"].as_u64()),
        (Some(4700), Some(300))
    );
    exactly_once(&town, &result).await;
    // The rows went up twenty-fivefold.
    assert!(
        most < before + 24 * 1024,
        "{most} KiB, and {before} KiB with 200 rows"
    );
}

/// Every accepted row has a case of its own, and no row has left another one.
async fn exactly_once(town: &Town, result: &[ResultLine]) {
    let mut cases: Vec<&str> = result
        .iter()
        .filter(|line| line.outcome == "accepted")
        .map(|line| line.case.as_str())
        .collect();
    cases.sort_unstable();
    cases.dedup();
    assert_eq!(cases.len(), 4700);
    let journals = town.items("CasesTable", "EV#").await;
    let of_the_file: Vec<_> = journals
        .iter()
        .filter(|item| {
            item.text_if_present("actor")
                .is_some_and(|actor| actor == "client:batch/PA.Pas")
        })
        .filter_map(|item| item.text_if_present("case"))
        .filter(|case| cases.binary_search(case).is_ok())
        .collect();
    assert_eq!(of_the_file.len(), 4700, "one entry for each case");
}
