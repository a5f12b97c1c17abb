//! Opening an extract: encoding mark, delimiter, header.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use csv::{ByteRecord, Position, Reader, ReaderBuilder};
use tuntas_domain::identity::KkNumber;

use super::codes::code;
use super::columns::{Column, Columns, HeaderError};
use super::encoding::decoded;

/// Bytes read from a file at once.
const BUFFER: usize = 1 << 18;

/// A header is no longer than this, in bytes.
const HEADER_AT_MOST: u64 = 1 << 16;

const DELIMITERS: &[u8] = b",;|\t";

/// Why a file cannot be read as an extract.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Could not be read.
    #[error("the file could not be read: {0}")]
    Io(#[from] io::Error),
    /// No CSV.
    #[error("the file could not be read as CSV: {0}")]
    Csv(#[from] csv::Error),
    /// UTF-16, as spreadsheets call *Unicode text*.
    #[error("the file is UTF-16; save it as CSV in UTF-8")]
    Utf16,
    /// The header will not do.
    #[error("{0}; columns are separated by one of , ; | or a tab")]
    Header(#[from] HeaderError),
}

/// An extract and how to read it.
#[derive(Debug, Clone)]
pub struct Source {
    /// The file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// What separates its columns.
    pub delimiter: u8,
    /// Where its columns stand.
    pub columns: Columns,
    /// Its header, as it is.
    pub header: ByteRecord,
}

impl Source {
    /// Looks at the beginning of a file.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let mut file = File::open(path)?;
        let size = file.metadata()?.len();
        let mut mark = [0; 2];
        let read = file.read(&mut mark)?;
        if read == 2 && (mark == [0xff, 0xfe] || mark == [0xfe, 0xff]) {
            return Err(OpenError::Utf16);
        }
        file.seek(SeekFrom::Start(0))?;
        let mut line = Vec::new();
        BufReader::new(file)
            .take(HEADER_AT_MOST)
            .read_until(b'\n', &mut line)?;
        // The delimiter that makes most of the header.
        let mut best: Result<(u8, Columns, ByteRecord), HeaderError> = Err(HeaderError::Missing(vec![
            Column::Nik.name(),
            Column::NoKk.name(),
        ]));
        for delimiter in DELIMITERS {
            let mut header = ByteRecord::new();
            builder(*delimiter)
                .from_reader(line.as_slice())
                .read_byte_record(&mut header)?;
            let names: Vec<_> = header.iter().map(decoded).collect();
            let found = Columns::find(names.iter().map(AsRef::as_ref));
            best = match (best, found) {
                (Ok(best), Ok(columns)) if columns.count <= best.1.count => Ok(best),
                (_, Ok(columns)) => Ok((*delimiter, columns, header)),
                (Err(HeaderError::Missing(before)), Err(HeaderError::Missing(now)))
                    if now.len() < before.len() || header.len() > 1 =>
                {
                    Err(HeaderError::Missing(now))
                }
                (Err(HeaderError::Missing(_)), Err(twice @ HeaderError::Twice(_))) => Err(twice),
                (best, Err(_)) => best,
            };
        }
        let (delimiter, columns, header) = best?;
        Ok(Self {
            path: path.to_owned(),
            size,
            delimiter,
            columns,
            header,
        })
    }

    /// A reader of the rows from a place in the file on; at the header's end if no place is given.
    pub(super) fn rows(&self, from: Option<u64>) -> Result<Reader<File>, OpenError> {
        let mut reader = builder(self.delimiter).from_reader(File::open(&self.path)?);
        match from {
            None => {
                reader.read_byte_record(&mut ByteRecord::new())?;
            }
            Some(byte) => {
                let mut place = Position::new();
                place.set_byte(byte);
                reader.seek(place)?;
            }
        }
        Ok(reader)
    }

    /// The KK number of a row, as it is written: what makes rows one household.
    pub(super) fn key<'a>(&self, row: &'a ByteRecord) -> &'a [u8] {
        field(self, row, Column::NoKk)
    }
}

/// The NIK of a row, as it is written.
pub fn key_of_person<'a>(source: &Source, row: &'a ByteRecord) -> &'a [u8] {
    field(source, row, Column::Nik)
}

fn field<'a>(source: &Source, row: &'a ByteRecord, column: Column) -> &'a [u8] {
    let place = source.columns.place(column);
    place.and_then(|at| row.get(at)).unwrap_or_default().trim_ascii()
}

pub(super) fn builder(delimiter: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(BUFFER);
    builder
}

/// Which of these KK numbers have rows in a file.
///
/// # Errors
/// [`OpenError`].
pub fn with_rows(source: &Source, numbers: &BTreeSet<KkNumber>) -> Result<BTreeSet<KkNumber>, OpenError> {
    let mut found = BTreeSet::new();
    if numbers.is_empty() {
        return Ok(found);
    }
    let mut reader = source.rows(None)?;
    let mut row = ByteRecord::new();
    while reader.read_byte_record(&mut row)? {
        let number = std::str::from_utf8(source.key(&row)).ok();
        let number = number.and_then(|text| KkNumber::parse(text).ok());
        found.extend(number.filter(|number| numbers.contains(number)));
    }
    Ok(found)
}

/// What has to be known of a whole file before a household of it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Disorder {
    /// A KK number is smaller than the one before it: rows of one KK may stand apart.
    pub unsorted: bool,
    /// Some marital status is a number from 2 on, which means nothing until somebody says which list it is from.
    pub marital_codes: bool,
}

/// Reads a whole file once, row by row.
///
/// # Errors
/// [`OpenError`].
pub fn survey(source: &Source) -> Result<Disorder, OpenError> {
    let mut reader = source.rows(None)?;
    let (mut row, mut before) = (ByteRecord::new(), Vec::new());
    let mut found = Disorder::default();
    let status = source.columns.place(Column::MaritalStatus);
    while reader.read_byte_record(&mut row)? {
        let key = source.key(&row);
        if key < before.as_slice() {
            found.unsorted = true;
        }
        before.clear();
        before.extend_from_slice(key);
        let status = status.and_then(|at| row.get(at)).unwrap_or_default();
        found.marital_codes |= code(&decoded(status)).is_some_and(|code| code > 1);
    }
    Ok(found)
}
