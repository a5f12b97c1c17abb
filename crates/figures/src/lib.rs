//! Figures of a period: what came in, how long it took, what waits and why, and who did what out of turn.
//!
//! ```text
//! entries of a case ─▶ facts ─▶ Step      kept beside the journal, in its transaction
//! Steps of a day    ─▶ Flow  ─▶ DaySum    when the day is closed
//! DaySums           ─▶ Sums  ─▶ Report    for any period of closed days
//! ```
//!
//! What a step is one of is a [`Matter`]. Another kind of matter gets a folder as `security` is: its facts, their sums, the
//! names of its numbers and what everybody knows between them, and its part of the report. `Fact`, `Flow`, `figures` and
//! `Report` each have one line for it, and its journal says which matter it is (`tuntas_journal::Subject`). The days are told
//! and audited by that word alone.
//!
//! Pure: no I/O and no clock. Nothing here names a person; a report holds counts, times and money, and counts that could
//! point at somebody are withheld before they leave this crate ([`Count`]).

mod aid;
mod build;
mod calendar;
mod day;
mod deed;
mod fact;
mod figures;
mod flow;
mod histogram;
mod ledger;
mod matter;
mod report;
mod security;
mod suppress;

pub use aid::{
    AidFact, AidFigures, AidFlow, CheckInRow, ConsentRow, Decision, Done, Ended, Ending, Moved, Movement, Of,
    OfficeFlow, PaymentRow, Payments, Reasons, ReferralRow, Referrals, Sessions, Turn, Work, WorkRow,
    aid_facts,
};
pub use build::{Helper, Late, RECENT, Setting, Sums, build};
pub use calendar::{Calendar, Judged};
pub use day::{Corrections, DaySum, Level, each_day, looked_at_again, looked_at_again_from};
pub use deed::{AskedFor, Deed, Officers, Tally};
pub use fact::{Fact, Ruling, Step, Timing, facts, search_facts};
pub use flow::{Flow, Holds, Households, Kinds, Rides, SearchFlow, Times};
pub use histogram::{Histogram, MalformedHistogram};
pub use matter::{Matter, UnknownMatter};
pub use report::{
    Age, Backlog, Consistency, Correction, Cost, Count, Courier, DayPoint, Deeds, Failure, HoldRow, Intake,
    Measure, Period, Promise, Report, Span, Start, Stock,
};
pub use security::{
    Answer, AnswerTimes, Asked, Requests, SecurityFact, SecurityFigures, SecurityFlow, SecurityRow,
    security_facts,
};
pub use suppress::{Cell, Table, Worth, alone};
