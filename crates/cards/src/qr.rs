//! The QR symbol as filled rectangles.

use fast_qr::{ECL, QRBuilder, QRCode};
use serde::Serialize;

use crate::RenderError;

/// Longest verification address, in characters.
const MAX_URL_CHARS: usize = 300;

/// A QR symbol without its quiet zone.
#[derive(Debug, Serialize)]
pub(crate) struct Symbol {
    /// Modules on a side.
    pub(crate) size: usize,
    /// Dark areas as `[x, y, width, height]` in modules, disjoint.
    pub(crate) rects: Vec<[usize; 4]>,
}

/// How large a symbol a document has room for, at modules of at least a quarter of a millimetre.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    /// Most modules on a side.
    pub(crate) modules: usize,
}

impl Room {
    /// A4 sheets: 29.5 mm with quiet zone, module 0.40 mm or more. Version 12 at most.
    pub(crate) const SHEET: Room = Room { modules: 65 };
    /// ID-1 card: 12.4 mm without quiet zone, module 0.25 mm or more. Version 8 at most.
    pub(crate) const CARD: Room = Room { modules: 49 };
}

/// Encodes `url` with error correction level M, or L where only that fits the room: large modules scan better than
/// more correction.
pub(crate) fn encode(url: &str, room: Room) -> Result<Symbol, RenderError> {
    if url.is_empty() || url.len() > MAX_URL_CHARS || !url.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(RenderError::VerifyUrl);
    }
    [ECL::M, ECL::L]
        .into_iter()
        .filter_map(|level| QRBuilder::new(url).ecl(level).build().ok())
        .find(|code| code.size <= room.modules)
        .map(|code| Symbol {
            size: code.size,
            rects: rectangles(&code),
        })
        .ok_or(RenderError::VerifyUrl)
}

/// Covers the dark modules with rectangles: runs of a row, grown downwards while the row below has the same
/// run. Fewer shapes make a smaller file and leave no hairlines between rows.
fn rectangles(code: &QRCode) -> Vec<[usize; 4]> {
    let mut finished = Vec::new();
    let mut open: Vec<[usize; 4]> = Vec::new();
    for y in 0..code.size {
        let mut still_open = Vec::new();
        for [x, width] in runs(code, y) {
            let above = open.iter().position(|rect| rect[0] == x && rect[2] == width);
            let mut rect = above.map_or([x, y, width, 0], |at| open.swap_remove(at));
            rect[3] += 1;
            still_open.push(rect);
        }
        finished.append(&mut open);
        open = still_open;
    }
    finished.append(&mut open);
    finished.sort_unstable_by_key(|rect| (rect[1], rect[0]));
    finished
}

/// Runs of dark modules of one row as `[x, width]`.
fn runs(code: &QRCode, y: usize) -> Vec<[usize; 2]> {
    let mut runs: Vec<[usize; 2]> = Vec::new();
    for x in 0..code.size {
        if !code[y][x].value() {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run[0] + run[1] == x => run[1] += 1,
            _ => runs.push([x, 1]),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://contoh.example/v1/verify/Zk3vQm1xN0pYc2dUQmFhS2x3RzB4bFE2dWpFZ2s";

    #[test]
    fn the_rectangles_are_the_dark_modules_no_more_and_no_less() {
        let code = QRBuilder::new(URL).ecl(ECL::M).build().unwrap();
        let mut drawn = vec![vec![0; code.size]; code.size];
        for [x, y, width, height] in rectangles(&code) {
            for row in &mut drawn[y..y + height] {
                for module in &mut row[x..x + width] {
                    *module += 1;
                }
            }
        }
        for (y, row) in drawn.iter().enumerate() {
            for (x, times) in row.iter().enumerate() {
                assert_eq!(*times, i32::from(code[y][x].value()), "module {x},{y}");
            }
        }
    }

    #[test]
    fn a_card_gives_up_error_correction_before_it_gives_up_the_symbol() {
        let long = format!("https://contoh.example/{}", "a".repeat(160));
        assert!(encode(&long, Room::CARD).unwrap().size <= Room::CARD.modules);
        assert_eq!(
            encode(&"a".repeat(193), Room::CARD).unwrap_err(),
            RenderError::VerifyUrl
        );
        assert!(encode(&"a".repeat(193), Room::SHEET).is_ok());
    }

    #[test]
    fn only_a_plain_address_becomes_a_symbol() {
        for bad in ["", "https://contoh.example/ spasi", "https://contoh.example/é"] {
            assert_eq!(encode(bad, Room::SHEET).unwrap_err(), RenderError::VerifyUrl);
        }
    }
}
