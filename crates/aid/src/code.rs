//! Codes that an office chooses.

use serde::{Deserialize, Serialize};
use tuntas_domain::identity::InvalidIdentifier;

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $code:literal, $rule:literal, $mend:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Parses 2 to 40 lower-case letters, digits and hyphens, beginning with a letter.
            ///
            /// # Errors
            #[doc = concat!("Code `", $code, "`.")]
            pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
                let first = text.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
                let rest = text
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
                if first && rest && (2..=40).contains(&text.len()) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(InvalidIdentifier { code: $code, rule: $rule, mend: $mend })
                }
            }

            /// The code as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = InvalidIdentifier;
            fn from_str(text: &str) -> Result<Self, InvalidIdentifier> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidIdentifier;
            fn try_from(text: String) -> Result<Self, InvalidIdentifier> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.0
            }
        }
    };
}

code!(
    /// Code of a programme, such as `modal-pekka-2026`. It is for good: an edit is another version under the same code.
    ProgrammeCode,
    "programme_code_form",
    "a programme's code is 2 to 40 lower-case letters, digits and hyphens, beginning with a letter",
    "choose a short code, e.g. modal-pekka-2026"
);

code!(
    /// Where money comes from, such as `apbd`, `dbhcht` or `baznas`. Programmes that draw on the same source share its code,
    /// so that nobody is paid twice from it for one purpose.
    FundingSource,
    "funding_source_form",
    "a funding source is 2 to 40 lower-case letters, digits and hyphens, beginning with a letter",
    "use the code that other programmes of this source have, e.g. dbhcht"
);

code!(
    /// What money is for, such as `modal-usaha`.
    Purpose,
    "purpose_form",
    "a purpose is 2 to 40 lower-case letters, digits and hyphens, beginning with a letter",
    "use the code that other programmes of this purpose have, e.g. modal-usaha"
);
