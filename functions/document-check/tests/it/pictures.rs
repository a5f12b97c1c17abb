//! Scans that are pictures.

use document_check::examine;
use tuntas_domain::case::{DocumentFault, FileFormat};

use super::papers::{jpeg, png};

const BOTH: [FileFormat; 2] = [FileFormat::Jpeg, FileFormat::Png];

fn picture(format: FileFormat, width: u16, height: u16) -> Vec<u8> {
    match format {
        FileFormat::Png => png(width.into(), height.into()),
        _ => jpeg(width, height),
    }
}

#[test]
fn a_picture_is_one_page() {
    for format in BOTH {
        for (width, height) in [(1, 1), (2_480, 3_508), (20_000, 5_000)] {
            assert_eq!(
                examine(format, &picture(format, width, height)),
                Ok(1),
                "{format:?}"
            );
        }
    }
}

#[test]
fn a_picture_can_be_looked_at() {
    for format in BOTH {
        for (width, height) in [(20_001, 1), (1, 20_001), (20_000, 5_001)] {
            let found = examine(format, &picture(format, width, height));
            assert_eq!(found, Err(DocumentFault::TooLarge), "{format:?} {width}x{height}");
        }
        for (width, height) in [(0, 5), (5, 0)] {
            let found = examine(format, &picture(format, width, height));
            assert_eq!(found, Err(DocumentFault::Damaged), "{format:?}");
        }
    }
}

#[test]
fn a_picture_cut_off_anywhere_is_not_taken() {
    for format in BOTH {
        let whole = picture(format, 100, 100);
        for kept in 8..whole.len() {
            assert_eq!(
                examine(format, &whole[..kept]),
                Err(DocumentFault::Damaged),
                "{format:?} {kept}"
            );
        }
    }
}

#[test]
fn nothing_stands_behind_a_picture() {
    for format in BOTH {
        let whole = picture(format, 100, 100);
        let padded = [&whole[..], &[0; 32]].concat();
        assert_eq!(examine(format, &padded), Ok(1), "{format:?}");
        for other in [&b"PK\x03\x04"[..], b"%PDF-1.7", b"<script>"] {
            let two = [&whole[..], other].concat();
            assert_eq!(
                examine(format, &two),
                Err(DocumentFault::TrailingData),
                "{format:?}"
            );
        }
    }
}
