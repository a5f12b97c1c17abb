//! From a template and its data to a PDF. What the crates that make documents share: fonts, a world without files and
//! clock, archivable PDFs, and the checks of what may be printed.
//!
//! The same template and data give the same bytes, in any process and at any time. Data is only ever set as text, so a
//! name that looks like markup prints as that name. The PDFs follow PDF/A-2a and PDF/UA-1: archivable, tagged, with all
//! fonts inside. They carry no signature.
//!
//! A template imports `style.typ` of this crate beside itself, and reads its data from `/data.json`.

mod fault;
mod fonts;
mod pdf;
mod preview;
mod text;
mod typesetter;
mod world;

pub use fault::Fault;
pub use text::{MAX_FIELD_CHARS, is_form_date};
pub use typesetter::{Layout, Typesetter};
