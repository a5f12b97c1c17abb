//! Why something could not be typeset.

use thiserror::Error;

/// Why something could not be typeset.
///
/// Messages name fields and places in templates, never a value: they are safe to log.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// A value does not fit its place, even shrunk and narrowed to the limit of legibility.
    #[error("`{field}` is too long for its place")]
    TooLong {
        /// The field, as the template or the data names it.
        field: String,
    },
    /// A value holds a character that cannot be printed: a control or formatting character, or one that the
    /// embedded fonts (Latin, Greek, Cyrillic) have no glyph for.
    #[error("`{field}` holds U+{code_point:04X}, which cannot be printed")]
    Unprintable {
        /// Path of the field in the data, such as `members[2].name`.
        field: String,
        /// The offending Unicode code point.
        code_point: u32,
    },
    /// A preview was asked for at a useless or unreasonably large size, or of a page that does not exist.
    #[error("no preview of this page at this resolution")]
    Preview,
    /// A template failed or warned; `place` is file and line. The compiler's own message is withheld because
    /// it may quote a value.
    #[error("the template failed at {place}")]
    Template {
        /// File and line of the template, such as `kk.typ:120`.
        place: String,
    },
    /// The laid out document breaks a rule of PDF/A-2a or PDF/UA-1; `place` is file and line.
    #[error("the document breaks a PDF standard at {place}")]
    Standard {
        /// File and line of the template, or `unknown`.
        place: String,
    },
}
