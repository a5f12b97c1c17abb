//! A letter between offices, A4 portrait, in the form Indonesian offices use.

use std::fmt;

use serde::Serialize;

use crate::{OfficeHead, Recipient};

/// A letter from one office to another: requests for security, the answers to them, reports.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct OfficeLetter {
    /// Whose form it has.
    pub house: House,
    /// Who writes: from the highest body down; the last line is the address.
    pub letterhead: Vec<String>,
    /// Nomor.
    pub number: String,
    /// Place of writing.
    pub place: String,
    /// Date in prose.
    pub date: String,
    /// The same date written DD-MM-YYYY; the date of the PDF.
    pub issued_on: String,
    /// Sifat, or Klasifikasi.
    pub nature: String,
    /// Lampiran; empty prints as a dash.
    pub attachment: String,
    /// Hal, or Perihal.
    pub subject: String,
    /// Who receives it.
    pub recipient: Recipient,
    /// What it says.
    pub body: Vec<Passage>,
    /// In whose name the signer signs (*a.n.*); empty where in their own.
    pub on_behalf_of: String,
    /// Who signs.
    pub signer: OfficeHead,
    /// Tembusan: who gets a copy.
    pub copies: Vec<String>,
    /// Address behind the QR symbol, printable ASCII, up to 300 characters.
    pub verify_url: String,
    /// A few characters of the token, for comparing by eye.
    pub verify_token_hint: String,
    /// Marks the letter CONTOH / BUKAN DOKUMEN RESMI.
    pub sample: bool,
}

/// Forms of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum House {
    /// A religious court: head in the middle over a double line, greetings, paragraphs.
    Court,
    /// An office of the city: as a court, with the city over the office.
    City,
    /// The police: head at the left over a line, numbered paragraphs that begin with what they refer to (*rujukan*).
    Police,
}

/// A part of a letter.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Passage {
    /// A paragraph; numbered by itself in a letter of the police.
    Paragraph(String),
    /// A paragraph with items below it, lettered a, b, c.
    List(String, Vec<String>),
    /// Labels with values.
    Facts(Vec<(String, String)>),
    /// A greeting, which is never numbered.
    Greeting(String),
}

impl fmt::Debug for OfficeLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OfficeLetter").finish_non_exhaustive()
    }
}

impl fmt::Debug for Passage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passage(…)")
    }
}
