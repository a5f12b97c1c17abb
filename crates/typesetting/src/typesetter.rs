//! From a template and its data to pages.

use std::fmt;

use serde_json::Value;
use typst::diag::SourceDiagnostic;
use typst_layout::PagedDocument;

use crate::world::{Assets, Sheet};
use crate::{Fault, fonts, pdf, preview, text};

/// After how many renders without use a remembered layout step is forgotten. Without this the memory of a
/// warm process grows with every document.
const MEMORY_AGE: usize = 4;

/// Message with which a template says that a value does not fit; the name of the field follows.
const OVERFLOW: &str = "overflow: ";

/// Typesets templates. Make one and keep it: it holds the parsed templates and fonts, and may be shared
/// between threads.
pub struct Typesetter {
    assets: Assets,
}

/// Pages laid out from a template and its data.
pub struct Layout<'a> {
    document: PagedDocument,
    identity: String,
    world: Sheet<'a>,
    _forget: ForgetOldSteps,
}

impl Typesetter {
    /// Parses `templates`, given by name and text, and the fonts; takes a few milliseconds.
    pub fn new(templates: &[(&str, &str)]) -> Self {
        Self {
            assets: Assets::new(templates),
        }
    }

    /// Checks every string of some data: length, and that each character has a glyph and is visible. Characters that
    /// reorder, join or hide text are refused, because a printed name must read as the register holds it.
    ///
    /// # Errors
    /// [`Fault::TooLong`], [`Fault::Unprintable`] with the path of the first string that cannot be printed.
    pub fn check(&self, data: &Value) -> Result<(), Fault> {
        text::check(&self.assets.fonts, data, "")
    }

    /// Whether a character has a glyph and is visible.
    pub fn can_print(&self, character: char) -> bool {
        fonts::can_print(&self.assets.fonts, character)
    }

    /// Lays out `template` with `data`, a JSON text. A warning of the compiler counts as a failure: in a fixed set of
    /// templates and fonts it means that the page does not look as designed.
    ///
    /// # Errors
    /// [`Fault::Template`], and [`Fault::TooLong`] where the template says so.
    pub fn lay_out(&self, template: &str, data: String) -> Result<Layout<'_>, Fault> {
        let forget = ForgetOldSteps;
        let identity = format!("{template} {data}");
        let world = self
            .assets
            .with(template, data.into_bytes())
            .ok_or_else(|| Fault::Template {
                place: template.into(),
            })?;
        let outcome = typst::compile::<PagedDocument>(&world);
        let document = outcome.output.map_err(|problems| explain(&problems, &world))?;
        if !outcome.warnings.is_empty() {
            return Err(explain(&outcome.warnings, &world));
        }
        Ok(Layout {
            document,
            identity,
            world,
            _forget: forget,
        })
    }
}

impl Layout<'_> {
    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.document.pages().len()
    }

    /// The PDF. Equal template and data have equal bytes.
    ///
    /// # Errors
    /// [`Fault::Standard`].
    pub fn pdf(&self) -> Result<Vec<u8>, Fault> {
        pdf::write(&self.document, &self.identity, &self.world)
    }

    /// Draws page `page` (counted from 0) as a PNG with `ppi` pixels per inch, as it would print.
    ///
    /// # Errors
    /// [`Fault::Preview`].
    pub fn png(&self, page: usize, ppi: f64) -> Result<Vec<u8>, Fault> {
        preview::png(&self.document, page, ppi)
    }
}

impl fmt::Debug for Typesetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Typesetter").finish_non_exhaustive()
    }
}

impl fmt::Debug for Layout<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Layout")
            .field("pages", &self.pages())
            .finish_non_exhaustive()
    }
}

fn explain(problems: &[SourceDiagnostic], world: &Sheet<'_>) -> Fault {
    let too_long = problems.iter().find_map(|problem| {
        let at = problem.message.find(OVERFLOW)? + OVERFLOW.len();
        Some(problem.message.as_str().get(at..)?.to_owned())
    });
    match too_long {
        Some(field) => Fault::TooLong { field },
        None => Fault::Template {
            place: pdf::place_of(problems, world),
        },
    }
}

/// Forgets old layout steps when a render ends, however it ends.
struct ForgetOldSteps;

impl Drop for ForgetOldSteps {
    fn drop(&mut self) {
        typst::comemo::evict(MEMORY_AGE);
    }
}
