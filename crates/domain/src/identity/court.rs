//! Codes of religious courts.

use serde::{Deserialize, Serialize};

use super::{InvalidIdentifier, string_identifier};

/// Code of a religious court as it stands in its case numbers: `PA.Pas` for *Pengadilan Agama* Pasuruan,
/// `MS.Bna` for a *Mahkamah Syar'iyah* in Aceh.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CourtCode(String);

string_identifier!(CourtCode);

impl CourtCode {
    /// Parses `PA.` or `MS.` and two to eight letters.
    ///
    /// # Errors
    /// Code `court_code_form`.
    pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
        let place = text.strip_prefix("PA.").or_else(|| text.strip_prefix("MS."));
        match place {
            Some(place)
                if (2..=8).contains(&place.len()) && place.bytes().all(|b| b.is_ascii_alphabetic()) =>
            {
                Ok(Self(text.to_owned()))
            }
            _ => Err(InvalidIdentifier {
                code: "court_code_form",
                rule: "a religious court's code is PA. (or MS.) and two to eight letters",
                mend: "use the code of the court's own case numbers, e.g. PA.Pas",
            }),
        }
    }

    /// The code as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
