//! All files of a report.

use tuntas_figures::Report;

use crate::paper::Paper;
use crate::{File, Manifest, Office, RenderError, csv_file, json, tables, xlsx};

/// Makes the files of reports. Make one and keep it: it holds the parsed templates and fonts.
#[derive(Debug)]
pub struct Press {
    paper: Paper,
}

impl Press {
    /// Parses templates and fonts; takes a few milliseconds.
    pub fn new() -> Self {
        Self { paper: Paper::new() }
    }

    /// PDF, XLSX, CSV and JSON of a report, and the manifest over them as the last file.
    ///
    /// # Errors
    /// [`RenderError`]; then there is no file at all.
    pub fn files(&self, report: &Report, office: &Office) -> Result<Vec<File>, RenderError> {
        let tables = tables(report, office);
        let mut files = vec![
            self.paper.pdf(report, office, &tables)?,
            xlsx::write(report, office, &tables)?,
            csv_file::write(report, &tables)?,
            json::write(report)?,
        ];
        let manifest = Manifest::of(report, &files);
        files.push(File {
            name: Manifest::name(report),
            content_type: "application/json",
            bytes: manifest.bytes(),
        });
        Ok(files)
    }

    /// Pictures of the PDF's pages at `ppi` pixels per inch, for looking at a layout.
    ///
    /// # Errors
    /// [`RenderError::Paper`].
    pub fn preview(&self, report: &Report, office: &Office, ppi: f64) -> Result<Vec<Vec<u8>>, RenderError> {
        self.paper.pictures(report, office, &tables(report, office), ppi)
    }
}

impl Default for Press {
    fn default() -> Self {
        Self::new()
    }
}
