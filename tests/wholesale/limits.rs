//! Files as large as they may be. They take too long to be a part of every run:
//!
//! ```sh
//! cargo xtask demo --keep
//! export TUNTAS_LOCAL_CLOUD="$PWD/.local/demo/cloud.json"
//! cargo test --workspace --features tuntas-tests/deployed --test wholesale -- --ignored --nocapture --test-threads 1
//! cargo xtask down
//! ```
//!
//! Each prints rows per second and the most memory of the function, and fails unless the result is exactly right. Most of the
//! time is that of the emulator, for which a row that is taken is ten calls and one that is refused is none; so of the
//! fifty thousand rows one in ten is taken.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use tuntas_tests::{ResultLine, Town};

use crate::kinds::{Told, file, file_with};
use crate::memory::peak;

/// As many rows as a file may have.
const MOST_ROWS: u32 = 50_000;
/// As many bytes as a file may have, but for a few rows.
const NEARLY_MOST_BYTES: usize = 99_000_000;
/// Half of the memory that the function has, in KiB.
const MEMORY: u64 = 256 * 1024;
const PATIENCE: Duration = Duration::from_hours(2);

#[tokio::test]
#[ignore = "a quarter of an hour"]
async fn as_many_rows_as_there_may_be() {
    // One row of ten is good, the others are bad in thirty ways.
    let (csv, told) = file_with(45_000, MOST_ROWS, |place| (place % 10 != 0).then_some(place));
    println!("{}", measured("limit-rows.csv", &csv, &told).await);
}

#[tokio::test]
#[ignore = "minutes, and a hundred megabytes"]
async fn as_many_bytes_as_there_may_be() {
    let (rows, first) = (1600, 15_000);
    let (csv, told) = file(first, rows);
    let csv = String::from_utf8(csv).unwrap();
    // A column nobody asks for, as wide as it takes.
    let wide = NEARLY_MOST_BYTES / rows as usize - csv.len() / rows as usize;
    let text = "contoh ".repeat(wide / 7);
    let mut large = String::with_capacity(NEARLY_MOST_BYTES + NEARLY_MOST_BYTES / 100);
    for (place, line) in csv.lines().enumerate() {
        let more = if place == 0 { "keterangan" } else { text.as_str() };
        for part in [line, ";", more, "\r\n"] {
            large.push_str(part);
        }
    }
    let nearly = NEARLY_MOST_BYTES - 100_000..100_000_000;
    assert!(nearly.contains(&large.len()), "{}", large.len());
    println!("{}", measured("limit-bytes.csv", large.as_bytes(), &told).await);
}

/// Drops a file, waits for its end, and compares its result line by line; what it took.
async fn measured(name: &str, content: &[u8], wanted: &[Told]) -> String {
    let town = Town::open().await;
    let rows = wanted.len();
    let start = Instant::now();
    town.drop_file(name, content).await;
    let mut most = 0;
    loop {
        let done = town.rows_done(name).await;
        most = most.max(peak());
        if done as usize == rows {
            break;
        }
        assert!(start.elapsed() < PATIENCE, "{done} of {rows} rows are done");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    let result = town.result_of(name).await;
    let seconds = start.elapsed().as_secs_f64();
    most = most.max(peak());
    let told: Vec<Told> = result.iter().map(told_of).collect();
    for (told, wanted) in told.iter().zip(wanted) {
        assert_eq!(told, wanted);
    }
    assert_eq!(told.len(), rows);
    let refused = wanted
        .iter()
        .filter(|(_, outcome, ..)| outcome == "refused")
        .count();
    let cases: BTreeSet<&str> = result
        .iter()
        .filter(|line| line.outcome == "accepted")
        .map(|line| line.case.as_str())
        .collect();
    assert_eq!(cases.len(), rows - refused, "a case for each accepted row");
    let summary = town.summary_of(name).await;
    assert_eq!(summary["accepted"], rows - refused, "{summary}");
    assert_eq!(summary["refused"], refused, "{summary}");
    assert!(0 < refused && refused < rows);
    assert!(most < MEMORY, "{most} KiB");
    format!(
        "{name}: {} bytes, {rows} rows in {seconds:.1} s, {:.1} rows/s; most memory {:.1} MiB",
        content.len(),
        f64::from(u32::try_from(rows).unwrap()) / seconds,
        f64::from(u32::try_from(most).unwrap()) / 1024.0
    )
}

fn told_of(line: &ResultLine) -> Told {
    (
        line.row,
        line.outcome.clone(),
        line.code.clone(),
        line.column.clone(),
    )
}
