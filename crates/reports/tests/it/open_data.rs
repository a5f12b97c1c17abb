//! What anybody may have.

use serde_json::Value;
use tuntas_figures::{Count, Report, Span};
use tuntas_reports::open_data;

use crate::samples;

fn json(report: &Report) -> Value {
    serde_json::from_slice(&open_data(report).unwrap()[0].bytes).unwrap()
}

fn figure(data: &Value, name: &str) -> Value {
    let figures = data["figures"].as_array().unwrap();
    figures
        .iter()
        .find(|figure| figure["figure"] == name)
        .unwrap()
        .clone()
}

#[test]
fn a_months_open_data_is_this() {
    let [json, csv] = open_data(&samples::month()).unwrap().try_into().unwrap();
    assert_eq!(json.name, "data-terbuka-35.75-2021-09.json");
    assert_eq!(csv.name, "data-terbuka-35.75-2021-09.csv");
    insta::assert_snapshot!("open_data_json", String::from_utf8(json.bytes).unwrap());
    insta::assert_snapshot!(
        "open_data_csv",
        String::from_utf8(csv.bytes).unwrap().replace('\r', "")
    );
}

#[test]
fn only_months_are_published() {
    for span in [Span::Daily, Span::Weekly, Span::Yearly, Span::Custom] {
        let mut report = samples::month();
        report.period.span = span;
        assert!(open_data(&report).unwrap().is_empty(), "{span:?}");
    }
}

#[test]
fn nothing_about_officers_courts_couriers_aid_offices_reasons_or_the_stock_is_published() {
    let text: String = open_data(&samples::month())
        .unwrap()
        .iter()
        .map(|file| String::from_utf8(file.bytes.clone()).unwrap())
        .collect();
    for word in [
        "petugas-0",
        "PA.",
        "biteship",
        "name_mismatch",
        "35.75.0",
        "\"returned",
        "courier",
        "4288000",
        "steps",
        "dinsos",
        "uptd",
        "DP3AKB",
        "dbhcht",
        "modal-",
    ] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn what_would_give_a_withheld_number_away_is_withheld_too() {
    let mut report = samples::month();
    report.promise.broken = Count::Withheld;
    report.intake[0].received = Count::Withheld;
    report.holds[2].opened = Count::Withheld;
    let data = json(&report);
    // All registrations less those kept would be those broken.
    for name in [
        "promise_kept",
        "promise_broken",
        "promise_kept_percent",
        "received",
        "held",
    ] {
        let figure = figure(&data, name);
        assert_eq!(
            (&figure["value"], &figure["status"]),
            (&Value::Null, &"withheld".into()),
            "{name}"
        );
    }
    assert_eq!(figure(&data, "registered")["value"], 134);
}

#[test]
fn a_month_without_cases_says_nought_and_no_times() {
    let mut report = samples::empty();
    report.period.span = Span::Monthly;
    let data = json(&report);
    assert_eq!(figure(&data, "received")["value"], 0);
    assert_eq!(figure(&data, "delivered")["value"], 0);
    assert_eq!(figure(&data, "delivered_p50_minutes")["status"], "missing");
    assert_eq!(figure(&data, "promise_kept_percent")["status"], "missing");
}
