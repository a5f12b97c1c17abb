//! The manual says what the program does.

use std::fmt::Write as _;

use register_import::extract::{Column, Reason, Warning};
use tuntas_register::{SpoilReason, Why};

const MANUAL: &str = include_str!("../../../../docs/register-import.md");

/// The table as the manual has it; run this test and copy what it misses.
fn reasons() -> String {
    let mut table = String::from("| ALASAN_KODE | KOLOM | ALASAN |\n|---|---|---|\n");
    for reason in Reason::ALL {
        let column = reason
            .column()
            .map_or_else(|| "–".to_owned(), |column| format!("`{}`", column.name()));
        writeln!(
            table,
            "| `{}` | {column} | {} |",
            reason.code(),
            reason.sentence()
        )
        .unwrap();
    }
    table
}

#[test]
fn the_manual_has_every_reason() {
    assert!(
        MANUAL.contains(&reasons()),
        "the manual needs this table:\n{}",
        reasons()
    );
}

#[test]
fn the_manual_has_every_column_and_every_code() {
    for column in Column::ALL {
        for name in column.names() {
            assert!(MANUAL.contains(&format!("`{name}`")), "{name}");
        }
    }
    let codes = Warning::ALL
        .iter()
        .map(|warning| warning.code())
        .chain(SpoilReason::ALL.iter().map(|reason| reason.code()))
        .chain(Why::ALL.iter().map(|why| why.code()));
    for code in codes {
        assert!(MANUAL.contains(&format!("`{code}`")), "{code}");
    }
}
