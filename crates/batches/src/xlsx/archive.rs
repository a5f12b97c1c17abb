//! The archive: which parts there are, whether they may be opened, and how.

use std::io::{self, Read, Seek, SeekFrom, Take};

use flate2::read::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use crate::FileFault;

/// Bytes that all parts together may unpack to.
const MAX_UNPACKED: u64 = 1024 * 1024 * 1024;
/// How many times its packed size a part may unpack to; XML of a sheet has about a tenth of that.
const MAX_RATIO: u64 = 200;
/// Parts below this size may swell as they like.
const SMALL: u64 = 1024 * 1024;
/// Most parts of a workbook.
const MAX_PARTS: usize = 1000;
/// Largest of the parts that say where the others are.
const MAX_GUIDE: u64 = 1024 * 1024;

/// Beginnings and endings of parts that act, or reach outside.
const ACTIVE: [&str; 8] = [
    "vbaproject.bin",
    "xl/externallinks/",
    "xl/embeddings/",
    "xl/activex/",
    "xl/ctrlprops/",
    "xl/querytables/",
    "xl/connections.xml",
    "customui/",
];

/// Where a part lies in the file.
#[derive(Clone, Copy)]
pub(crate) struct Part {
    start: u64,
    packed: u64,
    unpacked: u64,
    deflated: bool,
}

/// A looked-over archive.
pub(crate) struct Archive<R> {
    zip: ZipArchive<R>,
}

impl<R: Read + Seek> Archive<R> {
    /// Looks an archive over. Nothing is unpacked.
    pub(crate) fn open(source: R) -> Result<Self, FileFault> {
        let mut zip = ZipArchive::new(source).map_err(|_| FileFault::Unreadable)?;
        if zip.len() > MAX_PARTS {
            return Err(FileFault::ZipBomb);
        }
        let mut total = 0_u64;
        for index in 0..zip.len() {
            let part = zip.by_index_raw(index).map_err(|_| FileFault::Unreadable)?;
            let name = String::from_utf8_lossy(part.name_raw()).to_lowercase();
            if ACTIVE.iter().any(|active| name.contains(active)) {
                return Err(FileFault::Macros);
            }
            if part.encrypted() {
                return Err(FileFault::Unreadable);
            }
            let (packed, unpacked) = (part.compressed_size(), part.size());
            total = total.saturating_add(unpacked);
            if total > MAX_UNPACKED || (unpacked > SMALL && unpacked / packed.max(1) > MAX_RATIO) {
                return Err(FileFault::ZipBomb);
            }
        }
        Ok(Self { zip })
    }

    /// Finds a part; capitals do not matter.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Part>, FileFault> {
        let wanted = name.trim_start_matches('/');
        for index in 0..self.zip.len() {
            let part = self.zip.by_index_raw(index).map_err(|_| FileFault::Unreadable)?;
            if !String::from_utf8_lossy(part.name_raw()).eq_ignore_ascii_case(wanted) {
                continue;
            }
            let deflated = match part.compression() {
                CompressionMethod::Stored => false,
                CompressionMethod::Deflated => true,
                _ => return Err(FileFault::Unreadable),
            };
            return Ok(Some(Part {
                start: part.data_start().ok_or(FileFault::Unreadable)?,
                packed: part.compressed_size(),
                unpacked: part.size(),
                deflated,
            }));
        }
        Ok(None)
    }

    /// A small part as text.
    pub(crate) fn guide(self, part: Part) -> Result<(String, Self), FileFault> {
        if part.unpacked > MAX_GUIDE {
            return Err(FileFault::ZipBomb);
        }
        let Self { zip } = self;
        let mut source = zip.into_inner();
        let mut text = String::new();
        Unpacked::open(&mut source, part)?
            .read_to_string(&mut text)
            .map_err(|error| fault(&error))?;
        source.seek(SeekFrom::Start(0)).map_err(|_| FileFault::Broken)?;
        let zip = ZipArchive::new(source).map_err(|_| FileFault::Unreadable)?;
        Ok((text, Self { zip }))
    }

    /// The file itself, to unpack parts from.
    pub(crate) fn into_inner(self) -> R {
        self.zip.into_inner()
    }
}

/// A part while it is unpacked. It fails where it holds more than it said.
pub(crate) struct Unpacked<R> {
    bytes: Bytes<R>,
    left: u64,
}

enum Bytes<R> {
    Stored(Take<R>),
    Deflated(Box<DeflateDecoder<Take<R>>>),
}

impl<R: Read + Seek> Unpacked<R> {
    pub(crate) fn open(mut source: R, part: Part) -> Result<Self, FileFault> {
        source
            .seek(SeekFrom::Start(part.start))
            .map_err(|_| FileFault::Broken)?;
        let packed = source.take(part.packed);
        Ok(Self {
            bytes: if part.deflated {
                Bytes::Deflated(Box::new(DeflateDecoder::new(packed)))
            } else {
                Bytes::Stored(packed)
            },
            left: part.unpacked,
        })
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.bytes {
            Bytes::Stored(bytes) => bytes.read(buffer),
            Bytes::Deflated(bytes) => bytes.read(buffer),
        }?;
        let length = u64::try_from(read).unwrap_or(u64::MAX);
        self.left = self
            .left
            .checked_sub(length)
            .ok_or_else(|| io::Error::from(io::ErrorKind::FileTooLarge))?;
        Ok(read)
    }
}

/// What a failure to read a part means.
pub(crate) fn fault(error: &io::Error) -> FileFault {
    match error.kind() {
        io::ErrorKind::FileTooLarge => FileFault::ZipBomb,
        _ => FileFault::Unreadable,
    }
}
