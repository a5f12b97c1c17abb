//! The renderer: from a document to its PDF.

use std::fmt;

use serde::Serialize;
use serde_json::Value;
use tuntas_typesetting::{Layout, Typesetter, is_form_date};

use crate::data::Data;
use crate::qr::{self, Room};
use crate::{KkSheet, KtpCard, NoticeLetter, OfficeLetter, Receipt, RenderError};

const TEMPLATES: [(&str, &str); 5] = [
    ("kk.typ", include_str!("../templates/kk.typ")),
    ("ktp.typ", include_str!("../templates/ktp.typ")),
    ("letter.typ", include_str!("../templates/letter.typ")),
    ("notice.typ", include_str!("../templates/notice.typ")),
    ("receipt.typ", include_str!("../templates/receipt.typ")),
];

/// Typesets documents. Make one and keep it: it holds the parsed templates and fonts, and may be shared
/// between threads.
pub struct Renderer {
    typesetter: Typesetter,
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
    /// A letter of an office.
    Letter(&'a OfficeLetter),
    /// A receipt.
    Receipt(&'a Receipt),
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

impl<'a> From<&'a Receipt> for Document<'a> {
    fn from(receipt: &'a Receipt) -> Self {
        Self::Receipt(receipt)
    }
}

impl Document<'_> {
    fn template(&self) -> &'static str {
        match self {
            Self::Kk(_) => "kk.typ",
            Self::Ktp(_) => "ktp.typ",
            Self::Notice(_) => "notice.typ",
            Self::Letter(_) => "letter.typ",
            Self::Receipt(_) => "receipt.typ",
        }
    }

    fn issued_on(&self) -> &str {
        match self {
            Self::Kk(sheet) => &sheet.issued_on,
            Self::Ktp(card) => &card.issued_on,
            Self::Notice(letter) => &letter.issued_on,
            Self::Letter(letter) => &letter.issued_on,
            Self::Receipt(receipt) => &receipt.issued_on,
        }
    }

    fn qr_symbol(&self) -> Result<qr::Symbol, RenderError> {
        match self {
            Self::Kk(sheet) => qr::encode(&sheet.verify_url, Room::SHEET),
            Self::Ktp(card) => qr::encode(&card.verify_url, Room::CARD),
            Self::Notice(letter) => qr::encode(&letter.verify_url, Room::SHEET),
            Self::Letter(letter) => qr::encode(&letter.verify_url, Room::SHEET),
            Self::Receipt(receipt) => qr::encode(&receipt.verify_url, Room::SHEET),
        }
    }

    /// Fewest and most pages that the document may come out with.
    fn page_range(&self) -> Result<std::ops::RangeInclusive<usize>, RenderError> {
        match self {
            Self::Kk(sheet) => sheet.page_count().map(|pages| pages..=pages),
            Self::Ktp(_) | Self::Receipt(_) => Ok(1..=1),
            Self::Notice(letter) => Ok(1..=letter.pages_at_most()),
            Self::Letter(_) => Ok(1..=2),
        }
    }

    fn to_value(self) -> Result<Value, RenderError> {
        match self {
            Self::Kk(sheet) => to_value(sheet),
            Self::Ktp(card) => to_value(card),
            Self::Notice(letter) => to_value(letter),
            Self::Letter(letter) => to_value(letter),
            Self::Receipt(receipt) => to_value(receipt),
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
            typesetter: Typesetter::new(&TEMPLATES),
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

    /// Typesets a letter to another city's registry: A4 portrait, at most two pages, and more only for a large
    /// family that moves.
    pub fn notice(&self, letter: &NoticeLetter) -> Result<Pdf, RenderError> {
        self.pdf(letter)
    }

    /// Typesets a letter of an office: A4 portrait, at most two pages.
    pub fn letter(&self, letter: &OfficeLetter) -> Result<Pdf, RenderError> {
        self.pdf(letter)
    }

    /// Typesets a receipt: A5 landscape, one page.
    pub fn receipt(&self, receipt: &Receipt) -> Result<Pdf, RenderError> {
        self.pdf(receipt)
    }

    /// Typesets any document.
    pub fn pdf<'a>(&self, document: impl Into<Document<'a>>) -> Result<Pdf, RenderError> {
        let layout = self.lay_out(document.into())?;
        Ok(Pdf {
            bytes: layout.pdf()?,
            pages: layout.pages(),
        })
    }

    /// Draws page `page` (counted from 0) as a PNG with `ppi` pixels per inch, as it would print.
    pub fn preview_png<'a>(
        &self,
        document: impl Into<Document<'a>>,
        page: usize,
        ppi: f64,
    ) -> Result<Vec<u8>, RenderError> {
        Ok(self.lay_out(document.into())?.png(page, ppi)?)
    }

    fn lay_out(&self, document: Document<'_>) -> Result<Layout<'_>, RenderError> {
        let template = document.template();
        let allowed = document.page_range()?;
        if !is_form_date(document.issued_on()) {
            return Err(RenderError::Date);
        }
        let qr = document.qr_symbol()?;
        let value = document.to_value()?;
        self.typesetter.check(&value)?;
        let data = serde_json::to_string(&Data { doc: &value, qr }).map_err(|_| RenderError::Template {
            place: template.into(),
        })?;
        let layout = self.typesetter.lay_out(template, data)?;
        let found = layout.pages();
        if !allowed.contains(&found) {
            return Err(RenderError::Pages {
                expected: *allowed.end(),
                found,
            });
        }
        Ok(layout)
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
