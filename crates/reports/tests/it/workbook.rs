//! The workbook, read back by another library.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use tuntas_figures::{Count, Report};
use tuntas_reports::{Cell, tables};

use crate::{files, samples};

pub(crate) fn open(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes.to_vec())).unwrap()
}

/// Days since 30 December 1899, as workbooks count them.
fn serial(day: jiff::civil::Date) -> f64 {
    let since = day.since(jiff::civil::date(1899, 12, 30)).unwrap();
    // They hold 1900 to be a leap year.
    f64::from(since.get_days())
        - if day < jiff::civil::date(1900, 3, 1) {
            1.0
        } else {
            0.0
        }
}

/// Whether a cell read back is what the report says.
#[expect(clippy::float_cmp, reason = "a number that reads back is the very same")]
#[expect(clippy::cast_precision_loss, reason = "the workbook holds what a float can")]
fn same(read: &Data, cell: &Cell) -> bool {
    let number = |wanted: u64| match read {
        Data::Float(found) => wanted <= 1 << 53 && *found == wanted as f64,
        Data::Int(found) => u64::try_from(*found) == Ok(wanted),
        Data::String(found) => wanted > 1 << 53 && *found == wanted.to_string(),
        _ => false,
    };
    match (cell, read) {
        (Cell::Text(text), Data::String(found)) => text == found,
        (Cell::Text(text), Data::Empty) => text.is_empty(),
        (Cell::Count(Count::Withheld), Data::String(found)) => found == "<5",
        (Cell::Count(Count::Exact(wanted)) | Cell::Whole(Some(wanted)), _) => number(*wanted),
        (Cell::Permille(Some(permille)), Data::Float(found)) => {
            (found * 1000.0 - f64::from(*permille)).abs() < 1e-9
        }
        (Cell::Permille(Some(0)), Data::Int(0))
        | (Cell::Permille(Some(1000)), Data::Int(1))
        | (Cell::Whole(None) | Cell::Permille(None), Data::Empty) => true,
        (Cell::Flag(flag), Data::String(found)) => found == if *flag { "ya" } else { "tidak" },
        (Cell::Day(day), Data::DateTime(found)) => found.as_f64() == serial(*day),
        // Workbooks know no day before 1900.
        (Cell::Day(day), Data::String(found)) => day.year() < 1900 && *found == day.to_string(),
        _ => false,
    }
}

/// Compares every cell of every sheet with the report.
pub(crate) fn assert_reads_back(report: &Report, bytes: &[u8]) {
    let mut workbook = open(bytes);
    let tables = tables(report, &samples::office());
    let names: Vec<&str> = tables.iter().map(|table| table.title).collect();
    assert_eq!(workbook.sheet_names()[0], "Penjelasan");
    assert_eq!(workbook.sheet_names()[1..], names);
    for table in &tables {
        let sheet = workbook.worksheet_range(table.title).unwrap();
        assert_eq!(sheet.width(), table.columns.len(), "{}", table.title);
        // A last row without a single figure leaves no trace.
        assert!(sheet.height() <= table.rows.len() + 1, "{}", table.title);
        for (at, column) in (0..).zip(&table.columns) {
            let head = sheet.get_value((0, at)).unwrap().to_string();
            assert!(head.starts_with(column.title), "{head}");
        }
        for (row, cells) in (1..).zip(&table.rows) {
            for (at, cell) in (0..).zip(cells) {
                let read = sheet.get_value((row, at)).unwrap_or(&Data::Empty);
                assert!(
                    same(read, cell),
                    "{} {row} {at}: {read:?} is not {cell:?}",
                    table.title
                );
            }
        }
    }
}

#[test]
fn every_number_and_day_reads_back_as_the_report_has_it() {
    for report in [
        samples::month(),
        samples::empty(),
        samples::tiny(),
        samples::huge(),
        samples::day(),
    ] {
        let [_, workbook, ..] = files(&report);
        assert_reads_back(&report, &workbook.bytes);
    }
}

#[test]
fn each_table_has_a_header_that_stays_and_filters() {
    let [_, workbook, ..] = files(&samples::month());
    let mut archive = zip::ZipArchive::new(Cursor::new(&workbook.bytes)).unwrap();
    let sheets = tables(&samples::month(), &samples::office()).len();
    for at in 2..=sheets + 1 {
        let mut xml = String::new();
        archive
            .by_name(&format!("xl/worksheets/sheet{at}.xml"))
            .unwrap()
            .read_to_string(&mut xml)
            .unwrap();
        assert!(xml.contains(r#"<pane ySplit="1" topLeftCell="A2""#), "{xml}");
        assert!(xml.contains("<autoFilter ref=\"A1:"), "{xml}");
        assert!(xml.contains("CONTOH"), "a sample says so when it is printed");
    }
}

#[test]
fn the_first_sheet_explains() {
    let mut report = samples::month();
    report.holidays_unknown = vec![2021];
    let [_, workbook, ..] = files(&report);
    let sheet = open(&workbook.bytes).worksheet_range("Penjelasan").unwrap();
    let lines: Vec<String> = sheet.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    let text = lines.join("\n");
    for part in [
        "PEMERINTAH KOTA PASURUAN",
        "Laporan bulanan Kota Pasuruan, September 2021",
        "CONTOH",
        "30 September 2021",
        "<5",
        "Hari libur nasional tahun 2021 belum diisi",
        "Persediaan nomor KK",
    ] {
        assert!(text.contains(part), "{part} is missing from {text}");
    }
}
