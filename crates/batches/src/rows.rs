//! The rows of a file, whatever kind it is.

use std::io::{Read, Seek, SeekFrom, Write};

use crate::csv::CsvRows;
use crate::jsonl::JsonRows;
use crate::row::Content;
use crate::xlsx::XlsxRows;
use crate::{FileFault, Format, MAX_ROWS, Row};

/// Where a workbook's texts are put while it is read: a temporary file.
pub trait Scratch: Read + Write + Seek {}

impl<T: Read + Write + Seek> Scratch for T {}

/// The rows of a file, one at a time, in memory that does not grow with the file.
pub struct Rows<R: Read + Seek, S: Scratch> {
    reader: Reader<R, S>,
    count: u32,
}

enum Reader<R: Read + Seek, S: Scratch> {
    Csv(Box<CsvRows<R>>),
    Json(Box<JsonRows<R>>),
    Xlsx(Box<XlsxRows<R, S>>),
}

impl<R: Read + Seek, S: Scratch> Rows<R, S> {
    /// Opens a file at its beginning. `name` says what kind it is meant to be. `scratch` makes an empty temporary file; a
    /// workbook needs two.
    ///
    /// # Errors
    /// [`FileFault`].
    pub fn open(
        name: &str,
        mut source: R,
        scratch: impl FnMut() -> std::io::Result<S>,
    ) -> Result<(Format, Self), FileFault> {
        let mut first = [0; 64];
        let mut length = 0;
        while length < first.len() {
            let rest = first.get_mut(length..).unwrap_or_default();
            match source.read(rest).map_err(|_| FileFault::Broken)? {
                0 => break,
                read => length += read,
            }
        }
        source.seek(SeekFrom::Start(0)).map_err(|_| FileFault::Broken)?;
        let first = first.get(..length).unwrap_or_default();
        if first.is_empty() {
            return Err(FileFault::Empty);
        }
        let format = Format::detect(name, first)?;
        let reader = match format {
            Format::Csv => Reader::Csv(Box::new(CsvRows::open(source)?)),
            Format::JsonLines => Reader::Json(Box::new(JsonRows::open(source))),
            Format::Xlsx => Reader::Xlsx(Box::new(XlsxRows::open(source, scratch)?)),
        };
        Ok((format, Self { reader, count: 0 }))
    }

    /// Names of the columns as the court wrote them; JSON Lines has none.
    pub fn header(&self) -> Option<&[String]> {
        match &self.reader {
            Reader::Csv(rows) => Some(rows.header()),
            Reader::Xlsx(rows) => Some(rows.header()),
            Reader::Json(_) => None,
        }
    }

    /// The next row that is not empty.
    ///
    /// # Errors
    /// [`FileFault`]: then nothing of the file may be taken, whatever rows came before.
    pub fn next_row(&mut self) -> Result<Option<Row>, FileFault> {
        let row = match &mut self.reader {
            Reader::Csv(rows) => rows.next()?,
            Reader::Json(rows) => rows.next()?,
            Reader::Xlsx(rows) => rows.next()?,
        };
        let Some(row) = row else {
            return if self.count == 0 {
                Err(FileFault::Empty)
            } else {
                Ok(None)
            };
        };
        self.count += 1;
        if self.count > MAX_ROWS {
            return Err(FileFault::TooManyRows);
        }
        let formula = match &row.content {
            Content::Cells(cells) => cells.iter().any(crate::Cell::is_formula),
            Content::Named(cells) => cells.iter().any(|(_, cell)| cell.is_formula()),
            Content::Body(_) | Content::Fault(_) => false,
        };
        if formula {
            return Err(FileFault::Formula { row: row.number });
        }
        Ok(Some(row))
    }
}
