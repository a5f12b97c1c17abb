//! Rules for short free text.

/// Why a text was not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidText {
    /// Nothing but white space.
    #[error("the text is empty")]
    Empty,
    /// Longer than the field allows, counted in characters.
    #[error("the text has more than {0} characters")]
    TooLong(usize),
    /// Control characters, line breaks or characters outside the Latin script.
    #[error("the text has characters that cannot be printed on a document")]
    Unprintable,
}
