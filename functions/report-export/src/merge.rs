//! From sums of days to the report of a period.

use std::collections::BTreeMap;
use std::ops::RangeBounds;

use jiff::civil::Date;
use tuntas_figures::{
    Flow, Late, Level, Period, RECENT, Report, Setting, Sums, build, each_day, looked_at_again,
};

use crate::{Failure, ReportExport, store};

impl<K: Sync, H: Sync> ReportExport<K, H> {
    /// Makes the report of closed days; `first` is the first of them all. What it reads is decided by the period alone: sums of
    /// its days and of the weeks before, and corrections found until its last day was closed. So it is the same whenever it is
    /// made.
    pub(crate) async fn merge(&self, period: Period, first: Date) -> Result<(Report, Setting), Failure> {
        let recent = first_recent(period.to);
        let start = recent.min(period.from);
        let corrected = self.corrected(start, period, first).await?;
        let mut sums = Sums::default();
        let (mut level, mut setting) = (Level::default(), self.setting.clone());
        for day in each_day(start, period.to) {
            let flow = if day < first {
                // Nothing was recorded then.
                Flow::default()
            } else {
                let sum = store::sum(&self.bucket, day).await?;
                (level, setting) = (sum.level, sum.setting);
                corrected.last_word(day, ..).unwrap_or(sum.flow)
            };
            if day >= period.from {
                sums.add(day, &flow);
            }
            if day >= recent && day >= first {
                sums.add_recent(day, &flow);
            }
        }
        let late = self.late(&corrected, period.from.max(first)).await?;
        let report = build(&setting, period, &sums, &level, &late);
        Ok((report, setting))
    }

    /// What was found until the period ended: of the days from `start` on, and of those before the period that its days were
    /// the first to look at again.
    async fn corrected(&self, start: Date, period: Period, first: Date) -> Result<Corrected, Failure> {
        let before = looked_at_again(period.from).last().unwrap_or(period.from);
        let mut corrected = Corrected::default();
        for closed in each_day(start.min(before).max(first), period.to) {
            let found = store::corrections(&self.bucket, closed).await?;
            corrected.0.insert(closed, found.days);
        }
        Ok(corrected)
    }

    /// Days before the period, of which something was found when its own days were closed.
    async fn late(&self, corrected: &Corrected, from: Date) -> Result<Vec<Late>, Failure> {
        let mut late = Vec::new();
        let found = corrected.0.range(from..).flat_map(|(_, days)| days);
        let found: BTreeMap<&Date, &Flow> = found.filter(|(day, _)| **day < from).collect();
        for (&day, is) in found {
            let sum = store::sum(&self.bucket, day).await?;
            late.push(Late {
                day,
                was: corrected.last_word(day, ..from).unwrap_or(sum.flow),
                is: is.clone(),
                level: sum.level,
            });
        }
        Ok(late)
    }
}

/// Days as they were found to be, by the day whose closing found it.
#[derive(Default)]
struct Corrected(BTreeMap<Date, BTreeMap<Date, Flow>>);

impl Corrected {
    /// What the last of some closings found of a day; `None` if its sum holds.
    fn last_word(&self, day: Date, closed: impl RangeBounds<Date>) -> Option<Flow> {
        let mut closings = self.0.range(closed).rev();
        closings.find_map(|(_, days)| days.get(&day)).cloned()
    }
}

/// The first of the days that the forecast goes by.
fn first_recent(last: Date) -> Date {
    let back = std::iter::successors(Some(last), |day| day.yesterday().ok());
    back.take(RECENT).last().unwrap_or(last)
}
