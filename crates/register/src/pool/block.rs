//! A run of numbers issued with one letter.

use tuntas_domain::identity::{KecamatanCode, KkNumber};

/// Numbers of one block at most: the serial has four digits and starts at 0001.
pub const NUMBERS_AT_MOST: u16 = 9_999;

/// Consecutive numbers of one kecamatan and one day, first and last included.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    first: KkNumber,
    from: u16,
    to: u16,
}

/// A first and a last number that make no block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidBlock {
    /// The first six digits are not those of the kecamatan.
    #[error("the numbers were not issued for this kecamatan: their first six digits are another's")]
    OtherKecamatan,
    /// Digits 1 to 12 differ.
    #[error("the first and the last number differ in more than their last four digits")]
    NotOneRun,
    /// The last comes before the first.
    #[error("the last number comes before the first")]
    Backwards,
}

impl Block {
    /// The numbers from `first` to `last`.
    ///
    /// # Errors
    /// [`InvalidBlock`].
    pub fn new(kecamatan: &KecamatanCode, first: &KkNumber, last: &KkNumber) -> Result<Self, InvalidBlock> {
        if KecamatanCode::issuing(first) != *kecamatan || KecamatanCode::issuing(last) != *kecamatan {
            return Err(InvalidBlock::OtherKecamatan);
        }
        let (head, from) = first.as_str().split_at(SERIAL);
        let (other, to) = last.as_str().split_at(SERIAL);
        if head != other {
            return Err(InvalidBlock::NotOneRun);
        }
        match (from.parse(), to.parse()) {
            (Ok(from), Ok(to)) if from <= to => Ok(Self {
                first: first.clone(),
                from,
                to,
            }),
            _ => Err(InvalidBlock::Backwards),
        }
    }

    /// The numbers, in order.
    pub fn numbers(&self) -> impl Iterator<Item = KkNumber> {
        let head = &self.first.as_str()[..SERIAL];
        (self.from..=self.to).filter_map(move |serial| KkNumber::parse(&format!("{head}{serial:04}")).ok())
    }

    /// How many numbers it has, 1 to [`NUMBERS_AT_MOST`].
    pub fn size(&self) -> u16 {
        self.to - self.from + 1
    }
}

/// Where the serial begins.
const SERIAL: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    fn block(first: &str, last: &str) -> Result<Block, InvalidBlock> {
        Block::new(
            &KecamatanCode::parse("35.75.01").unwrap(),
            &KkNumber::parse(first).unwrap(),
            &KkNumber::parse(last).unwrap(),
        )
    }

    #[test]
    fn a_block_holds_its_first_and_its_last_number() {
        let numbers: Vec<String> = block("3575010510260009", "3575010510260011")
            .unwrap()
            .numbers()
            .map(|number| number.as_str().to_owned())
            .collect();
        assert_eq!(
            numbers,
            ["3575010510260009", "3575010510260010", "3575010510260011"]
        );
        let all = block("3575010510260001", "3575010510269999").unwrap();
        assert_eq!(all.size(), NUMBERS_AT_MOST);
        assert_eq!(all.numbers().count(), usize::from(NUMBERS_AT_MOST));
        assert_eq!(block("3575010510260001", "3575010510260001").unwrap().size(), 1);
    }

    #[test]
    fn a_block_is_one_run_of_one_day_and_one_kecamatan() {
        for (first, last, fault) in [
            ("3575010510260009", "3575010510260008", InvalidBlock::Backwards),
            ("3575010510260001", "3575010610260002", InvalidBlock::NotOneRun),
            (
                "3575020510260001",
                "3575020510260002",
                InvalidBlock::OtherKecamatan,
            ),
            (
                "3575010510260001",
                "3575020510260002",
                InvalidBlock::OtherKecamatan,
            ),
        ] {
            assert_eq!(block(first, last), Err(fault), "{first} {last}");
        }
    }
}
