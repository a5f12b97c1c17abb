//! The `Idempotency-Key` of a request.

use crate::ProblemCode;

/// Reads the header: 1 to 64 visible ASCII characters.
///
/// # Errors
/// The code of the refusal.
pub fn idempotency_key(header: Option<&str>) -> Result<&str, ProblemCode> {
    let key = header.ok_or(ProblemCode::IdempotencyKeyMissing)?;
    if (1..=64).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()) {
        Ok(key)
    } else {
        Err(ProblemCode::IdempotencyKeyInvalid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_never_guessed() {
        assert_eq!(idempotency_key(None), Err(ProblemCode::IdempotencyKeyMissing));
        for wrong in ["", "two words", "\u{e9}", &"x".repeat(65)] {
            assert_eq!(
                idempotency_key(Some(wrong)),
                Err(ProblemCode::IdempotencyKeyInvalid),
                "{wrong}"
            );
        }
        assert_eq!(idempotency_key(Some("again-1")), Ok("again-1"));
    }
}
