//! The JSON, and the schema that is given to those who read it.

use serde_json::Value;
use tuntas_figures::Report;
use tuntas_reports::{JSON_FORMAT, Stamped};

use crate::{files, samples};

const SCHEMA: &str = include_str!("../../../../docs/report.schema.json");

pub(crate) fn schema() -> jsonschema::Validator {
    jsonschema::validator_for(&serde_json::from_str(SCHEMA).unwrap()).unwrap()
}

/// What a program reads back.
pub(crate) fn read(bytes: &[u8]) -> Report {
    let stamped: Stamped = serde_json::from_slice(bytes).unwrap();
    assert_eq!(stamped.format, JSON_FORMAT);
    stamped.report.into_owned()
}

#[test]
fn the_json_is_the_report() {
    for report in [
        samples::month(),
        samples::empty(),
        samples::tiny(),
        samples::huge(),
    ] {
        let [.., json, _] = files(&report);
        assert!(read(&json.bytes) == report);
    }
}

#[test]
fn a_months_json_is_this() {
    let mut report = samples::month();
    report.days.truncate(3);
    let [.., json, _] = files(&report);
    insta::assert_snapshot!(String::from_utf8(json.bytes).unwrap());
}

#[test]
fn the_schema_takes_reports_and_nothing_else() {
    let schema = schema();
    let [.., json, _] = files(&samples::month());
    let good: Value = serde_json::from_slice(&json.bytes).unwrap();
    schema.validate(&good).unwrap();

    let refused = |change: fn(&mut Value)| {
        let mut bad = good.clone();
        change(&mut bad);
        assert!(!schema.is_valid(&bad), "{bad}");
    };
    refused(|report| report["format"] = "tuntas/report/2".into());
    refused(|report| report["promise"]["kept"] = "<5".into());
    refused(|report| report["promise"]["kept"] = (-1).into());
    refused(|report| report["intake"][0]["name"] = "CONTOH".into());
    refused(|report| {
        report["intake"][0].as_object_mut().unwrap().remove("received");
    });
    refused(|report| {
        report.as_object_mut().unwrap().remove("days");
    });
}
