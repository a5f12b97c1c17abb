//! Why a document could not be made.

use thiserror::Error;
use tuntas_typesetting::Fault;

/// Why a document could not be made.
///
/// Messages name fields and places in templates, never a value: they are safe to log.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RenderError {
    /// A value does not fit its place on the form, even shrunk and narrowed to the limit of legibility.
    #[error("`{field}` is too long for its place on the form")]
    TooLong {
        /// The field, as the form or the struct names it.
        field: String,
    },
    /// A value holds a character that cannot be printed: a control or formatting character, or one that the
    /// embedded fonts (Latin, Greek, Cyrillic) have no glyph for.
    #[error("`{field}` holds U+{code_point:04X}, which cannot be printed")]
    Unprintable {
        /// Path of the field in the document, such as `members[2].name`.
        field: String,
        /// The offending Unicode code point.
        code_point: u32,
    },
    /// A date of issue is not a calendar date written DD-MM-YYYY.
    #[error("`issued_on` is not a date written DD-MM-YYYY")]
    Date,
    /// A family card without a single member.
    #[error("a family card needs at least one member")]
    NoMembers,
    /// More members than [`MAX_MEMBERS`](crate::MAX_MEMBERS).
    #[error("a family card of {count} members is beyond what is rendered")]
    TooManyMembers {
        /// How many members were given.
        count: usize,
    },
    /// The verification address is empty, holds something else than printable ASCII, or is so long that its
    /// QR symbol would no longer be scannable in the space the document has for it.
    #[error("the verification address cannot be printed as a scannable QR symbol")]
    VerifyUrl,
    /// The document came out with another number of pages than its content calls for.
    #[error("the document has {found} pages where at most {expected} are allowed")]
    Pages {
        /// The most pages the content calls for.
        expected: usize,
        /// The pages that came out.
        found: usize,
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

impl From<Fault> for RenderError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::TooLong { field } => Self::TooLong { field },
            Fault::Unprintable { field, code_point } => Self::Unprintable { field, code_point },
            Fault::Preview => Self::Preview,
            Fault::Template { place } => Self::Template { place },
            Fault::Standard { place } => Self::Standard { place },
        }
    }
}
