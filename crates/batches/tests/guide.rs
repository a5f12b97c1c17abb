//! The guide for clerks says what the code does.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

use std::collections::BTreeSet;
use std::path::Path;

use tuntas_batches::{FileFault, column_names};

fn guide() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/batch-files.md")).unwrap()
}

#[test]
fn the_guide_lists_every_column() {
    let guide = guide();
    let columns = guide.split("## Columns").nth(1).unwrap();
    let listed: Vec<(&str, &str)> = columns
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix("| `")?.split("` | ");
            Some((cells.next()?, cells.next()?.trim_start_matches('`')))
        })
        .collect();
    let columns: Vec<_> = column_names().collect();
    let wanted: Vec<(&str, &str)> = columns
        .iter()
        .map(|column| (column.sipp.as_str(), column.own.as_str()))
        .collect();
    assert_eq!(listed, wanted);
}

#[test]
fn the_guide_tells_every_reason_to_put_a_file_aside() {
    let guide = guide();
    let told: BTreeSet<&str> = guide.split('`').skip(1).step_by(2).collect();
    let faults = [
        FileFault::WrongType,
        FileFault::TooLarge,
        FileFault::TooManyRows,
        FileFault::Empty,
        FileFault::Formula { row: 1 },
        FileFault::Macros,
        FileFault::ZipBomb,
        FileFault::Unreadable,
        FileFault::DateSystem,
        FileFault::RowTooLong { row: 1 },
        FileFault::QuoteOpen { row: 1 },
        FileFault::TooManyColumns,
        FileFault::HeaderUnknown,
        FileFault::ColumnsMissing(Vec::new()),
        FileFault::ColumnTwice(Vec::new()),
        FileFault::Broken,
    ];
    for fault in faults {
        assert!(told.contains(fault.code()), "{} is not told", fault.code());
        assert!(fault.mend().ends_with('.'), "{}", fault.code());
    }
}
