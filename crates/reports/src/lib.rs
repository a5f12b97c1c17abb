//! A [`Report`](tuntas_figures::Report) as files, for whoever reads it: a PDF with charts for the head of the office and the
//! mayor, an XLSX and a CSV for those who reckon on, a JSON for programs, a [`Manifest`] over all of them; and, of a month,
//! the [open data](open_data) that anybody may have.
//!
//! Pure: no clock and no I/O. The same report gives the same bytes on any day, so a file can be made again instead of
//! kept, and its SHA-256 shows that it is the same one. Nothing here signs: whoever stores the files has
//! [`Manifest::bytes`] signed, as the change feed has its files signed, and puts the detached JWS beside them.
//!
//! What a report withholds ([`Count::Withheld`](tuntas_figures::Count::Withheld)) is `<5` in PDF, XLSX and CSV and `null` in
//! JSON; in a chart it is a gap with a mark, never a nought. Sums are only made of numbers that are all shown.
//!
//! How the forms are made, and what their readers have to know, is told in `docs/report-files.md`.

mod counting;
mod csv_file;
mod fault;
mod file;
mod json;
mod manifest;
mod office;
mod open_data;
mod paper;
mod press;
mod table;
mod tables;
mod words;
mod writing;
mod xlsx;

pub use fault::RenderError;
pub use file::File;
pub use json::{FORMAT as JSON_FORMAT, Stamped};
pub use manifest::{FORMAT as MANIFEST_FORMAT, Manifest, ManifestFault, Part};
pub use office::Office;
pub use open_data::{FORMAT as OPEN_DATA_FORMAT, open_data};
pub use press::Press;
pub use table::{Cell, Column, Kind, Table, Unit};
pub use tables::tables;
pub use words::span_in_words;
