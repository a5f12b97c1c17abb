//! Reads the files of courts that have no API client.
//!
//! A file is CSV, XLSX or JSON Lines ([`Format`]). [`Rows`] reads it row by row in memory that does not grow with the file.
//! [`Columns`] finds out from the header what each column is: by the names of SIPP, by our own, or by those a court's
//! mapping gives. [`Columns::body`] makes of one row the very JSON that `POST /v1/decrees` takes, so that a row meets the
//! rules of the API and no others, and leads each fault back to the column as the court wrote it.
//!
//! Pure: bytes come from a [`std::io::Read`], and no clock or network is asked. Whatever the bytes are, nothing panics:
//! what is no file of a court is a [`FileFault`], what is no row a [`RowFault`]. Neither repeats what was read.

mod body;
mod cell;
mod columns;
mod csv;
mod date;
mod fault;
mod fields;
mod format;
mod jsonl;
mod row;
mod rows;
mod xlsx;

pub use body::{Body, Fault};
pub use cell::Cell;
pub use columns::{Columns, Layout, Mapping, MappingFault};
pub use fault::FileFault;
pub use fields::{ColumnName, column_names};
pub use format::Format;
pub use row::{Content, Row, RowFault};
pub use rows::{Rows, Scratch};

/// Largest file, in bytes.
pub const MAX_FILE_BYTES: u64 = 100 * 1024 * 1024;

/// Most rows of a file, the header not counted.
pub const MAX_ROWS: u32 = 50_000;

/// Longest row, in bytes: as long as the body of a decree may be.
pub const MAX_ROW_BYTES: usize = tuntas_contract::MAX_BODY_BYTES;

/// Most columns of a file.
pub const MAX_COLUMNS: usize = 512;
