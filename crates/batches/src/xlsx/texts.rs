//! The texts that cells refer to by number, in a temporary file.

use std::io::{BufWriter, Read, SeekFrom, Write};

use quick_xml::events::Event;

use super::xml::{Xml, resolve};
use crate::rows::Scratch;
use crate::{FileFault, MAX_ROW_BYTES};

/// Bytes of a place: where a text begins, and how long it is.
const PLACE: usize = 12;

/// Texts by number.
pub(crate) struct Texts<S> {
    content: S,
    places: S,
    count: u64,
}

impl<S: Scratch> Texts<S> {
    /// Reads them all.
    pub(crate) fn read(part: impl Read, content: S, places: S) -> Result<Self, FileFault> {
        let mut xml = Xml::new(part);
        let (mut content, mut places) = (BufWriter::new(content), BufWriter::new(places));
        let (mut count, mut end) = (0_u64, 0_u64);
        let mut text = String::new();
        let (mut in_text, mut in_reading_aid) = (false, false);
        loop {
            match xml.next()? {
                Event::Start(tag) => match tag.local_name().into_inner() {
                    "si" => text.clear(),
                    "t" => in_text = true,
                    "rPh" => in_reading_aid = true,
                    _ => {}
                },
                Event::Text(piece) if in_text && !in_reading_aid => text.push_str(&piece.xml10_content()),
                Event::CData(piece) if in_text && !in_reading_aid => text.push_str(&piece.xml10_content()),
                Event::GeneralRef(reference) if in_text && !in_reading_aid => resolve(&reference, &mut text)?,
                Event::End(tag) => match tag.local_name().into_inner() {
                    "t" => in_text = false,
                    "rPh" => in_reading_aid = false,
                    "si" => {
                        put(&mut content, &mut places, &text, &mut end)?;
                        text.clear();
                        count += 1;
                    }
                    _ => {}
                },
                Event::Empty(tag) if tag.local_name().into_inner() == "si" => {
                    put(&mut content, &mut places, "", &mut end)?;
                    count += 1;
                }
                Event::Eof => break,
                _ => {}
            }
            if text.len() > MAX_ROW_BYTES {
                return Err(FileFault::ZipBomb);
            }
        }
        Ok(Self {
            content: content.into_inner().map_err(|_| FileFault::Broken)?,
            places: places.into_inner().map_err(|_| FileFault::Broken)?,
            count,
        })
    }

    /// The text of a number.
    pub(crate) fn get(&mut self, number: &str) -> Result<String, FileFault> {
        let number: u64 = number.trim().parse().map_err(|_| FileFault::Unreadable)?;
        if number >= self.count {
            return Err(FileFault::Unreadable);
        }
        let mut place = [0; PLACE];
        let at = number * (PLACE as u64);
        read_at(&mut self.places, at, &mut place)?;
        let (start, length) = place.split_at(8);
        let start = start
            .try_into()
            .map(u64::from_le_bytes)
            .map_err(|_| FileFault::Broken)?;
        let length = length
            .try_into()
            .map(u32::from_le_bytes)
            .map_err(|_| FileFault::Broken)?;
        let mut bytes = vec![0; usize::try_from(length).map_err(|_| FileFault::Broken)?];
        read_at(&mut self.content, start, &mut bytes)?;
        String::from_utf8(bytes).map_err(|_| FileFault::Broken)
    }
}

fn put(
    content: &mut impl Write,
    places: &mut impl Write,
    text: &str,
    end: &mut u64,
) -> Result<(), FileFault> {
    let length = u32::try_from(text.len()).map_err(|_| FileFault::ZipBomb)?;
    let written = content
        .write_all(text.as_bytes())
        .and_then(|()| places.write_all(&end.to_le_bytes()))
        .and_then(|()| places.write_all(&length.to_le_bytes()));
    written.map_err(|_| FileFault::Broken)?;
    *end += u64::from(length);
    Ok(())
}

fn read_at<S: Scratch>(file: &mut S, at: u64, bytes: &mut [u8]) -> Result<(), FileFault> {
    file.seek(SeekFrom::Start(at))
        .and_then(|_| file.read_exact(bytes))
        .map_err(|_| FileFault::Broken)
}
