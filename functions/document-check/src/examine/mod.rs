//! What is in a file. Pure: bytes in, pages or a fault out. Its time and memory are bounded by whoever calls it.

mod jpeg;
mod pdf;
mod picture;
mod png;

use tuntas_domain::case::{DocumentFault, FileFormat};

/// The number of pages of a document, 1 for a picture.
///
/// # Errors
/// The first fault found.
pub fn examine(format: FileFormat, bytes: &[u8]) -> Result<u16, DocumentFault> {
    match format {
        FileFormat::Pdf => pdf::examine(bytes),
        FileFormat::Jpeg => jpeg::examine(bytes),
        FileFormat::Png => png::examine(bytes),
    }
}

/// A number of two or four bytes, the highest first, at a place.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    Some(
        digits
            .iter()
            .fold(0, |number, byte| number << 8 | u32::from(*byte)),
    )
}
