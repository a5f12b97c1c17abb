//! From a row to the body of a request.

use tuntas_batches::{Body, Columns, Content, Fault, FileFault, Mapping};

use crate::DecreeBatch;
use crate::plan::Manifest;

/// How the rows of a file are read.
pub(crate) struct Reading {
    /// Of a file with a header.
    columns: Option<Columns>,
    mapping: Mapping,
    /// Code of the city.
    city: String,
}

impl DecreeBatch {
    /// What a court calls its columns.
    pub(crate) fn mapping(&self, court: &str) -> Mapping {
        self.mappings.get(court).cloned().unwrap_or_default()
    }

    pub(crate) fn reading(&self, manifest: &Manifest) -> Result<Reading, FileFault> {
        let mapping = self.mapping(&manifest.court);
        Ok(Reading {
            columns: manifest.columns(&mapping)?,
            mapping,
            city: self.intake.city.region_code.clone(),
        })
    }
}

impl Reading {
    /// The body that a row becomes, or what is wrong with the row as a whole.
    pub(crate) fn body(&self, content: Content) -> Result<Body, Fault> {
        match content {
            Content::Fault(fault) => Err(Fault {
                column: String::new(),
                code: fault.code().into(),
                rule: fault.rule().into(),
                mend: fault.mend().into(),
            }),
            Content::Body(text) => Ok(Body::of_json(&text)),
            Content::Cells(cells) => match &self.columns {
                Some(columns) => Ok(columns.body(&cells, &self.city)),
                None => Err(of_the_columns(&FileFault::HeaderUnknown)),
            },
            Content::Named(named) => {
                let (names, cells): (Vec<_>, Vec<_>) = named.into_iter().unzip();
                let columns =
                    Columns::of_names(&names, &self.mapping).map_err(|fault| of_the_columns(&fault))?;
                Ok(columns.body(&cells, &self.city))
            }
        }
    }
}

fn of_the_columns(fault: &FileFault) -> Fault {
    Fault {
        column: String::new(),
        code: fault.code().into(),
        rule: fault.to_string().into(),
        mend: fault.mend().into(),
    }
}
