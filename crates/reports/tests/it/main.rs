//! The files as their readers meet them: opened with programs that know nothing of how they were made.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, as tests do"
)]

mod any_report;
mod csv_lines;
mod json_text;
mod manifest;
mod open_data;
mod paper;
mod samples;
mod stability;
mod withholding;
mod workbook;

use std::sync::LazyLock;

use tuntas_figures::Report;
use tuntas_reports::{File, Press};

static PRESS: LazyLock<Press> = LazyLock::new(Press::new);

/// PDF, XLSX, CSV, JSON and manifest of a report, in this order.
fn files(report: &Report) -> [File; 5] {
    PRESS
        .files(report, &samples::office())
        .unwrap()
        .try_into()
        .unwrap()
}
