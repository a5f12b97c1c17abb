//! Sorting a file by KK number in bounded memory: sorted runs in unnamed temporary files, then merged.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::Path;

use csv::{ByteRecord, Reader, Writer, WriterBuilder};

use super::source::{OpenError, Source, builder};
use crate::private;

/// Runs merged at once.
const FAN: usize = 64;

/// What a row takes in memory beside its line and its number, roughly.
const ROW_OVERHEAD: usize = 64;

/// Writes the rows of a file to another one, header first, ordered by KK number; rows of one number keep their order, so
/// that the same file always gives the same one. `memory` bounds the bytes of rows held at once. The temporary files are
/// beside the new one and have no name: they are gone with this process, however it ends.
///
/// # Errors
/// [`OpenError`].
pub fn sorted(source: &Source, target: &Path, memory: usize) -> Result<Source, OpenError> {
    let folder = target.parent().unwrap_or_else(|| Path::new("."));
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let mut runs = runs(source, folder, memory)?;
    while runs.len() > FAN {
        let mut merged = Vec::new();
        let mut some = Vec::new();
        for run in runs {
            some.push(run);
            if some.len() == FAN {
                merged.push(merged_run(source, std::mem::take(&mut some), folder)?);
            }
        }
        if !some.is_empty() {
            merged.push(merged_run(source, some, folder)?);
        }
        runs = merged;
    }
    let mut writer = writer(source, private::create(target)?);
    writer.write_byte_record(&source.header)?;
    merge(source, runs, &mut writer)?;
    finish(writer)?.sync_all()?;
    Source::open(target)
}

fn writer(source: &Source, file: File) -> Writer<BufWriter<File>> {
    WriterBuilder::new()
        .delimiter(source.delimiter)
        .flexible(true)
        .from_writer(BufWriter::new(file))
}

fn finish(writer: Writer<BufWriter<File>>) -> Result<File, io::Error> {
    let buffered = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    buffered.into_inner().map_err(io::IntoInnerError::into_error)
}

/// Rows held in memory: their lines one behind the other, and for each its KK number and where it ends.
struct Held {
    lines: Writer<Vec<u8>>,
    rows: Vec<(Box<[u8]>, usize)>,
    bytes: usize,
}

impl Held {
    fn new(source: &Source, lines: Vec<u8>) -> Self {
        Self {
            lines: WriterBuilder::new()
                .delimiter(source.delimiter)
                .flexible(true)
                .from_writer(lines),
            rows: Vec::new(),
            bytes: 0,
        }
    }

    fn add(&mut self, key: &[u8], row: &ByteRecord) -> Result<(), OpenError> {
        self.lines.write_byte_record(row)?;
        self.lines.flush()?;
        let end = self.lines.get_ref().len();
        self.rows.push((key.into(), end));
        self.bytes = end + self.rows.len() * (key.len() + ROW_OVERHEAD);
        Ok(())
    }

    /// Writes the rows in order into a file; what the lines were held in can be used again.
    fn into_run(self, mut file: File) -> Result<(File, Vec<u8>), OpenError> {
        let mut lines = self.lines.into_inner().map_err(csv::IntoInnerError::into_error)?;
        let mut from = 0;
        let mut rows: Vec<(Box<[u8]>, Range<usize>)> = Vec::with_capacity(self.rows.len());
        for (key, end) in self.rows {
            rows.push((key, from..end));
            from = end;
        }
        rows.sort_by(|(one, _), (other, _)| one.cmp(other));
        let mut writer = BufWriter::new(&mut file);
        for (_, line) in rows {
            writer.write_all(lines.get(line).unwrap_or_default())?;
        }
        writer.flush()?;
        drop(writer);
        lines.clear();
        Ok((rewound(file)?, lines))
    }
}

fn runs(source: &Source, folder: &Path, memory: usize) -> Result<Vec<File>, OpenError> {
    let mut reader = source.rows(None)?;
    let mut row = ByteRecord::new();
    let mut runs = Vec::new();
    let mut held = Held::new(source, Vec::with_capacity(memory));
    loop {
        let more = reader.read_byte_record(&mut row)?;
        if more {
            held.add(source.key(&row), &row)?;
        }
        if !held.rows.is_empty() && (!more || held.bytes >= memory) {
            let (run, lines) = held.into_run(tempfile::tempfile_in(folder)?)?;
            runs.push(run);
            held = Held::new(source, lines);
        }
        if !more {
            return Ok(runs);
        }
    }
}

fn rewound(mut file: File) -> Result<File, io::Error> {
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

fn merged_run(source: &Source, runs: Vec<File>, folder: &Path) -> Result<File, OpenError> {
    let mut writer = writer(source, tempfile::tempfile_in(folder)?);
    merge(source, runs, &mut writer)?;
    Ok(rewound(finish(writer)?)?)
}

/// Merges runs; where numbers are equal, the earlier run comes first.
fn merge<W: Write>(source: &Source, runs: Vec<File>, writer: &mut Writer<W>) -> Result<(), OpenError> {
    let mut readers: Vec<Reader<File>> = runs
        .into_iter()
        .map(|run| {
            builder(source.delimiter)
                .buffer_capacity(RUN_BUFFER)
                .from_reader(run)
        })
        .collect();
    let mut heads: Vec<ByteRecord> = readers.iter().map(|_| ByteRecord::new()).collect();
    let mut order = BinaryHeap::new();
    for (run, reader) in readers.iter_mut().enumerate() {
        if let Some(head) = heads.get_mut(run)
            && reader.read_byte_record(head)?
        {
            order.push(Reverse((source.key(head).to_vec(), run)));
        }
    }
    while let Some(Reverse((_, run))) = order.pop() {
        if let (Some(reader), Some(head)) = (readers.get_mut(run), heads.get_mut(run)) {
            writer.write_byte_record(head)?;
            if reader.read_byte_record(head)? {
                order.push(Reverse((source.key(head).to_vec(), run)));
            }
        }
    }
    Ok(())
}

/// Bytes read from one run at once.
const RUN_BUFFER: usize = 1 << 16;
