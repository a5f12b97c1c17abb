//! Chance that the same seed repeats on every machine.

use uuid::{Builder, Uuid};

/// A row of numbers that one seed decides: `SplitMix64`, as Steele, Lea and Flood published it in 2014.
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    /// The row of a seed.
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A row of its own, so that what one part draws does not change what another part draws.
    #[must_use]
    pub(crate) fn branch(&mut self) -> Self {
        Self(self.next())
    }

    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// One of `0..many`; 0 if there are none.
    pub(crate) fn below(&mut self, many: usize) -> usize {
        let wide = u64::try_from(many).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % wide).unwrap_or(0)
    }

    /// True so many times in a thousand.
    pub(crate) fn per_mille(&mut self, times: usize) -> bool {
        self.below(1000) < times
    }

    /// One of some; `None` of none.
    pub(crate) fn pick<'a, T>(&mut self, some: &'a [T]) -> Option<&'a T> {
        some.get(self.below(some.len()))
    }

    /// An id.
    pub(crate) fn id(&mut self) -> Uuid {
        let wide = u128::from(self.next()) << 64 | u128::from(self.next());
        Builder::from_random_bytes(wide.to_be_bytes()).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::Chance;

    #[test]
    fn a_seed_gives_the_published_row() {
        let mut chance = Chance::new(1_234_567);
        let row: Vec<u64> = (0..3).map(|_| chance.next()).collect();
        assert_eq!(
            row,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }
}
