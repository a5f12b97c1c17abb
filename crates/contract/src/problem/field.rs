//! Faults in the fields of a body.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use tuntas_domain::identity::InvalidIdentifier;
use utoipa::ToSchema;

use crate::findings::Pointer;

/// A rule that a field broke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Stable code.
    pub code: &'static str,
    /// The rule, as a sentence.
    pub rule: &'static str,
    /// What the sender can do about it.
    pub mend: &'static str,
}

impl Rule {
    /// A rule with its code and remedy.
    pub const fn new(code: &'static str, rule: &'static str, mend: &'static str) -> Self {
        Self { code, rule, mend }
    }

    pub(crate) fn at(self, field: &Pointer) -> FieldError {
        FieldError::new(field, self.code, self.rule, self.mend)
    }
}

impl From<InvalidIdentifier> for Rule {
    fn from(invalid: InvalidIdentifier) -> Self {
        Self::new(invalid.code, invalid.rule, invalid.mend)
    }
}

/// One fault: where, which rule, what to do. Never repeats the value, which may be personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldError {
    /// JSON pointer (RFC 6901) into the body; empty for the body as a whole.
    #[schema(example = "/petitioner/nik")]
    pub field: String,
    /// Stable code.
    #[schema(value_type = String, example = "nik_length")]
    pub code: Cow<'static, str>,
    /// The rule that was broken.
    #[schema(value_type = String, example = "a NIK has exactly 16 digits")]
    pub rule: Cow<'static, str>,
    /// What to do about it.
    #[schema(value_type = String, example = "send all 16 digits as printed on the KTP-el")]
    pub mend: Cow<'static, str>,
}

impl FieldError {
    pub(crate) fn new(
        field: &Pointer,
        code: &'static str,
        rule: impl Into<Cow<'static, str>>,
        mend: &'static str,
    ) -> Self {
        Self {
            field: field.as_str().to_owned(),
            code: code.into(),
            rule: rule.into(),
            mend: mend.into(),
        }
    }
}
