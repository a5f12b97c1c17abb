//! The report as JSON.

use serde::{Deserialize, Serialize};
use tuntas_figures::Report;

use crate::{File, RenderError, file};

/// Names the format of the JSON file. Its schema is `docs/report.schema.json`.
pub const FORMAT: &str = "tuntas/report/1";

/// A report with its format: what the JSON file holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamped<'a> {
    /// [`FORMAT`].
    pub format: String,
    /// The report.
    #[serde(flatten)]
    pub report: std::borrow::Cow<'a, Report>,
}

pub(crate) fn write(report: &Report) -> Result<File, RenderError> {
    let mut bytes = serde_json::to_vec_pretty(&Stamped {
        format: FORMAT.to_owned(),
        report: std::borrow::Cow::Borrowed(report),
    })?;
    bytes.push(b'\n');
    Ok(File {
        name: format!("{}.json", file::stem("laporan", report)),
        content_type: "application/json",
        bytes,
    })
}
