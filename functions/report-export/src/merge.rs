//! From sums of days to the report of a period.

use std::collections::BTreeMap;

use jiff::civil::Date;
use tuntas_figures::{Corrections, Flow, Late, Level, Period, RECENT, Report, Setting, Sums, build};

use crate::{Failure, ReportExport, store};

fn days(from: Date, to: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(move |day| *day <= to)
}

impl<K: Sync, H: Sync> ReportExport<K, H> {
    /// Makes the report of closed days. What it reads is decided by the period alone: sums of its days and of the weeks before,
    /// and corrections found until its last day was closed. So it is the same whenever it is made.
    pub(crate) async fn merge(&self, period: Period) -> Result<(Report, Setting), Failure> {
        let closed = store::days(&self.bucket).await?;
        let first = closed.first().copied().unwrap_or(period.from);
        let mut corrected = self.corrected(period.from.max(first), period.to).await?;
        let recent = first_recent(period.to);
        let mut sums = Sums::default();
        let (mut level, mut setting) = (Level::default(), self.setting.clone());
        for day in days(recent.min(period.from), period.to) {
            let flow = if day < first {
                // Nothing was recorded then.
                Flow::default()
            } else if day < period.from {
                store::known(&self.bucket, day, period.to).await?
            } else {
                let sum = store::sum(&self.bucket, day).await?;
                (level, setting) = (sum.level, sum.setting);
                corrected.within.remove(&day).unwrap_or(sum.flow)
            };
            if day >= period.from {
                sums.add(day, &flow);
            }
            if day >= recent && day >= first {
                sums.add_recent(day, &flow);
            }
        }
        let report = build(&setting, period, &sums, &level, &corrected.before);
        Ok((report, setting))
    }

    /// What was found late while the period lasted: of its own days the last word, of days before it a correction.
    async fn corrected(&self, from: Date, to: Date) -> Result<Corrected, Failure> {
        let before = from.yesterday().map_err(|_| Failure::Calendar)?;
        let mut late: BTreeMap<Date, Flow> = BTreeMap::new();
        for day in days(from, to) {
            let Corrections { days, .. } = store::corrections(&self.bucket, day).await?;
            late.extend(days);
        }
        let within = late.split_off(&from);
        let mut corrections = Vec::new();
        for (day, is) in late {
            let was = store::known(&self.bucket, day, before).await?;
            let level = store::sum(&self.bucket, day).await?.level;
            corrections.push(Late { day, was, is, level });
        }
        Ok(Corrected {
            within,
            before: corrections,
        })
    }
}

struct Corrected {
    within: BTreeMap<Date, Flow>,
    before: Vec<Late>,
}

/// The first of the days that the forecast goes by.
fn first_recent(last: Date) -> Date {
    let back = std::iter::successors(Some(last), |day| day.yesterday().ok());
    back.take(RECENT).last().unwrap_or(last)
}
