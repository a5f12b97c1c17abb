//! XML in memory that does not grow with it.

use std::io::{self, BufRead, BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

use super::archive::fault;
use crate::FileFault;

/// Longest piece of XML between two tags, and longest tag, in bytes. A cell holds at most 32,767 characters.
const MAX_PIECE: usize = 256 * 1024;
const BUFFER: usize = 64 * 1024;

/// XML, piece by piece.
pub(crate) struct Xml<R: Read> {
    reader: Reader<Guarded<BufReader<R>>>,
    buffer: Vec<u8>,
}

impl<R: Read> Xml<R> {
    pub(crate) fn new(source: R) -> Self {
        let source = Guarded {
            inner: BufReader::with_capacity(BUFFER, source),
            taken: 0,
        };
        Self {
            reader: Reader::from_reader(source),
            buffer: Vec::new(),
        }
    }

    /// The next piece.
    pub(crate) fn next(&mut self) -> Result<Event<'_>, FileFault> {
        self.buffer.clear();
        self.reader.get_mut().taken = 0;
        match self.reader.read_event_into(&mut self.buffer) {
            // Definitions of a document's own could name files or swell; no program writes any into a workbook.
            Ok(Event::DocType(_)) => Err(FileFault::ZipBomb),
            Ok(event) => Ok(event),
            Err(quick_xml::Error::Io(error)) => Err(fault(&error)),
            Err(_) => Err(FileFault::Unreadable),
        }
    }
}

/// Adds what a reference such as `&amp;` stands for.
pub(crate) fn resolve(reference: &BytesRef<'_>, text: &mut String) -> Result<(), FileFault> {
    if let Some(c) = reference.resolve_char_ref().map_err(|_| FileFault::Unreadable)? {
        text.push(c);
        return Ok(());
    }
    text.push(match &**reference {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return Err(FileFault::Unreadable),
    });
    Ok(())
}

/// Bytes that fail where one piece takes too many of them.
struct Guarded<R> {
    inner: R,
    taken: usize,
}

impl<R: BufRead> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner.read(buffer)
    }
}

impl<R: BufRead> BufRead for Guarded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken > MAX_PIECE {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.taken = self.taken.saturating_add(amount);
        self.inner.consume(amount);
    }
}
