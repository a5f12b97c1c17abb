//! One row of a file, between reading and taking in.

use serde::{Deserialize, Serialize};

use crate::Cell;

/// One row. Holds personal data: there is no `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number: that of the spreadsheet or the line, where the header is 1. Empty lines of a CSV do not count.
    #[serde(rename = "row")]
    pub number: u32,
    /// What stands in it.
    #[serde(flatten)]
    pub content: Content,
}

/// What stands in a row.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Cells under the columns of the header, as many as those.
    Cells(Vec<Cell>),
    /// Cells that bring the names of their columns along: a flat object of JSON Lines.
    Named(Vec<(String, Cell)>),
    /// A body of the API: a nested object of JSON Lines.
    Body(String),
    /// Nothing that can be read.
    Fault(RowFault),
}

/// Why a row cannot be read. The rest of the file can.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowFault {
    /// More or fewer cells than the header.
    Cells,
    /// A line that is no JSON object.
    Json,
}

impl RowFault {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cells => "row_cells",
            Self::Json => "json_syntax",
        }
    }

    /// The rule that was broken.
    pub fn rule(self) -> &'static str {
        match self {
            Self::Cells => "a row has as many cells as the header",
            Self::Json => "a line is exactly one JSON object in UTF-8",
        }
    }

    /// What to do about it.
    pub fn mend(self) -> &'static str {
        match self {
            Self::Cells => "put quotation marks around a text that holds the separator or a line break",
            Self::Json => "write one well-formed JSON object on the line",
        }
    }
}
