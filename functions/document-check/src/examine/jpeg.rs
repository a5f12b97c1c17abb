//! JPEG (ITU-T T.81): segments that begin with a marker, then compressed pixels up to the next marker, until the end of the
//! image.

use tuntas_domain::case::DocumentFault;

use super::{number, picture};

const END_OF_IMAGE: u8 = 0xd9;
const START_OF_SCAN: u8 = 0xda;

pub(super) fn examine(bytes: &[u8]) -> Result<u16, DocumentFault> {
    if !bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return Err(DocumentFault::WrongType);
    }
    let (mut at, mut sized, mut pixels) = (2, false, false);
    loop {
        let marker = marker(bytes, &mut at).ok_or(DocumentFault::Damaged)?;
        match marker {
            END_OF_IMAGE if pixels => {
                picture::ended(bytes.get(at..).unwrap_or_default())?;
                return Ok(1);
            }
            END_OF_IMAGE => return Err(DocumentFault::NoPages),
            // These stand alone.
            0x01 | 0xd0..=0xd8 => continue,
            _ => {}
        }
        let length = number(bytes, at, 2).and_then(|length| usize::try_from(length).ok());
        let next = length
            .filter(|length| *length >= 2)
            .and_then(|length| at.checked_add(length));
        let next = next
            .filter(|next| *next <= bytes.len())
            .ok_or(DocumentFault::Damaged)?;
        match marker {
            // Start of frame, in all its variants.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let side = |offset| number(bytes, at + offset, 2).filter(|_| at + offset + 2 <= next);
                let (height, width) = (side(3), side(5));
                picture::sized(width.unwrap_or_default(), height.unwrap_or_default())?;
                sized = true;
            }
            START_OF_SCAN if sized => pixels = true,
            START_OF_SCAN => return Err(DocumentFault::Damaged),
            _ => {}
        }
        at = next;
        if marker == START_OF_SCAN {
            at = behind_pixels(bytes, at).ok_or(DocumentFault::Damaged)?;
        }
    }
}

/// The marker at a place, which may be filled up with more of its first byte. The place is behind it afterwards.
fn marker(bytes: &[u8], at: &mut usize) -> Option<u8> {
    if *bytes.get(*at)? != 0xff {
        return None;
    }
    while *bytes.get(*at)? == 0xff {
        *at += 1;
    }
    let marker = *bytes.get(*at)?;
    *at += 1;
    Some(marker)
}

/// Where compressed pixels end: before a marker that is neither a stuffed zero nor a restart.
fn behind_pixels(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        match bytes.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}
