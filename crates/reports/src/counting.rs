//! Sums of counts that may be withheld.

use tuntas_figures::{Count, alone};

use crate::writing;

/// The sum of counts; withheld if one of them is, or if it is a small number itself.
pub(crate) fn sum(counts: impl IntoIterator<Item = Count>) -> Count {
    let total = counts
        .into_iter()
        .try_fold(0_u64, |total, count| Some(total.saturating_add(count.exact()?)));
    total.map_or(Count::Withheld, alone)
}

/// The sum of counts in words: `1.234`; `≥1.230` where some are withheld, which says no more than those shown do; `<5` where
/// the only one is; a dash where nothing can be said.
pub(crate) fn sum_in_words(counts: impl IntoIterator<Item = Count>) -> String {
    let (mut shown, mut withheld) = (0_u64, 0_u64);
    for count in counts {
        match count {
            Count::Exact(number) => shown = shown.saturating_add(number),
            Count::Withheld => withheld += 1,
        }
    }
    match (shown, withheld) {
        (shown, 0) => writing::count(sum([Count::Exact(shown)])),
        (0, 1) => writing::WITHHELD.to_owned(),
        (0, _) => writing::NONE.to_owned(),
        (shown, _) => format!("≥{}", writing::whole(shown)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_shown_only_if_every_part_is() {
        let exact = Count::Exact;
        assert_eq!(sum([]), exact(0));
        assert_eq!(sum([exact(5), exact(0), exact(7)]), exact(12));
        assert_eq!(sum([exact(500), Count::Withheld]), Count::Withheld);
        assert_eq!(sum([exact(3)]), Count::Withheld);
        assert_eq!(sum([exact(u64::MAX), exact(9)]), exact(u64::MAX));
    }

    #[test]
    fn a_sum_in_words_says_no_more_than_its_parts() {
        let exact = Count::Exact;
        let hidden = Count::Withheld;
        assert_eq!(sum_in_words([exact(5), exact(1_229)]), "1.234");
        assert_eq!(sum_in_words([exact(1_230), hidden]), "≥1.230");
        assert_eq!(sum_in_words([exact(0), hidden]), "<5");
        assert_eq!(sum_in_words([hidden, hidden]), "–");
        assert_eq!(sum_in_words([]), "0");
    }
}
