//! What typesets.

use std::fmt;

use tuntas_cards::{KkSheet, KtpCard, NoticeLetter, Pdf, RenderError, Renderer};

/// Turns a document into its file. The same document always gives the same bytes: the file is named by them.
pub trait Press: fmt::Debug + Send + Sync {
    /// A family card.
    ///
    /// # Errors
    /// [`RenderError`].
    fn kk(&self, sheet: &KkSheet) -> Result<Pdf, RenderError>;

    /// The print file of an identity card.
    ///
    /// # Errors
    /// [`RenderError`].
    fn ktp(&self, card: &KtpCard) -> Result<Pdf, RenderError>;

    /// A notice to another registry.
    ///
    /// # Errors
    /// [`RenderError`].
    fn notice(&self, letter: &NoticeLetter) -> Result<Pdf, RenderError>;
}

impl Press for Renderer {
    fn kk(&self, sheet: &KkSheet) -> Result<Pdf, RenderError> {
        Self::kk(self, sheet)
    }

    fn ktp(&self, card: &KtpCard) -> Result<Pdf, RenderError> {
        Self::ktp(self, card)
    }

    fn notice(&self, letter: &NoticeLetter) -> Result<Pdf, RenderError> {
        Self::notice(self, letter)
    }
}
