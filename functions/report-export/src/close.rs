//! Closing days: adding up what the index says of them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use tokio::task::JoinSet;
use tracing::info;
use tuntas_domain::plan::HouseholdRef;
use tuntas_figures::{Corrections, DaySum, Fact, Flow, Households, Level, looked_at_again};
use tuntas_journal::SHARDS;
use tuntas_platform::metrics::{self, Unit};
use tuntas_register::{Register, RegisterError, Shape, faults};

use crate::wanted::ClosedDays;
use crate::{Failure, ReportExport, store};

/// Days closed by one invocation at most: each of them is read with the three before it.
const AT_ONCE: usize = 7;

/// How far back the first day ever is looked for.
const FIRST_WITHIN: usize = 40;

/// How many days back a missing report is made up for.
const MADE_UP_FOR: usize = 40;

/// Households read at the same time.
const READS: usize = 16;

/// Free numbers of a kecamatan are counted no further than this.
const COUNTED: u16 = 50_000;

/// A day as the index has it.
struct Read {
    /// Without what a check of its households finds.
    flow: Flow,
    /// Households that each step wrote.
    wrote: Vec<Vec<HouseholdRef>>,
}

impl<K: Sync, H: Sync> ReportExport<K, H> {
    /// Closes every day up to this one, oldest first.
    pub(crate) async fn close_until(&self, yesterday: Date) -> Result<ClosedDays, Failure> {
        let days = store::days(&self.bucket).await?;
        let mut first = days.first().copied();
        let mut next = match days.last() {
            Some(last) => last.tomorrow().map_err(|_| Failure::Calendar)?,
            None => self.first_day(yesterday).await?,
        };
        let mut closed = 0;
        while next <= yesterday {
            if closed == AT_ONCE {
                let last = next.yesterday().map_err(|_| Failure::Calendar)?;
                return Err(Failure::StillClosing(last));
            }
            self.close(next, first).await?;
            first = first.or(Some(next));
            closed += 1;
            next = next.tomorrow().map_err(|_| Failure::Calendar)?;
        }
        let first = first.unwrap_or(yesterday);
        let last = next.yesterday().map_err(|_| Failure::Calendar)?;
        Ok(ClosedDays {
            first,
            last,
            unreported: self.unreported(first, last).await?,
        })
    }

    /// Days whose report was not made, or not told, when they were closed: the run broke off, or there were too many.
    async fn unreported(&self, first: Date, last: Date) -> Result<Vec<Date>, Failure> {
        let told = store::told_days(&self.bucket).await?;
        let back = std::iter::successors(Some(last), |day| day.yesterday().ok());
        let mut unreported: Vec<Date> = back
            .take(MADE_UP_FOR)
            .take_while(|day| *day >= first)
            .filter(|day| !told.contains(day))
            .collect();
        unreported.reverse();
        Ok(unreported)
    }

    /// The first day on which anything happened; the last one if nothing has happened for weeks.
    async fn first_day(&self, yesterday: Date) -> Result<Date, Failure> {
        let back = std::iter::successors(Some(yesterday), |day| day.yesterday().ok());
        let mut first = yesterday;
        for day in back.take(FIRST_WITHIN) {
            if self.is_anything(day).await? {
                first = day;
            }
        }
        Ok(first)
    }

    async fn is_anything(&self, day: Date) -> Result<bool, Failure> {
        let (from, until) = self.bounds(day)?;
        for shard in 0..SHARDS {
            let mut steps = self.journal.steps(shard, from, until);
            while let Some(page) = steps.next().await? {
                if !page.is_empty() {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn bounds(&self, day: Date) -> Result<(jiff::Timestamp, jiff::Timestamp), Failure> {
        let next = day.tomorrow().map_err(|_| Failure::Calendar)?;
        let start = |day| self.calendar.start(day).ok_or(Failure::Calendar);
        Ok((start(day)?, start(next)?))
    }

    async fn close(&self, day: Date, first: Option<Date>) -> Result<(), Failure> {
        let before = day.yesterday().map_err(|_| Failure::Calendar)?;
        let known = first.is_some_and(|first| first <= before);
        let mut level = if known {
            store::sum(&self.bucket, before).await?.level
        } else {
            Level::default()
        };
        let corrections = self.look_again(day, before, first).await?;
        for (corrected, flow) in &corrections.days {
            level.unmoved(&store::known(&self.bucket, *corrected, before).await?);
            level.moved(flow);
        }
        let read = self.read(day).await?;
        let mut flow = read.flow;
        flow.households = self.check(&read.wrote).await?;
        level.moved(&flow);
        level.free = self.count_free().await?;
        let sum = DaySum {
            format: DaySum::FORMAT.to_owned(),
            day,
            flow,
            level,
            setting: self.setting.clone(),
        };
        store::keep_sum(&self.bucket, &sum).await?;
        tell(&sum, &corrections);
        Ok(())
    }

    /// Looks at the days before again. Their sums stay; what is different now is kept with the day that found it.
    async fn look_again(&self, day: Date, before: Date, first: Option<Date>) -> Result<Corrections, Failure> {
        let mut days = BTreeMap::new();
        for earlier in looked_at_again(day).filter(|earlier| first.is_some_and(|first| first <= *earlier)) {
            let known = store::known(&self.bucket, earlier, before).await?;
            let read = self.read(earlier).await?;
            let mut flow = read.flow;
            flow.households = known.households.clone();
            if flow != known {
                flow.households = self.check(&read.wrote).await?;
                days.insert(earlier, flow);
            }
        }
        let found = Corrections {
            format: Corrections::FORMAT.to_owned(),
            closed: day,
            days,
        };
        store::keep_corrections(&self.bucket, found).await
    }

    async fn read(&self, day: Date) -> Result<Read, Failure> {
        let (from, until) = self.bounds(day)?;
        let mut read = Read {
            flow: Flow::default(),
            wrote: Vec::new(),
        };
        for shard in 0..SHARDS {
            let mut steps = self.journal.steps(shard, from, until);
            while let Some(page) = steps.next().await? {
                for step in &page {
                    read.flow.add(step, &self.calendar);
                    read.wrote.extend(step.facts.iter().filter_map(|fact| match fact {
                        Fact::Wrote { households } => Some(households.clone()),
                        _ => None,
                    }));
                }
            }
        }
        Ok(read)
    }

    /// Looks at what was written, version by version: by key, never by search.
    async fn check(&self, wrote: &[Vec<HouseholdRef>]) -> Result<Households, Failure> {
        let mut found = Households::default();
        for some in wrote.chunks(READS) {
            let mut reads = JoinSet::new();
            for households in some {
                let (register, households) = (self.register.clone(), households.clone());
                reads.spawn(async move { shapes(&register, households).await });
            }
            while let Some(read) = reads.join_next().await {
                enter(&mut found, &read.map_err(|_| Failure::BrokenOff)??);
            }
        }
        Ok(found)
    }

    async fn count_free(&self) -> Result<BTreeMap<String, u64>, Failure> {
        let mut free = BTreeMap::new();
        for kecamatan in &self.kecamatan {
            let stock = self.register.stock(kecamatan, COUNTED).await?;
            free.insert(kecamatan.to_string(), u64::from(stock.free));
        }
        Ok(free)
    }
}

type Shapes = Vec<(HouseholdRef, Option<Shape>)>;

async fn shapes(register: &Register, households: Vec<HouseholdRef>) -> Result<Shapes, RegisterError> {
    let mut shapes = Vec::new();
    for household in households {
        let shape = register.shape(household.id, household.version).await?;
        shapes.push((household, shape));
    }
    Ok(shapes)
}

fn enter(found: &mut Households, shapes: &Shapes) {
    for fault in faults(shapes) {
        *found.faults.entry(fault.code().to_owned()).or_default() += 1;
    }
    for (household, shape) in shapes {
        let Some(shape) = shape else { continue };
        found.checked += 1;
        // The first version of a household is the one that a number was given for.
        if household.version == 1 {
            *found.given.entry(shape.kecamatan.to_string()).or_default() += 1;
        }
    }
}

fn tell(sum: &DaySum, corrections: &Corrections) {
    let faults: u64 = sum.flow.households.faults.values().sum();
    for (metric, count) in [
        ("RegisterFaults", faults),
        (
            "LateDays",
            u64::try_from(corrections.days.len()).unwrap_or(u64::MAX),
        ),
    ] {
        #[expect(clippy::cast_precision_loss, reason = "exact up to 2^53")]
        metrics::record(metric, Unit::Count, count as f64);
    }
    info!(
        day = %sum.day,
        steps = sum.flow.steps,
        corrected = corrections.days.len(),
        faults,
        "the day is closed"
    );
}
