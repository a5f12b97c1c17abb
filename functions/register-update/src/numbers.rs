//! Where the numbers of new households come from.

use std::collections::BTreeMap;

use tuntas_domain::identity::{CaseId, KecamatanCode, KkNumber};
use tuntas_domain::plan::{Decision, Hold};
use tuntas_journal::Story;

use crate::stop::Stop;
use crate::{Failure, RegisterUpdate};

/// The numbers of one change, in the order they were needed.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    pub(crate) all: Vec<KkNumber>,
    /// Those that leave the pool.
    pub(crate) taken: Vec<(KecamatanCode, KkNumber)>,
    /// Those that SIAK issued for the case by hand.
    pub(crate) by_hand: Vec<KkNumber>,
}

impl RegisterUpdate {
    /// Numbers for a change. They are taken by its transaction; if another case was faster with one of them, the whole
    /// step starts afresh.
    pub(crate) async fn numbers(&self, story: &Story, needed: &[&KecamatanCode]) -> Result<Numbers, Stop> {
        let mut numbers = Numbers::default();
        let mut pools: BTreeMap<&KecamatanCode, std::vec::IntoIter<KkNumber>> = BTreeMap::new();
        for kecamatan in needed.iter().copied() {
            if let Some(number) = self.by_hand(story, kecamatan).await?
                && !numbers.by_hand.contains(&number)
            {
                numbers.all.push(number.clone());
                numbers.by_hand.push(number);
                continue;
            }
            if !pools.contains_key(kecamatan) {
                let mut free = self.register.free_numbers(kecamatan, CANDIDATES).await?;
                free.retain(|number| !numbers.by_hand.contains(number));
                let start = beginning(story.id, free.len());
                free.rotate_left(start);
                pools.insert(kecamatan, free.into_iter());
            }
            let Some(number) = pools.get_mut(kecamatan).and_then(Iterator::next) else {
                let kecamatan = kecamatan.clone();
                return Err(Hold::NumberPoolEmpty { kecamatan }.into());
            };
            numbers.all.push(number.clone());
            numbers.taken.push((kecamatan.clone(), number));
        }
        Ok(numbers)
    }

    /// The number an officer got for this case, unless a household has it by now or it was written off. The transaction
    /// asks once more.
    async fn by_hand(&self, story: &Story, kecamatan: &KecamatanCode) -> Result<Option<KkNumber>, Failure> {
        let decided = story
            .case
            .decisions
            .iter()
            .any(|decision| matches!(decision, Decision::UseNumber { kecamatan: of } if of == kecamatan));
        if !decided {
            return Ok(None);
        }
        let kept = self.dossiers.kept_number(story.id, kecamatan).await?;
        let number = kept.ok_or(Failure::Missing("number issued by hand"))?;
        Ok(self.register.may_be_given(&number).await?.then_some(number))
    }
}

/// Free numbers looked at.
const CANDIDATES: u16 = 25;

/// Where a case begins to take from so many free numbers: cases of the same moment would all lose against one of them
/// if each wanted the first.
fn beginning(case: CaseId, free: usize) -> usize {
    let wide = u128::try_from(free.max(1)).unwrap_or(1);
    usize::try_from(case.0.as_u128() % wide).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn cases_of_the_same_moment_begin_at_different_numbers() {
        let start = |random: u128| {
            beginning(
                CaseId(Uuid::from_u128(
                    0x0198_a2b4_5c6d_7000_8000_0000_0000_0000 + random,
                )),
                25,
            )
        };
        let starts: std::collections::BTreeSet<usize> = (0..25).map(start).collect();
        assert_eq!(starts.len(), 25);
        assert_eq!(beginning(CaseId(Uuid::from_u128(7)), 1), 0);
        assert_eq!(beginning(CaseId(Uuid::from_u128(7)), 0), 0);
    }
}
