//! Nothing that a report withholds is anywhere in its files.

use tuntas_figures::Count;
use tuntas_reports::open_data;

use crate::csv_lines::lines;
use crate::paper::{text_of, words_of};
use crate::{files, samples};

/// The forms of a report whose every count is withheld hold no count but "<5" and nothing reckoned of any.
#[test]
fn a_report_of_withheld_counts_shows_none() {
    let report = samples::tiny();
    let [pdf, _, csv, json, _] = files(&report);
    for line in lines(&csv.bytes) {
        let is_count = ["intake", "promise", "holds", "days"].contains(&line[0].as_str());
        if is_count && line[3] != "kept_percent" && line[3] != "oldest" {
            assert!(line[4] == "<5" || line[4] == "0", "{line:?}");
        }
    }
    let value: serde_json::Value = serde_json::from_slice(&json.bytes).unwrap();
    assert!(value["intake"][0]["received"].is_null());
    let text = text_of(&pdf.bytes);
    assert!(text.contains("terlambat<5"), "{text}");
    assert!(text.contains("tidakditampilkanagartidakadaorangyangdapatdikenali"));
    assert!(text.contains("Setiapangkakurangdari5dantidakditampilkan"));
}

/// A sum over a withheld count would tell it to whoever knows the rest.
#[test]
fn no_sum_is_made_over_a_withheld_count() {
    let mut report = samples::month();
    report.intake[0].received = Count::Withheld;
    report.backlog.received = Count::Withheld;
    // What the sum would be: 11 of it come from the withheld row.
    let sum = (11 + 6 + 87 + 41).to_string();
    let [pdf, ..] = files(&report);
    assert!(!words_of(&pdf.bytes).contains(&sum));
    assert!(words_of(&pdf.bytes).contains(&"≥134".to_owned()));
    let open = open_data(&report).unwrap();
    assert!(!String::from_utf8(open[1].bytes.clone()).unwrap().contains(&sum));

    let [pdf, ..] = files(&samples::month());
    assert!(words_of(&pdf.bytes).contains(&sum));
}
