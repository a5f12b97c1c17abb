//! Comma-, semicolon- and tab-separated values.

use std::io::{BufRead, BufReader, Chain, Cursor, Read};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::cell::decode;
use crate::row::{Content, Row, RowFault};
use crate::{Cell, FileFault, MAX_COLUMNS, MAX_ROW_BYTES};

/// Separators a header is looked through for.
const SEPARATORS: &[u8] = b",;\t|";
const BUFFER: usize = 64 * 1024;

/// Records of a file, one at a time.
pub(crate) struct CsvRows<R> {
    input: BufReader<Chain<Cursor<Vec<u8>>, R>>,
    reader: Reader,
    cells: Vec<u8>,
    ends: Vec<usize>,
    header: Vec<String>,
    number: u32,
    ended: bool,
}

impl<R: Read> CsvRows<R> {
    /// Reads the header.
    pub(crate) fn open(source: R) -> Result<Self, FileFault> {
        let mut source = source;
        let mut first = Vec::with_capacity(BUFFER);
        let begun = source.by_ref().take(BUFFER as u64).read_to_end(&mut first);
        begun.map_err(|_| FileFault::Broken)?;
        if first.starts_with(b"\xef\xbb\xbf") {
            first.drain(..3);
        }
        let separator = separator(&first);
        let input = BufReader::with_capacity(BUFFER, Cursor::new(first).chain(source));
        let reader = ReaderBuilder::new().delimiter(separator).build();
        let mut rows = Self {
            input,
            reader,
            cells: vec![0; MAX_ROW_BYTES],
            ends: vec![0; MAX_COLUMNS + 1],
            header: Vec::new(),
            number: 0,
            ended: false,
        };
        let header = rows.record()?.ok_or(FileFault::Empty)?;
        if header.iter().any(Cell::is_formula) {
            return Err(FileFault::Formula { row: 1 });
        }
        rows.header = header.iter().map(|cell| cell.as_str().to_owned()).collect();
        Ok(rows)
    }

    /// Names of the columns as they are written.
    pub(crate) fn header(&self) -> &[String] {
        &self.header
    }

    /// The next row that is not empty.
    pub(crate) fn next(&mut self) -> Result<Option<Row>, FileFault> {
        loop {
            let Some(cells) = self.record()? else {
                return Ok(None);
            };
            if cells.iter().all(Cell::is_empty) {
                continue;
            }
            let content = if cells.len() == self.header.len() {
                Content::Cells(cells)
            } else {
                Content::Fault(RowFault::Cells)
            };
            return Ok(Some(Row {
                number: self.number,
                content,
            }));
        }
    }

    fn record(&mut self) -> Result<Option<Vec<Cell>>, FileFault> {
        let (mut written, mut ended, mut marks) = (0, 0, 0_usize);
        let row = self.number.saturating_add(1);
        loop {
            // What the buffer still holds was looked at when it came.
            let fresh = self.input.buffer().is_empty();
            let input = if self.ended {
                &[]
            } else {
                self.input.fill_buf().map_err(|_| FileFault::Broken)?
            };
            if fresh && input.contains(&0) {
                return Err(FileFault::WrongType);
            }
            self.ended = input.is_empty();
            let (cells, ends) = (&mut self.cells, &mut self.ends);
            let (result, read, out, filled) = self.reader.read_record(
                input,
                cells.get_mut(written..).unwrap_or_default(),
                ends.get_mut(ended..).unwrap_or_default(),
            );
            marks += input.iter().take(read).filter(|byte| **byte == b'"').count();
            self.input.consume(read);
            written += out;
            ended += filled;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => return Err(FileFault::RowTooLong { row }),
                ReadRecordResult::OutputEndsFull => return Err(FileFault::TooManyColumns),
                ReadRecordResult::End => return Ok(None),
                ReadRecordResult::Record => break,
            }
        }
        self.number = row;
        let mut start = 0;
        let cells = self.ends.iter().take(ended).map(|&end| {
            let bytes = self.cells.get(start..end).unwrap_or_default();
            start = end;
            Cell::text(&decode(bytes))
        });
        let cells: Vec<Cell> = cells.collect();
        // A mark that is not closed takes the lines after it for text.
        if marks % 2 == 1 && cells.iter().any(|cell| cell.as_str().contains('\n')) {
            return Err(FileFault::QuoteOpen { row });
        }
        Ok(Some(cells))
    }
}

/// The separator that the first line holds most of, outside quotation marks.
fn separator(first: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [0_usize; SEPARATORS.len()];
    for byte in first {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            byte => {
                let known = SEPARATORS.iter().position(|separator| separator == byte);
                if let Some(count) = known.and_then(|known| counts.get_mut(known)) {
                    *count += 1;
                }
            }
        }
    }
    // The first of those that occur most: a comma, if none does.
    let most = counts.iter().max().copied().unwrap_or_default();
    let which = counts.iter().position(|count| *count == most);
    which
        .and_then(|which| SEPARATORS.get(which))
        .copied()
        .unwrap_or(b',')
}
