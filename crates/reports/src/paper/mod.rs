//! The report on paper: A4, a first page that says all, then a chapter for each table.

mod alert;
mod chart;
mod content;
mod summary;

use serde_json::Value;
use tuntas_figures::Report;
use tuntas_typesetting::{Layout, Typesetter};

use crate::{File, Office, RenderError, Table, file};

const TEMPLATES: [(&str, &str); 3] = [
    ("report.typ", include_str!("../../templates/report.typ")),
    ("charts.typ", include_str!("../../templates/charts.typ")),
    ("parts.typ", include_str!("../../templates/parts.typ")),
];

#[derive(Debug)]
pub(crate) struct Paper {
    typesetter: Typesetter,
}

impl Paper {
    pub(crate) fn new() -> Self {
        Self {
            typesetter: Typesetter::new(&TEMPLATES),
        }
    }

    pub(crate) fn pdf(
        &self,
        report: &Report,
        office: &Office,
        tables: &[Table],
    ) -> Result<File, RenderError> {
        Ok(File {
            name: format!("{}.pdf", file::stem("laporan", report)),
            content_type: "application/pdf",
            bytes: self.lay_out(report, office, tables)?.pdf()?,
        })
    }

    pub(crate) fn pictures(
        &self,
        report: &Report,
        office: &Office,
        tables: &[Table],
        ppi: f64,
    ) -> Result<Vec<Vec<u8>>, RenderError> {
        let layout = self.lay_out(report, office, tables)?;
        (0..layout.pages())
            .map(|page| Ok(layout.png(page, ppi)?))
            .collect()
    }

    fn lay_out(&self, report: &Report, office: &Office, tables: &[Table]) -> Result<Layout<'_>, RenderError> {
        let mut content = serde_json::to_value(content::content(report, office, tables))?;
        self.make_printable(&mut content);
        let data = serde_json::to_string(&content)?;
        Ok(self.typesetter.lay_out("report.typ", data)?)
    }

    /// A report is about numbers: a character without a glyph in some name becomes a question mark, and stops nothing.
    fn make_printable(&self, value: &mut Value) {
        match value {
            Value::String(text) => {
                if text
                    .chars()
                    .any(|character| !self.typesetter.can_print(character))
                {
                    *text = text
                        .chars()
                        .map(|character| {
                            if self.typesetter.can_print(character) {
                                character
                            } else {
                                '?'
                            }
                        })
                        .collect();
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.make_printable(item)),
            Value::Object(fields) => fields.values_mut().for_each(|field| self.make_printable(field)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}
