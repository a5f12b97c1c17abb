//! Numbers of divorce certificates (*akta cerai*).

use serde::{Deserialize, Serialize};

use super::case_number::split_numbered;
use super::{CourtCode, InvalidIdentifier, string_identifier};

/// Number of a religious court's *akta cerai*, e.g. `0140/AC/2021/PA.Pas`. The serial number of the secured
/// blank it is printed on is another thing.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AktaCeraiNumber {
    text: String,
    sequence: u32,
    year: u16,
    court: CourtCode,
}

string_identifier!(AktaCeraiNumber);

impl AktaCeraiNumber {
    /// Parses the court's notation.
    ///
    /// # Errors
    /// Code `akta_number_form`.
    pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
        let (sequence, year, court) = split_numbered(text, "AC").ok_or(InvalidIdentifier {
            code: "akta_number_form",
            rule: "an akta cerai number reads number/AC/year/court, e.g. 0140/AC/2021/PA.Pas",
            mend: "send the number printed on the akta cerai, not the serial number of the blank",
        })?;
        Ok(Self {
            text: text.to_owned(),
            sequence,
            year,
            court,
        })
    }

    /// As the court wrote it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The court that issued it.
    pub fn court(&self) -> &CourtCode {
        &self.court
    }

    /// One spelling per certificate: leading zeros removed.
    pub fn canonical(&self) -> String {
        format!("{}/AC/{}/{}", self.sequence, self.year, self.court)
    }
}

impl PartialEq for AktaCeraiNumber {
    fn eq(&self, other: &Self) -> bool {
        self.canonical() == other.canonical()
    }
}
impl Eq for AktaCeraiNumber {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_register_letter_tells_it_from_a_case_number() {
        assert!(AktaCeraiNumber::parse("0140/AC/2021/PA.Pas").is_ok());
        assert_eq!(
            AktaCeraiNumber::parse("0318/Pdt.G/2021/PA.Pas").unwrap_err().code,
            "akta_number_form"
        );
        assert_eq!(
            AktaCeraiNumber::parse("140/AC/2021/PA.Pas"),
            AktaCeraiNumber::parse("0140/AC/2021/PA.Pas")
        );
    }
}
