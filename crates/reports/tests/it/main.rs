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
use tuntas_reports::{File, Manifest, Press};

static PRESS: LazyLock<Press> = LazyLock::new(Press::new);

/// PDF, XLSX, CSV and JSON of a report, and the manifest over them.
fn files(report: &Report) -> [File; 5] {
    let mut files = PRESS.files(report, &samples::office()).unwrap();
    files.push(File {
        name: Manifest::NAME.into(),
        content_type: "application/json",
        bytes: Manifest::of(report, &files).bytes(),
    });
    files.try_into().unwrap()
}
