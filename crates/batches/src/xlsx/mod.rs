//! Workbooks of Office Open XML: a zip archive of XML parts, of which the first sheet is read as a stream.
//!
//! Nothing of a workbook is held in memory as a whole: the sheet is unpacked while it is read, and the texts its cells
//! refer to lie in a temporary file. What a workbook may unpack to is limited before anything is unpacked, and again while
//! it is.

mod archive;
mod sheet;
mod texts;
mod xml;

pub(crate) use sheet::XlsxRows;
