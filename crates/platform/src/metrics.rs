//! Metrics in `CloudWatch`'s embedded metric format: a JSON line on standard output, which `CloudWatch` Logs turns
//! into a metric of the namespace `Tuntas` with the function as its only dimension.

use crate::{clock, telemetry};
use serde_json::{Value, json};
use std::io::{self, Write as _};

/// What a metric counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A number of things.
    Count,
    /// A duration in milliseconds.
    Milliseconds,
    /// A size in bytes.
    Bytes,
}

/// Counts one of `name`, such as `DocumentsIssued`.
pub fn count(name: &str) {
    record(name, Unit::Count, 1.0);
}

/// Records a value of the metric `name`. The name and the value become public to every operator: no personal
/// data, no identifier. Nothing is counted outside a function that has called [`telemetry::init`], as in tests.
pub fn record(name: &str, unit: Unit, value: f64) {
    let Some(function) = telemetry::function() else {
        return;
    };
    let line = line(function, clock::now().as_millisecond(), name, unit, value);
    // A metric that cannot be written must not fail the work it counts.
    let _ = writeln!(io::stdout().lock(), "{line}");
}

/// `timestamp` is in milliseconds since 1970.
fn line(function: &str, timestamp: i64, name: &str, unit: Unit, value: f64) -> Value {
    let unit = match unit {
        Unit::Count => "Count",
        Unit::Milliseconds => "Milliseconds",
        Unit::Bytes => "Bytes",
    };
    json!({
        "_aws": {
            "Timestamp": timestamp,
            "CloudWatchMetrics": [{
                "Namespace": "Tuntas",
                "Dimensions": [["function"]],
                "Metrics": [{ "Name": name, "Unit": unit }],
            }],
        },
        "function": function,
        name: value,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_metric_names_its_function_and_holds_its_value_at_the_top() {
        let line = line(
            "card-render",
            1_700_000_000_000,
            "DocumentsIssued",
            Unit::Count,
            2.0,
        );
        let definition = &line["_aws"]["CloudWatchMetrics"][0];
        assert_eq!(definition["Namespace"], "Tuntas");
        // Every dimension and metric named in the definition must be a member of the line itself.
        assert_eq!(
            line[definition["Dimensions"][0][0].as_str().unwrap()],
            "card-render"
        );
        assert_eq!(line[definition["Metrics"][0]["Name"].as_str().unwrap()], 2.0);
        assert_eq!(definition["Metrics"][0]["Unit"], "Count");
        assert_eq!(line["_aws"]["Timestamp"], 1_700_000_000_000_i64);
    }
}
