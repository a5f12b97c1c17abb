//! Settling accounts: every number that was issued is free, used or spoiled, and only one of them.

use std::collections::BTreeMap;

use tuntas_domain::identity::{HouseholdId, KecamatanCode, KkNumber};
use tuntas_tables::{Item, ItemError, Table};

use super::intake::PoolError;
use super::issue::Record;
use super::spoil::SpoilReason;
use crate::{Register, keys};

/// Items read at once.
const PAGE: u16 = 1_000;

/// A finding is looked at again this often: the reads are not of one moment, and a number may be taken between them.
const LOOKS: u8 = 3;

/// How many numbers are what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// All.
    pub issued: u32,
    /// In the pool.
    pub free: u32,
    /// A household has them.
    pub used: u32,
    /// Written off.
    pub spoiled: u32,
    /// Something is wrong with them.
    pub unexplained: u32,
}

/// What is wrong with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// No import recorded its issue, and no officer gave it by hand. Told in strict reckoning only: numbers may have come into the pool before issues
    /// were recorded.
    NeverIssued,
    /// It is neither free nor used nor spoiled.
    Lost,
    /// It is free, and a household has it.
    FreeAndUsed,
    /// It is free, and was written off.
    FreeAndSpoiled,
    /// A household has it, and it was written off as misprinted or withdrawn.
    UsedAndSpoiled,
    /// The household that took it from the pool is not the one that has it.
    OtherHolder,
}

impl Why {
    /// Every finding.
    pub const ALL: &'static [Self] = &[
        Self::NeverIssued,
        Self::Lost,
        Self::FreeAndUsed,
        Self::FreeAndSpoiled,
        Self::UsedAndSpoiled,
        Self::OtherHolder,
    ];

    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::NeverIssued => "never_issued",
            Self::Lost => "lost",
            Self::FreeAndUsed => "free_and_used",
            Self::FreeAndSpoiled => "free_and_spoiled",
            Self::UsedAndSpoiled => "used_and_spoiled",
            Self::OtherHolder => "other_holder",
        }
    }
}

/// A number with something wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unexplained {
    /// The number.
    pub number: KkNumber,
    /// What is wrong.
    pub why: Why,
}

/// The account of one kecamatan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciliation {
    /// Which kecamatan.
    pub kecamatan: KecamatanCode,
    /// All its numbers.
    pub total: Tally,
    /// Its numbers by the letter they were issued with; `None` for those of unknown letter.
    pub by_letter: BTreeMap<Option<String>, Tally>,
    /// Numbers with something wrong, in order.
    pub unexplained: Vec<Unexplained>,
}

/// What the table holds of one number.
struct Found {
    record: Option<Record>,
    free: bool,
    holder: Option<HouseholdId>,
}

enum Verdict {
    Free,
    Used,
    Spoiled,
    Wrong(Why),
}

impl Found {
    fn verdict(&self, strict: bool) -> Verdict {
        let record = self.record.clone().unwrap_or_default();
        match (self.free, &self.holder, record.spoiled) {
            (true, Some(_), _) => Verdict::Wrong(Why::FreeAndUsed),
            (true, None, Some(_)) => Verdict::Wrong(Why::FreeAndSpoiled),
            (false, Some(_), Some(SpoilReason::Misprinted | SpoilReason::WithdrawnBySiak)) => {
                Verdict::Wrong(Why::UsedAndSpoiled)
            }
            (false, holder, None) if record.household.is_some() && record.household != *holder => {
                Verdict::Wrong(Why::OtherHolder)
            }
            (false, None, None) => Verdict::Wrong(Why::Lost),
            _ if strict && !record.listed && !record.by_hand => Verdict::Wrong(Why::NeverIssued),
            (true, None, None) => Verdict::Free,
            (false, Some(_), None) => Verdict::Used,
            (false, _, Some(_)) => Verdict::Spoiled,
        }
    }
}

impl Register {
    /// Settles the account of one kecamatan: reads what was issued and what is free, in order, and looks for the
    /// household of each number.
    ///
    /// A number that came into the pool before issues were recorded counts as issued, with an unknown letter. In
    /// `strict` reckoning, for a register whose lists have all been imported again since, it is unexplained instead.
    ///
    /// # Errors
    /// [`PoolError`].
    pub async fn reconcile(
        &self,
        kecamatan: &KecamatanCode,
        strict: bool,
    ) -> Result<Reconciliation, PoolError> {
        let mut account = Reconciliation {
            kecamatan: kecamatan.clone(),
            total: Tally::default(),
            by_letter: BTreeMap::new(),
            unexplained: Vec::new(),
        };
        let mut issued = Walk::new(&self.table, keys::issues(kecamatan));
        let mut free = Walk::new(&self.table, keys::pool(kecamatan));
        while let Some(number) = next(&mut issued, &mut free).await? {
            let record = issued.take(&number).map(|item| Record::read(&item)).transpose()?;
            let mut found = Found {
                record,
                free: free.take(&number).is_some(),
                holder: self.holder(&number).await?,
            };
            let mut looks = 1;
            while matches!(found.verdict(strict), Verdict::Wrong(_)) && looks < LOOKS {
                found = self.look(&number).await?;
                looks += 1;
            }
            account.enter(number, &found, strict);
        }
        Ok(account)
    }

    async fn look(&self, number: &KkNumber) -> Result<Found, PoolError> {
        let record = self.table.get(&keys::issue(number)).await?;
        Ok(Found {
            record: record.map(|item| Record::read(&item)).transpose()?,
            free: self.table.get(&keys::free(number)).await?.is_some(),
            holder: self.holder(number).await?,
        })
    }

    async fn holder(&self, number: &KkNumber) -> Result<Option<HouseholdId>, PoolError> {
        let item = self.table.get(&keys::number(number)).await?;
        Ok(item.map(|item| item.parsed("household")).transpose()?)
    }
}

impl Reconciliation {
    fn enter(&mut self, number: KkNumber, found: &Found, strict: bool) {
        let letter = found.record.as_ref().and_then(|record| record.letter.clone());
        let verdict = found.verdict(strict);
        for tally in [&mut self.total, self.by_letter.entry(letter).or_default()] {
            tally.issued += 1;
            match verdict {
                Verdict::Free => tally.free += 1,
                Verdict::Used => tally.used += 1,
                Verdict::Spoiled => tally.spoiled += 1,
                Verdict::Wrong(_) => tally.unexplained += 1,
            }
        }
        if let Verdict::Wrong(why) = verdict {
            self.unexplained.push(Unexplained { number, why });
        }
    }
}

/// One partition, item by item, in order.
struct Walk<'a> {
    table: &'a Table,
    partition: String,
    /// Read and not yet taken, last first.
    ahead: Vec<(KkNumber, Item)>,
    after: Option<KkNumber>,
    ended: bool,
}

impl<'a> Walk<'a> {
    fn new(table: &'a Table, partition: String) -> Self {
        Self {
            table,
            partition,
            ahead: Vec::new(),
            after: None,
            ended: false,
        }
    }

    /// The next number, still to be taken.
    async fn peek(&mut self) -> Result<Option<&KkNumber>, PoolError> {
        if self.ahead.is_empty() && !self.ended {
            let after = self.after.as_ref().map(KkNumber::as_str);
            let page = self.table.page(&self.partition, after, PAGE).await?;
            self.ended = page.len() < usize::from(PAGE);
            self.ahead = page
                .into_iter()
                .map(|item| Ok((item.parsed("sk")?, item)))
                .collect::<Result<_, ItemError>>()?;
            self.ahead.reverse();
            self.after = self.ahead.first().map(|(number, _)| number.clone());
        }
        Ok(self.ahead.last().map(|(number, _)| number))
    }

    /// Goes past this number, if it is the next.
    fn take(&mut self, number: &KkNumber) -> Option<Item> {
        let next = self.ahead.pop_if(|(next, _)| next == number);
        next.map(|(_, item)| item)
    }
}

/// The smaller of the two next numbers.
async fn next(one: &mut Walk<'_>, other: &mut Walk<'_>) -> Result<Option<KkNumber>, PoolError> {
    let next = [one.peek().await?, other.peek().await?];
    Ok(next.into_iter().flatten().min().cloned())
}
