//! The CSV, as a spreadsheet and an analyst's program read it.

use tuntas_reports::tables;

use crate::{files, samples};

pub(crate) type Line = [String; 7];

/// The lines after the header.
pub(crate) fn lines(bytes: &[u8]) -> Vec<Line> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap();
    csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(text)
        .records()
        .map(|record| {
            let cells: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
            cells.try_into().unwrap()
        })
        .collect()
}

#[test]
fn a_months_csv_is_this() {
    let [_, _, csv, ..] = files(&samples::month());
    let text = String::from_utf8(csv.bytes).unwrap();
    assert!(text.starts_with('\u{feff}'));
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
    insta::assert_snapshot!(text.trim_start_matches('\u{feff}').replace('\r', ""));
}

#[test]
fn every_figure_has_a_line_of_its_own() {
    let report = samples::huge();
    let [_, _, csv, ..] = files(&report);
    let found = lines(&csv.bytes);
    let mut keys: Vec<&[String]> = found.iter().map(|line| &line[..4]).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), found.len());
    let figures: usize = tables(&report, &samples::office())
        .iter()
        .map(|table| {
            let figures = table
                .columns
                .iter()
                .filter(|column| column.kind == tuntas_reports::Kind::Figure);
            figures.count() * table.rows.len()
        })
        .sum();
    assert_eq!(found.iter().filter(|line| line[0] != "report").count(), figures);
}

#[test]
fn no_text_is_a_formula() {
    let mut report = samples::month();
    report.couriers[0].provider = "=HYPERLINK(\"http://contoh.example\";\"x\")".into();
    report.couriers[1].provider = "@SUM(A1)".into();
    report.failures[0].reason = "\t+1+1".into();
    report.city_name = "-2+3".into();
    let [_, _, csv, ..] = files(&report);
    let found = lines(&csv.bytes);
    for cell in found.iter().flatten() {
        let first = cell.trim_start().chars().next();
        assert!(!matches!(first, Some('=' | '+' | '-' | '@')), "{cell}");
    }
    assert!(found.iter().any(|line| line[1].starts_with("'=HYPERLINK")));
}
