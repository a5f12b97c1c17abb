//! Amounts of money: whole rupiah, exact.

use serde::{Deserialize, Serialize};

/// An amount in whole rupiah, at most Rp999.999.999.999.999: exact in every reader of JSON, and a sum of thousands of
/// amounts still fits. There are no sen and no fractions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
pub struct Rupiah(u64);

/// Why a number or a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidRupiah {
    /// More than [`Rupiah::MOST`].
    #[error("an amount is at most Rp999.999.999.999.999")]
    TooMuch,
    /// Not written as an amount.
    #[error("an amount is whole rupiah: 2500000, 2.500.000 or Rp2.500.000")]
    Form,
    /// There are sen.
    #[error("an amount is whole rupiah, without sen")]
    Fraction,
}

impl Rupiah {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount.
    pub const MOST: Self = Self(999_999_999_999_999);

    /// Checks the range.
    ///
    /// # Errors
    /// [`InvalidRupiah::TooMuch`].
    pub fn new(amount: u64) -> Result<Self, InvalidRupiah> {
        if amount <= Self::MOST.0 {
            Ok(Self(amount))
        } else {
            Err(InvalidRupiah::TooMuch)
        }
    }

    /// Reads `2500000`, `2.500.000` or `Rp2.500.000`, also with `,00` behind it, as Indonesian offices and banks write it.
    /// Points stand between thousands or nowhere.
    ///
    /// # Errors
    /// [`InvalidRupiah`].
    pub fn parse(text: &str) -> Result<Self, InvalidRupiah> {
        let text = text.trim();
        let bare = text.get(..2).filter(|sign| sign.eq_ignore_ascii_case("rp"));
        let bare = bare.map_or(text, |_| text.get(2..).unwrap_or_default().trim_start());
        let (whole, sen) = match bare.split_once(',') {
            Some((whole, sen)) => (whole, sen),
            None => (bare, "00"),
        };
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(sen) || sen.len() > 2 {
            return Err(InvalidRupiah::Form);
        }
        let mut groups = whole.split('.');
        let first = groups.next().unwrap_or_default();
        let mut plain = first.to_owned();
        let mut grouped = false;
        for group in groups {
            if group.len() != 3 || !digits(group) {
                return Err(InvalidRupiah::Form);
            }
            grouped = true;
            plain.push_str(group);
        }
        if !digits(first) || (grouped && first.len() > 3) {
            return Err(InvalidRupiah::Form);
        }
        if sen.bytes().any(|b| b != b'0') {
            return Err(InvalidRupiah::Fraction);
        }
        plain
            .parse()
            .map_err(|_| InvalidRupiah::TooMuch)
            .and_then(Self::new)
    }

    /// The number of rupiah.
    pub fn get(self) -> u64 {
        self.0
    }

    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum; `None` above [`Rupiah::MOST`].
    pub fn plus(self, other: Self) -> Option<Self> {
        let sum = self.0.checked_add(other.0)?;
        Self::new(sum).ok()
    }

    /// The difference; `None` below nothing.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The sum of all; `None` above [`Rupiah::MOST`].
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::plus)
    }
}

impl TryFrom<u64> for Rupiah {
    type Error = InvalidRupiah;
    fn try_from(amount: u64) -> Result<Self, InvalidRupiah> {
        Self::new(amount)
    }
}

impl From<Rupiah> for u64 {
    fn from(amount: Rupiah) -> Self {
        amount.0
    }
}

/// `Rp2.500.000`.
impl std::fmt::Display for Rupiah {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Rp{}", thousands(self.0))
    }
}

/// `1.234.567`: a number with points between thousands.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            written.push('.');
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_offices_and_banks_write_them() {
        let amount = Ok(Rupiah(2_500_000));
        for text in [
            "2500000",
            "2.500.000",
            "Rp2.500.000",
            "Rp 2.500.000,00",
            "rp2500000,0",
            " 2.500.000 ",
        ] {
            assert_eq!(Rupiah::parse(text), amount, "{text}");
        }
        assert_eq!(Rupiah::parse("Rp750.000"), Ok(Rupiah(750_000)));
        assert_eq!(Rupiah::parse("0"), Ok(Rupiah::ZERO));
        assert_eq!(Rupiah(2_500_000).to_string(), "Rp2.500.000");
        assert_eq!(Rupiah(750_000).to_string(), "Rp750.000");
        assert_eq!(Rupiah(99).to_string(), "Rp99");
    }

    #[test]
    fn what_could_mean_two_amounts_is_none() {
        for text in [
            "",
            "Rp",
            "2.5",
            "2500.00",
            "2.50.000",
            "2500.000",
            "2,500,000",
            "2.500.000,",
            "-5",
            "1e6",
            ".500",
            "Rp Rp5",
            "٢",
        ] {
            assert_eq!(Rupiah::parse(text), Err(InvalidRupiah::Form), "{text}");
        }
        assert_eq!(Rupiah::parse("2.500.000,50"), Err(InvalidRupiah::Fraction));
        assert_eq!(Rupiah::parse("1000000000000000"), Err(InvalidRupiah::TooMuch));
        assert_eq!(
            Rupiah::parse("99999999999999999999999"),
            Err(InvalidRupiah::TooMuch)
        );
    }

    #[test]
    fn sums_and_differences_never_wrap() {
        assert_eq!(Rupiah::MOST.plus(Rupiah(1)), None);
        assert_eq!(Rupiah::ZERO.minus(Rupiah(1)), None);
        assert_eq!(Rupiah(3).minus(Rupiah(1)), Some(Rupiah(2)));
        assert!(Rupiah(3).minus(Rupiah(3)).is_some_and(Rupiah::is_zero));
        assert!(!Rupiah(3).is_zero());
        assert_eq!(Rupiah::sum([Rupiah(1), Rupiah(2)]), Some(Rupiah(3)));
        assert_eq!(u64::from(Rupiah::MOST), Rupiah::MOST.get());
        assert_eq!(Rupiah::MOST.get(), 999_999_999_999_999);
        assert!(serde_json::from_str::<Rupiah>("1000000000000000").is_err());
        assert!(serde_json::from_str::<Rupiah>("1.5").is_err());
    }
}
