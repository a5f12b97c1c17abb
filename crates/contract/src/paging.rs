//! How much of a list is wanted.

use crate::ProblemCode;

/// Rows on a page when nothing is asked for.
const USUAL: u16 = 25;
/// Rows on a page at most.
const AT_MOST: u16 = 100;

/// Reads the query parameter `limit`: rows on a page, 1 to 100, and 25 where it is not given.
///
/// # Errors
/// [`ProblemCode::LimitInvalid`].
pub fn page_limit(text: Option<&str>) -> Result<u16, ProblemCode> {
    let Some(text) = text else { return Ok(USUAL) };
    text.parse()
        .ok()
        .filter(|limit| (1..=AT_MOST).contains(limit))
        .ok_or(ProblemCode::LimitInvalid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_1_to_100_rows() {
        assert_eq!(page_limit(None), Ok(25));
        assert_eq!((page_limit(Some("1")), page_limit(Some("100"))), (Ok(1), Ok(100)));
        for wrong in ["0", "101", "-1", "", "ten", "70000"] {
            assert_eq!(
                page_limit(Some(wrong)).unwrap_err(),
                ProblemCode::LimitInvalid,
                "{wrong}"
            );
        }
    }
}
