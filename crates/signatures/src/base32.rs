//! Crockford's base 32 for 128 bits: 26 characters that survive being read aloud over a telephone.
//!
//! The alphabet has no I, L, O or U. The value is written as one big-endian number, so the first character
//! carries only three bits and is at most `7`.

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Characters that 128 bits take.
pub(crate) const LENGTH: usize = 26;

/// The 26 lower-case characters of `bytes`.
pub(crate) fn encode(bytes: [u8; 16]) -> String {
    let value = u128::from_be_bytes(bytes);
    (0..LENGTH)
        .rev()
        .map(|position| {
            let digit = (value >> (5 * position)) & 31;
            ALPHABET
                .get(usize::try_from(digit).unwrap_or(0))
                .copied()
                .map_or('0', char::from)
        })
        .collect()
}

/// Reads what people write: capitals or not, hyphens and spaces anywhere, `O` for `0`, `I` or `L` for `1`.
pub(crate) fn decode(text: &str) -> Option<[u8; 16]> {
    let mut value: u128 = 0;
    let mut length = 0;
    for character in text.chars().filter(|c| !matches!(c, '-' | ' ')) {
        let digit = digit(character)?;
        length += 1;
        // 26 digits hold 130 bits; a first digit above 7 would not fit in 128.
        if length > LENGTH || value >> 123 != 0 {
            return None;
        }
        value = (value << 5) | u128::from(digit);
    }
    (length == LENGTH).then(|| value.to_be_bytes())
}

fn digit(character: char) -> Option<u8> {
    let canonical = match character.to_ascii_lowercase() {
        'o' => b'0',
        'i' | 'l' => b'1',
        other => u8::try_from(other).ok()?,
    };
    ALPHABET
        .iter()
        .position(|&candidate| candidate == canonical)
        .and_then(|position| u8::try_from(position).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_ends_of_the_range() {
        assert_eq!(encode([0; 16]), "00000000000000000000000000");
        assert_eq!(encode([0xff; 16]), "7zzzzzzzzzzzzzzzzzzzzzzzzz");
        assert_eq!(decode("7zzzzzzzzzzzzzzzzzzzzzzzzz"), Some([0xff; 16]));
        assert_eq!(decode("80000000000000000000000000"), None);
    }

    proptest! {
        #[test]
        fn every_value_comes_back(bytes: [u8; 16]) {
            prop_assert_eq!(decode(&encode(bytes)), Some(bytes));
        }

        #[test]
        fn arbitrary_text_never_panics_and_has_one_reading(text in "\\PC{0,40}") {
            if let Some(bytes) = decode(&text) {
                prop_assert_eq!(decode(&encode(bytes)), Some(bytes));
            }
        }
    }
}
