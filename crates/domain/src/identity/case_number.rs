//! Numbers of court cases (*nomor perkara*).

use serde::{Deserialize, Serialize};

use super::{CourtCode, InvalidIdentifier, string_identifier};

/// Number of a contentious case at first instance, e.g. `0318/Pdt.G/2021/PA.Pas`.
///
/// Courts write leading zeros or leave them out, so equality and look-up go by [`CaseNumber::canonical`];
/// the text is kept as the court wrote it, because that is what letters quote.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CaseNumber {
    text: String,
    sequence: u32,
    year: u16,
    court: CourtCode,
}

string_identifier!(CaseNumber);

const INVALID: InvalidIdentifier = InvalidIdentifier {
    code: "case_number_form",
    rule: "a case number reads number/Pdt.G/year/court, e.g. 0318/Pdt.G/2021/PA.Pas",
    mend: "send the number of the divorce case at first instance as it stands on the ruling",
};

impl CaseNumber {
    /// Parses the court's notation.
    ///
    /// # Errors
    /// Code `case_number_form`.
    pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
        let (sequence, year, court) = split_numbered(text, "Pdt.G").ok_or(INVALID)?;
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

    /// Year of registration.
    pub fn year(&self) -> u16 {
        self.year
    }

    /// The court that heard the case.
    pub fn court(&self) -> &CourtCode {
        &self.court
    }

    /// One spelling per case: leading zeros removed.
    pub fn canonical(&self) -> String {
        format!("{}/Pdt.G/{}/{}", self.sequence, self.year, self.court)
    }
}

impl PartialEq for CaseNumber {
    fn eq(&self, other: &Self) -> bool {
        self.canonical() == other.canonical()
    }
}
impl Eq for CaseNumber {}

/// Splits `number/<middle>/year/court`, the notation shared by case and certificate numbers.
pub(super) fn split_numbered(text: &str, middle: &str) -> Option<(u32, u16, CourtCode)> {
    let mut parts = text.split('/');
    let (number, register, year, court) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || register != middle {
        return None;
    }
    if !(1..=5).contains(&number.len()) || !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let sequence = number.parse().ok().filter(|n| *n > 0)?;
    let year = year.parse().ok().filter(|y| (1950..=2100).contains(y))?;
    Some((sequence, year, CourtCode::parse(court).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leading_zeros_do_not_make_another_case() {
        let padded = CaseNumber::parse("0318/Pdt.G/2021/PA.Pas").unwrap();
        let plain = CaseNumber::parse("318/Pdt.G/2021/PA.Pas").unwrap();
        assert_eq!(padded, plain);
        assert_eq!(padded.as_str(), "0318/Pdt.G/2021/PA.Pas");
        assert_eq!(padded.court().as_str(), "PA.Pas");
    }

    #[test]
    fn other_registers_and_instances_are_refused() {
        for text in [
            "",
            "0318/Pdt.P/2021/PA.Pas",
            "0318/Pdt.G/21/PA.Pas",
            "0318/Pdt.G/2021/PTA.Sby",
            "224/K/AG/2011",
            "000/Pdt.G/2021/PA.Pas",
            "0318/Pdt.G/2021/PA.Pas/1",
            "0318 /Pdt.G/2021/PA.Pas",
        ] {
            assert_eq!(
                CaseNumber::parse(text).unwrap_err().code,
                "case_number_form",
                "{text}"
            );
        }
    }
}
