//! Why a file could not be made.

use tuntas_typesetting::Fault;

/// Why a file could not be made. Messages name places, never a figure.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RenderError {
    /// The PDF could not be typeset.
    #[error("the PDF could not be made: {0}")]
    Paper(#[from] Fault),
    /// The workbook could not be written.
    #[error("the XLSX could not be made")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The CSV could not be written.
    #[error("the CSV could not be made")]
    Csv(#[from] csv::Error),
    /// The JSON could not be written.
    #[error("the JSON could not be made")]
    Json(#[from] serde_json::Error),
}
