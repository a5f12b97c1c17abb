//! Text of a field. Extracts come as UTF-8 or, from older spreadsheets, as Windows-1252.

use std::borrow::Cow;

/// The text of a field: UTF-8 if it is that, else Windows-1252. Names of the field are plain ASCII with few exceptions,
/// and hardly any Windows-1252 text happens to be valid UTF-8.
pub fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|byte| windows_1252(*byte)).collect()),
    }
}

fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_encodings_give_the_same_text() {
        assert_eq!(decoded("CONTOH SA’DIYAH É".as_bytes()), "CONTOH SA’DIYAH É");
        assert_eq!(decoded(b"CONTOH SA\x92DIYAH \xc9"), "CONTOH SA’DIYAH É");
    }
}
