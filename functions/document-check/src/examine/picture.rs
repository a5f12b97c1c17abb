//! What pictures have in common.

use tuntas_domain::case::DocumentFault;

/// Longest side, in pixels: A3 at 1200 dpi.
const MAX_SIDE: u32 = 20_000;

/// Most pixels. A reader needs some four bytes of memory for each.
const MAX_PIXELS: u64 = 100_000_000;

/// A picture that somebody can look at.
pub(super) fn sized(width: u32, height: u32) -> Result<(), DocumentFault> {
    if width == 0 || height == 0 {
        Err(DocumentFault::Damaged)
    } else if width > MAX_SIDE || height > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        Err(DocumentFault::TooLarge)
    } else {
        Ok(())
    }
}

/// What stands behind the end of a picture: nothing, or zeros that some scanners fill up with.
pub(super) fn ended(rest: &[u8]) -> Result<(), DocumentFault> {
    if rest.iter().all(|byte| *byte == 0) {
        Ok(())
    } else {
        Err(DocumentFault::TrailingData)
    }
}
