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
    source: R,
    /// By name; of a part that is packed in a way nobody uses, no place.
    parts: Vec<(String, Option<Part>)>,
}

impl<R: Read + Seek> Archive<R> {
    /// Looks an archive over. Nothing is unpacked.
    pub(crate) fn open(source: R) -> Result<Self, FileFault> {
        let mut zip = ZipArchive::new(source).map_err(|_| FileFault::Unreadable)?;
        if zip.len() > MAX_PARTS {
            return Err(FileFault::ZipBomb);
        }
        let mut parts = Vec::with_capacity(zip.len());
        let mut total = 0_u64;
        for index in 0..zip.len() {
            let part = zip.by_index_raw(index).map_err(|_| FileFault::Unreadable)?;
            let name = String::from_utf8_lossy(part.name_raw()).into_owned();
            let folded = name.to_lowercase();
            if ACTIVE.iter().any(|active| folded.contains(active)) {
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
            let deflated = match part.compression() {
                CompressionMethod::Stored => Some(false),
                CompressionMethod::Deflated => Some(true),
                _ => None,
            };
            let place = part.data_start().zip(deflated).map(|(start, deflated)| Part {
                start,
                packed,
                unpacked,
                deflated,
            });
            parts.push((name, place));
        }
        Ok(Self {
            source: zip.into_inner(),
            parts,
        })
    }

    /// Finds a part; capitals do not matter.
    pub(crate) fn part(&self, name: &str) -> Result<Option<Part>, FileFault> {
        let wanted = name.trim_start_matches('/');
        let found = self
            .parts
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found
            .map(|(_, place)| place.ok_or(FileFault::Unreadable))
            .transpose()
    }

    /// A small part as text.
    pub(crate) fn guide(&mut self, part: Part) -> Result<String, FileFault> {
        if part.unpacked > MAX_GUIDE {
            return Err(FileFault::ZipBomb);
        }
        let mut text = String::new();
        Unpacked::open(&mut self.source, part)?
            .read_to_string(&mut text)
            .map_err(|error| fault(&error))?;
        Ok(text)
    }

    /// The file itself, to unpack parts from.
    pub(crate) fn into_inner(self) -> R {
        self.source
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
