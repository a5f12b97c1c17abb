//! PNG (ISO/IEC 15948): a signature, then chunks, the first of which says how large the picture is.

use tuntas_domain::case::DocumentFault;

use super::{number, picture};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Length, name and checksum of a chunk.
const FRAME: usize = 12;

pub(super) fn examine(bytes: &[u8]) -> Result<u16, DocumentFault> {
    if !bytes.starts_with(SIGNATURE) {
        return Err(DocumentFault::WrongType);
    }
    let (mut at, mut pixels) = (SIGNATURE.len(), false);
    loop {
        let length = number(bytes, at, 4).and_then(|length| usize::try_from(length).ok());
        let length = length.ok_or(DocumentFault::Damaged)?;
        let name = bytes.get(at + 4..at + 8).ok_or(DocumentFault::Damaged)?;
        let next = at.checked_add(FRAME).and_then(|at| at.checked_add(length));
        let next = next
            .filter(|next| *next <= bytes.len())
            .ok_or(DocumentFault::Damaged)?;
        let first = at == SIGNATURE.len();
        match name {
            b"IHDR" if first && length == 13 => {
                let side = |offset| number(bytes, at + 8 + offset, 4).unwrap_or_default();
                picture::sized(side(0), side(4))?;
            }
            _ if first => return Err(DocumentFault::Damaged),
            b"IDAT" => pixels = true,
            b"IEND" if pixels => {
                picture::ended(bytes.get(next..).unwrap_or_default())?;
                return Ok(1);
            }
            b"IEND" => return Err(DocumentFault::NoPages),
            _ => {}
        }
        at = next;
    }
}
