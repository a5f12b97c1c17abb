//! Hand-over at the door.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::findings::Pointer;
use crate::problem::{FieldError, Rule};
use crate::strict;

/// What the rider enters: the digits the addressee tells them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandoverCodeRequest {
    /// Six digits.
    #[schema(pattern = "^[0-9]{6}$", example = "123456")]
    pub code: String,
}

impl HandoverCodeRequest {
    /// Reads the code: six ASCII digits.
    ///
    /// # Errors
    /// What is wrong with the body; never empty. A malformed code costs no try.
    pub fn parse(bytes: &[u8]) -> Result<String, Vec<FieldError>> {
        let request: Self = strict::read(bytes).map_err(|fault| vec![fault])?;
        if request.code.len() == 6 && request.code.bytes().all(|b| b.is_ascii_digit()) {
            Ok(request.code)
        } else {
            Err(vec![SIX_DIGITS.at(&Pointer::root().member("code"))])
        }
    }
}

const SIX_DIGITS: Rule = Rule::new(
    "handover_code_form",
    "a hand-over code has six digits",
    "ask the addressee for the six digits on their tracking page",
);

/// The hand-over is confirmed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HandoverConfirmed {
    /// Always `confirmed`.
    pub result: Confirmed,
}

/// The only result there is; everything else is a problem.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Confirmed {
    /// The envelope is in the addressee's hands.
    #[default]
    Confirmed,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_malformed_code_is_told_from_a_wrong_one() {
        assert_eq!(
            HandoverCodeRequest::parse(br#"{"code":"012345"}"#).unwrap(),
            "012345"
        );
        for (body, code) in [
            (r#"{"code":"12345"}"#, "handover_code_form"),
            ("{\"code\":\"12345\u{661}\"}", "handover_code_form"),
            (r#"{"code":123456}"#, "field_type"),
            (r#"{"code":"123456","code":"123457"}"#, "field_duplicate"),
        ] {
            assert_eq!(
                HandoverCodeRequest::parse(body.as_bytes()).unwrap_err()[0].code,
                code,
                "{body}"
            );
        }
    }
}
