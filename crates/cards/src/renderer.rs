//! The renderer: from a document to its PDF.

use std::fmt;

use serde::Serialize;
use serde_json::Value;
use typst::diag::SourceDiagnostic;
use typst_layout::PagedDocument;

use crate::data::Data;
use crate::qr::{self, Room};
use crate::text;
use crate::world::{Assets, Sheet};
use crate::{KkSheet, KtpCard, NoticeLetter, OfficeLetter, RenderError, pdf, preview};

/// After how many renders without use a remembered layout step is forgotten. Without this the memory of a
/// warm process grows with every document.
const MEMORY_AGE: usize = 4;

/// Message with which a template says that a value does not fit; the name of the field follows.
const OVERFLOW: &str = "overflow: ";

/// Typesets documents. Make one and keep it: it holds the parsed templates and fonts, and may be shared
/// between threads.
pub struct Renderer {
    assets: Assets,
}

/// A finished PDF.
#[derive(Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

impl fmt::Debug for Pdf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pdf")
            .field("bytes", &self.bytes.len())
            .field("pages", &self.pages)
            .finish()
    }
}

/// Any document the renderer knows.
#[derive(Debug, Clone, Copy)]
pub enum Document<'a> {
    /// A family card.
    Kk(&'a KkSheet),
    /// The print file of an ID card.
    Ktp(&'a KtpCard),
    /// A letter to another city's registry.
    Notice(&'a NoticeLetter),
    /// A letter between offices.
    Letter(&'a OfficeLetter),
}

impl<'a> From<&'a KkSheet> for Document<'a> {
    fn from(sheet: &'a KkSheet) -> Self {
        Self::Kk(sheet)
    }
}

impl<'a> From<&'a KtpCard> for Document<'a> {
    fn from(card: &'a KtpCard) -> Self {
        Self::Ktp(card)
    }
}

impl<'a> From<&'a NoticeLetter> for Document<'a> {
    fn from(letter: &'a NoticeLetter) -> Self {
        Self::Notice(letter)
    }
}

impl<'a> From<&'a OfficeLetter> for Document<'a> {
    fn from(letter: &'a OfficeLetter) -> Self {
        Self::Letter(letter)
    }
}

impl Document<'_> {
    fn template(&self) -> &'static str {
        match self {
            Self::Kk(_) => "kk.typ",
            Self::Ktp(_) => "ktp.typ",
            Self::Notice(_) => "notice.typ",
            Self::Letter(_) => "letter.typ",
        }
    }

    fn issued_on(&self) -> &str {
        match self {
            Self::Kk(sheet) => &sheet.issued_on,
            Self::Ktp(card) => &card.issued_on,
            Self::Notice(letter) => &letter.issued_on,
            Self::Letter(letter) => &letter.issued_on,
        }
    }

    fn qr_symbol(&self) -> Result<qr::Symbol, RenderError> {
        match self {
            Self::Kk(sheet) => qr::encode(&sheet.verify_url, Room::SHEET),
            Self::Ktp(card) => qr::encode(&card.verify_url, Room::CARD),
            Self::Notice(letter) => qr::encode(&letter.verify_url, Room::SHEET),
            Self::Letter(letter) => qr::encode(&letter.verify_url, Room::SHEET),
        }
    }

    /// Fewest and most pages that the document may come out with.
    fn page_range(&self) -> Result<std::ops::RangeInclusive<usize>, RenderError> {
        match self {
            Self::Kk(sheet) => sheet.page_count().map(|pages| pages..=pages),
            Self::Ktp(_) => Ok(1..=1),
            Self::Notice(_) | Self::Letter(_) => Ok(1..=2),
        }
    }

    fn to_value(self) -> Result<Value, RenderError> {
        match self {
            Self::Kk(sheet) => to_value(sheet),
            Self::Ktp(card) => to_value(card),
            Self::Notice(letter) => to_value(letter),
            Self::Letter(letter) => to_value(letter),
        }
    }
}

/// These structs hold only strings, lists and flags, which always become JSON.
fn to_value(document: &impl Serialize) -> Result<Value, RenderError> {
    serde_json::to_value(document).map_err(|_| RenderError::Template {
        place: "the document".into(),
    })
}

impl Renderer {
    /// Parses templates and fonts; takes a few milliseconds.
    pub fn new() -> Self {
        Self {
            assets: Assets::new(),
        }
    }

    /// Typesets a family card: A4 landscape, ten members a page.
    pub fn kk(&self, sheet: &KkSheet) -> Result<Pdf, RenderError> {
        self.pdf(sheet)
    }

    /// Typesets the print file of an ID card: one page of exactly 85.60 x 53.98 mm.
    pub fn ktp(&self, card: &KtpCard) -> Result<Pdf, RenderError> {
        self.pdf(card)
    }

    /// Typesets a letter to another city's registry: A4 portrait, at most two pages.
    pub fn notice(&self, letter: &NoticeLetter) -> Result<Pdf, RenderError> {
        self.pdf(letter)
    }

    /// Typesets a letter between offices: A4 portrait, at most two pages.
    pub fn letter(&self, letter: &OfficeLetter) -> Result<Pdf, RenderError> {
        self.pdf(letter)
    }

    /// Typesets any document.
    pub fn pdf<'a>(&self, document: impl Into<Document<'a>>) -> Result<Pdf, RenderError> {
        self.with_layout(document.into(), |layout, identity, world| {
            Ok(Pdf {
                bytes: pdf::write(layout, identity, world)?,
                pages: layout.pages().len(),
            })
        })
    }

    /// Draws page `page` (counted from 0) as a PNG with `ppi` pixels per inch, as it would print.
    pub fn preview_png<'a>(
        &self,
        document: impl Into<Document<'a>>,
        page: usize,
        ppi: f64,
    ) -> Result<Vec<u8>, RenderError> {
        self.with_layout(document.into(), |layout, _, _| preview::png(layout, page, ppi))
    }

    /// Lays the document out, hands it over, and forgets what later renders are unlikely to use.
    fn with_layout<T>(
        &self,
        document: Document<'_>,
        finish: impl FnOnce(&PagedDocument, &str, &Sheet<'_>) -> Result<T, RenderError>,
    ) -> Result<T, RenderError> {
        let _forget = ForgetOldSteps;
        let template = document.template();
        let allowed = document.page_range()?;
        if !text::is_form_date(document.issued_on()) {
            return Err(RenderError::Date);
        }
        let qr = document.qr_symbol()?;
        let value = document.to_value()?;
        text::check(&self.assets.fonts, &value, "")?;
        let data = serde_json::to_string(&Data { doc: &value, qr }).map_err(|_| RenderError::Template {
            place: template.into(),
        })?;
        let identity = format!("{template} {data}");
        let world = self
            .assets
            .with(template, data.into_bytes())
            .ok_or_else(|| RenderError::Template {
                place: template.into(),
            })?;

        let layout = lay_out(&world)?;
        let found = layout.pages().len();
        if !allowed.contains(&found) {
            return Err(RenderError::Pages {
                expected: *allowed.end(),
                found,
            });
        }
        finish(&layout, &identity, &world)
    }
}

impl Default for Renderer {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Renderer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Renderer").finish_non_exhaustive()
    }
}

/// Runs the compiler. A warning counts as a failure: in a fixed set of templates and fonts it means that the
/// page does not look as designed.
fn lay_out(world: &Sheet<'_>) -> Result<PagedDocument, RenderError> {
    let outcome = typst::compile::<PagedDocument>(world);
    let layout = outcome.output.map_err(|problems| explain(&problems, world))?;
    if outcome.warnings.is_empty() {
        Ok(layout)
    } else {
        Err(explain(&outcome.warnings, world))
    }
}

fn explain(problems: &[SourceDiagnostic], world: &Sheet<'_>) -> RenderError {
    let too_long = problems.iter().find_map(|problem| {
        let at = problem.message.find(OVERFLOW)? + OVERFLOW.len();
        Some(problem.message.as_str().get(at..)?.to_owned())
    });
    match too_long {
        Some(field) => RenderError::TooLong { field },
        None => RenderError::Template {
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
