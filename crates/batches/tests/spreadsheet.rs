//! A workbook as a spreadsheet program writes it (here that of `LibreOffice` 7.4): days typed as days in three formats, texts
//! shared and partly bold, styled cells with nothing in them, rows left out, a filter, a second sheet.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

use std::io::Cursor;

use serde_json::{Value, json};
use tuntas_batches::{Columns, Content, Format, Mapping, Rows};

const WORKBOOK: &[u8] = include_bytes!("../../../events/files/contoh-lembar.xlsx");

/// Number and body of each row.
fn bodies() -> Vec<(u32, Value)> {
    let scratch = || Ok(Cursor::new(Vec::new()));
    let (format, mut rows) = Rows::open("contoh-lembar.xlsx", Cursor::new(WORKBOOK), scratch).unwrap();
    assert_eq!(format, Format::Xlsx);
    let columns = Columns::of_header(rows.header().unwrap(), &Mapping::default()).unwrap();
    // The remarks of a clerk are left aside.
    assert_eq!(columns.ignored().collect::<Vec<_>>(), ["catatan"]);
    let mut found = Vec::new();
    while let Some(row) = rows.next_row().unwrap() {
        let Content::Cells(cells) = &row.content else {
            unreachable!("a workbook has cells")
        };
        let body = columns.body(cells, "35.75");
        assert!(!body.is_faulty());
        found.push((row.number, serde_json::from_slice(&body.bytes()).unwrap()));
    }
    found
}

#[test]
fn what_a_spreadsheet_program_writes_is_read_as_its_screen_shows_it() {
    let bodies = bodies();
    let rows: Vec<u32> = bodies.iter().map(|(row, _)| *row).collect();
    // The third row is empty, the fourth is only coloured.
    assert_eq!(rows, [2, 5]);
    let first = &bodies[0].1;
    assert_eq!(first["reference"], "8001");
    assert_eq!(first["caseNumber"], "8001/Pdt.G/2026/PA.Pas");
    assert_eq!(first["petitioner"]["name"], "Contoh Ratna & Sari");
    assert_eq!(first["petitioner"]["nik"], "3575035506900011");
    assert_eq!(first["petitioner"]["contact"]["phone"], "081200000011");
    let days = |body: &Value| {
        json!([
            body["rulingDate"],
            body["marriage"]["date"],
            body["petitioner"]["birthDate"],
            body["respondent"]["birthDate"]
        ])
    };
    assert_eq!(
        days(first),
        json!(["2026-09-01", "2016-12-10", "1990-06-15", "1988-10-10"])
    );
    assert_eq!(
        days(&bodies[1].1),
        json!(["2026-09-03", "2015-12-11", "1988-11-10", "1990-07-15"])
    );
}
