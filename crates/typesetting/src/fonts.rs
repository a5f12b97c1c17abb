//! The embedded fonts: Source Sans 3 in two weights, licence in `fonts/OFL.txt`. Its figures are tabular, so
//! numbers line up in columns.

use typst::foundations::Bytes;
use typst::text::Font;

const FILES: [&[u8]; 2] = [
    include_bytes!("../fonts/SourceSans3-Regular.ttf"),
    include_bytes!("../fonts/SourceSans3-SemiBold.ttf"),
];

/// Parses the embedded fonts. A font that does not parse is left out, and shows as text that cannot be
/// printed; the tests make sure that none is.
pub(crate) fn embedded() -> Vec<Font> {
    FILES
        .iter()
        .flat_map(|bytes| Font::iter(Bytes::new(*bytes)))
        .collect()
}

/// Whether every embedded font has a glyph for `character`.
fn cover(fonts: &[Font], character: char) -> bool {
    !fonts.is_empty()
        && fonts
            .iter()
            .all(|font| font.info().coverage.contains(u32::from(character)))
}

/// Whether `character` has a glyph and is visible.
pub(crate) fn can_print(fonts: &[Font], character: char) -> bool {
    // ASCII is covered (see the test), and is nearly everything.
    !character.is_control() && !is_invisible(character) && (character.is_ascii() || cover(fonts, character))
}

/// Soft hyphen, zero-width and directional characters, line and paragraph separators, private use.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}'
        | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_weights_are_there_and_cover_what_indonesian_names_and_forms_need() {
        let fonts = embedded();
        assert_eq!(fonts.len(), 2);
        for character in ('!'..='~').chain("ÀÉéèëïñöüçŒœŠšşḍḥṣṭāīū’‘“”–—…·°½".chars())
        {
            assert!(cover(&fonts, character), "{character}");
        }
        assert!(!cover(&fonts, '漢'));
    }
}
