//! The file of rejected rows: each as it was, and why. It is made when the first row is rejected.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use csv::{ByteRecord, Writer, WriterBuilder};

use crate::extract::{Reason, Source, text};
use crate::private;

/// Columns that are added. A file with them can be mended and imported as it is: they are passed over.
pub(super) const ADDED: [&str; 3] = ["ALASAN_KODE", "ALASAN", "KOLOM"];

pub(super) struct Rejected {
    path: PathBuf,
    delimiter: u8,
    header: ByteRecord,
    /// Columns of the extract that are written again; those of an earlier rejection are not.
    kept: Vec<bool>,
    writer: Option<Writer<File>>,
    /// Bytes in the file, all of them on the disk after [`Rejected::flush`].
    bytes: u64,
}

impl Rejected {
    /// Goes on at so many bytes; what is behind them was written after the last progress and comes again.
    pub(super) fn from(path: &Path, source: &Source, bytes: u64) -> io::Result<Self> {
        if bytes > 0 {
            OpenOptions::new().write(true).open(path)?.set_len(bytes)?;
        }
        let kept = source.header.iter().map(|name| !is_added(name)).collect();
        Ok(Self {
            path: path.to_owned(),
            delimiter: source.delimiter,
            header: source.header.clone(),
            kept,
            writer: None,
            bytes,
        })
    }

    pub(super) fn add(&mut self, row: &ByteRecord, reason: Reason) -> Result<(), csv::Error> {
        let added = [
            reason.code(),
            reason.sentence(),
            reason.column().map_or("", |column| column.name()),
        ];
        if self.writer.is_none() {
            let mut writer = WriterBuilder::new()
                .delimiter(self.delimiter)
                .flexible(true)
                .from_writer(if self.bytes == 0 {
                    private::create(&self.path)?
                } else {
                    private::append(&self.path)?
                });
            if self.bytes == 0 {
                write(&mut writer, &self.kept, &self.header, ADDED)?;
            }
            self.writer = Some(writer);
        }
        match &mut self.writer {
            Some(writer) => write(writer, &self.kept, row, added),
            None => Ok(()),
        }
    }

    /// Brings everything onto the disk; how many bytes there are.
    pub(super) fn flush(&mut self) -> io::Result<u64> {
        if let Some(writer) = &mut self.writer {
            writer.flush()?;
            let file = writer.get_ref();
            file.sync_data()?;
            self.bytes = file.metadata()?.len();
        }
        Ok(self.bytes)
    }
}

fn is_added(name: &[u8]) -> bool {
    ADDED
        .iter()
        .any(|added| name.trim_ascii().eq_ignore_ascii_case(added.as_bytes()))
}

/// Text is written as UTF-8, whatever it came as. A row with too few fields is filled up, so that the reasons stand in
/// their columns.
fn write(
    writer: &mut Writer<File>,
    kept: &[bool],
    row: &ByteRecord,
    added: [&str; 3],
) -> Result<(), csv::Error> {
    for at in 0..kept.len().max(row.len()) {
        if kept.get(at).copied().unwrap_or(true) {
            writer.write_field(text(row.get(at).unwrap_or_default()).as_bytes())?;
        }
    }
    for field in added {
        writer.write_field(field)?;
    }
    writer.write_record(None::<&[u8]>)
}
