//! Digests and comparisons shared by every crate that keys something by its content.

use aws_lc_rs::{constant_time, digest};
use std::fmt::Write as _;

/// SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(digest::digest(&digest::SHA256, bytes).as_ref())
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let digits = String::with_capacity(bytes.len().saturating_mul(2));
    bytes.iter().fold(digits, |mut hex, byte| {
        // Writing to a `String` cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Whether both are equal, in a time that depends on their lengths only. For secrets and codes.
pub fn constant_time_eq(left: &[u8], right: &[u8]) -> bool {
    constant_time::verify_slices_are_equal(left, right).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sha256_matches_the_published_example() {
        // FIPS 180-4 example: the message "abc".
        assert_eq!(
            sha256_hex(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn comparison_sees_content_and_length() {
        assert!(constant_time_eq(b"sama", b"sama"));
        assert!(!constant_time_eq(b"sama", b"beda"));
        assert!(!constant_time_eq(b"sama", b"sam"));
        assert!(constant_time_eq(b"", b""));
    }
}
