//! Figures of a period: what came in, how long it took, what waits and why, and who did what out of turn.
//!
//! Pure: no I/O and no clock. A report holds counts, times and money, and no person; counts that could point at somebody
//! are withheld before they leave this crate ([`Count`]).

mod report;

pub use report::{
    Age, Backlog, Consistency, Correction, Cost, Count, Courier, DayPoint, Deeds, Failure, HoldRow, Intake,
    Measure, Period, Promise, Report, Span, Start, Stock,
};
