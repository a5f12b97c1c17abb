//! Codes that somebody chooses, such as those of officers and offices.

/// Declares a code: lower-case letters, digits and hyphens, beginning with a letter, so that it fits keys, scopes and
/// addresses as it is. Two characters at least, and so many at most; then the stable code, the rule and the mend of what is
/// refused.
#[macro_export]
macro_rules! chosen_code {
    ($(#[$doc:meta])* $name:ident, $most:literal, $code:literal, $rule:literal, $mend:literal $(,)?) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        $crate::string_identifier!($name);

        impl $name {
            #[doc = concat!("Parses 2 to ", $most, " lower-case letters, digits and hyphens, beginning with a letter.")]
            ///
            /// # Errors
            #[doc = concat!("Code `", $code, "`.")]
            pub fn parse(text: &str) -> Result<Self, $crate::identity::InvalidIdentifier> {
                if $crate::identity::is_chosen_code(text, $most) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err($crate::identity::InvalidIdentifier { code: $code, rule: $rule, mend: $mend })
                }
            }

            /// The code as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

/// Whether a text has the form of a code that somebody chooses, with so many characters at most.
pub fn is_chosen_code(text: &str, most: usize) -> bool {
    text.bytes().next().is_some_and(|b| b.is_ascii_lowercase())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && (2..=most).contains(&text.len())
}
