//! Sums of counts that may be withheld.

use tuntas_figures::Count;

/// The sum of counts; withheld if one of them is, or if it is a small number itself.
pub(crate) fn sum(counts: impl IntoIterator<Item = Count>) -> Count {
    let total = counts.into_iter().try_fold(0_u64, |total, count| match count {
        Count::Exact(number) => Some(total.saturating_add(number)),
        Count::Withheld => None,
    });
    match total {
        None | Some(1..=4) => Count::Withheld,
        Some(total) => Count::Exact(total),
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
}
