//! The `Idempotency-Key`.

use tuntas_contract::{Problem, ProblemCode};
use tuntas_platform::http::HttpRequest;

/// Reads the key: 1 to 64 visible ASCII characters.
pub(crate) fn idempotency_key(request: &HttpRequest) -> Result<&str, Problem> {
    let key = request
        .header("idempotency-key")
        .ok_or(Problem::new(ProblemCode::IdempotencyKeyMissing))?;
    if (1..=64).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()) {
        Ok(key)
    } else {
        Err(Problem::new(ProblemCode::IdempotencyKeyInvalid))
    }
}
