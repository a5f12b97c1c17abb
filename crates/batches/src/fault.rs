//! Why a whole file is put aside.

/// Why a whole file is put aside. [`FileFault::code`] is stable.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// The bytes are not what the name says.
    #[error("the file is not what its name says")]
    WrongType,
    /// More bytes than a file may have.
    #[error("the file is larger than 100 MB")]
    TooLarge,
    /// More rows than a file may have.
    #[error("the file has more than 50,000 rows")]
    TooManyRows,
    /// Nothing in it.
    #[error("the file has no rows")]
    Empty,
    /// A formula, which could act on the machine of whoever opens the file.
    #[error("row {row} holds a formula")]
    Formula {
        /// Number of the row.
        row: u32,
    },
    /// A workbook with macros, or with parts that reach outside.
    #[error("the workbook holds macros, or links to something outside")]
    Macros,
    /// An archive that swells beyond measure.
    #[error("the workbook unpacks to far more than it may")]
    ZipBomb,
    /// A damaged workbook.
    #[error("the workbook cannot be read")]
    Unreadable,
    /// Dates counted from 1904.
    #[error("the workbook counts its days from 1904")]
    DateSystem,
    /// A row without an end.
    #[error("row {row} is longer than 64 KiB, or a quotation mark in it is not closed")]
    RowTooLong {
        /// Number of the row.
        row: u32,
    },
    /// A quotation mark swallows rows.
    #[error("a quotation mark in row {row} is not closed")]
    QuoteOpen {
        /// Number of the row.
        row: u32,
    },
    /// Columns without end.
    #[error("the file has more than 512 columns")]
    TooManyColumns,
    /// No column is known.
    #[error("no column of the header is known")]
    HeaderUnknown,
    /// Columns that every row needs.
    #[error("columns are missing: {}", .0.join(", "))]
    ColumnsMissing(
        /// Their names, as the file's own style would have them.
        Vec<String>,
    ),
    /// Two columns for one thing.
    #[error("two columns mean the same: {}", .0.join(", "))]
    ColumnTwice(
        /// Their names as the court wrote them.
        Vec<String>,
    ),
    /// The bytes could not be had.
    #[error("the file could not be read to its end")]
    Broken,
}

impl FileFault {
    /// Stable name.
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongType => "file_type",
            Self::TooLarge => "file_too_large",
            Self::TooManyRows => "file_too_many_rows",
            Self::Empty => "file_empty",
            Self::Formula { .. } => "file_formula",
            Self::Macros => "file_macros",
            Self::ZipBomb => "file_zip_bomb",
            Self::Unreadable => "file_unreadable",
            Self::DateSystem => "file_date_system",
            Self::RowTooLong { .. } => "file_row_too_long",
            Self::QuoteOpen { .. } => "file_quote_open",
            Self::TooManyColumns => "file_too_many_columns",
            Self::HeaderUnknown => "file_header_unknown",
            Self::ColumnsMissing(_) => "file_columns_missing",
            Self::ColumnTwice(_) => "file_column_twice",
            Self::Broken => "file_broken",
        }
    }

    /// What to do about it.
    pub fn mend(&self) -> &'static str {
        match self {
            Self::WrongType => "Send .csv, .xlsx or .jsonl, saved as that kind by the program you use.",
            Self::TooLarge | Self::TooManyRows => "Send it in several files.",
            Self::Empty => "Export the rulings again; the first row names the columns.",
            Self::Formula { .. } => {
                "Keep the values alone: copy all, paste as values, save and sign again. A text must not begin with = or @."
            }
            Self::Macros => "Save as .xlsx without macros and links, or as CSV, and sign again.",
            Self::ZipBomb | Self::Unreadable => "Save the workbook anew, or as CSV, and sign again.",
            Self::DateSystem => "Save with the 1900 date system, or as CSV, and sign again.",
            Self::RowTooLong { .. } | Self::QuoteOpen { .. } => {
                "Close the quotation mark, or export again with a program that writes them itself."
            }
            Self::TooManyColumns => "Send the columns that are asked for alone.",
            Self::HeaderUnknown => {
                "Let the first row name the columns as the guide lists them, or have the office set up a mapping."
            }
            Self::ColumnsMissing(_) => "Add the columns and sign again.",
            Self::ColumnTwice(_) => "Remove one of the two and sign again.",
            Self::Broken => "Upload the file again.",
        }
    }
}
