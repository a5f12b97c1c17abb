//! A press that is quick: a document's file is what its content looks like.

use card_render::Press;
use tuntas_cards::{KkSheet, KtpCard, NoticeLetter, Pdf, RenderError};

/// Typesets nothing. The same content gives the same bytes, and another content others.
#[derive(Debug)]
pub(crate) struct QuickPress;

fn file(kind: &str, parts: &[&str]) -> Pdf {
    Pdf {
        bytes: format!("{kind}\n{}", parts.join("\n")).into_bytes(),
        pages: 1,
    }
}

impl Press for QuickPress {
    fn kk(&self, sheet: &KkSheet) -> Result<Pdf, RenderError> {
        let mut parts = vec![
            &*sheet.number,
            &*sheet.address,
            &*sheet.issued_on,
            &*sheet.verify_url,
        ];
        for member in &sheet.members {
            parts.extend([&*member.nik, &*member.relationship, &*member.marital_status]);
        }
        Ok(file("kk", &parts))
    }

    fn ktp(&self, card: &KtpCard) -> Result<Pdf, RenderError> {
        let parts = [
            &*card.nik,
            &*card.address,
            &*card.marital_status,
            &*card.issued_on,
            &*card.verify_url,
        ];
        Ok(file("ktp", &parts))
    }

    fn notice(&self, letter: &NoticeLetter) -> Result<Pdf, RenderError> {
        let parts = [&*letter.number, &*letter.date, &*letter.verify_url];
        Ok(file("notice", &parts))
    }
}
