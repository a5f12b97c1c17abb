//! Figures of a period: what came in, how long it took, what waits and why, and who did what out of turn.
//!
//! ```text
//! entries of a case ─▶ facts ─▶ Step      kept beside the journal, in its transaction
//! Steps of a day    ─▶ Flow  ─▶ DaySum    when the day is closed
//! DaySums           ─▶ Sums  ─▶ Report    for any period of closed days
//! ```
//!
//! Pure: no I/O and no clock. Nothing here names a person; a report holds counts, times and money, and counts that could
//! point at somebody are withheld before they leave this crate ([`Count`]).

mod build;
mod calendar;
mod day;
mod deed;
mod fact;
mod figures;
mod flow;
mod histogram;
mod ledger;
mod report;
mod suppress;

pub use build::{Late, RECENT, Setting, Sums, build};
pub use calendar::{Calendar, Judged};
pub use day::{Corrections, DaySum, Level, each_day, looked_at_again, looked_at_again_from};
pub use deed::{Deed, Officers, Tally};
pub use fact::{Fact, Ruling, Step, Timing, facts};
pub use flow::{Flow, Holds, Households, Kinds, Rides, Times};
pub use histogram::{Histogram, MalformedHistogram};
pub use report::{
    Age, Backlog, Consistency, Correction, Cost, Count, Courier, DayPoint, Deeds, Failure, HoldRow, Intake,
    Measure, Period, Promise, Report, Span, Start, Stock,
};
pub use suppress::{Cell, Table, Worth, alone};
