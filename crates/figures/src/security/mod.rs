//! Figures of securing hearings and seizures: what courts ask of the police, and what comes of it.

mod fact;
mod figures;
mod flow;
mod report;

pub use fact::{Answer, Asked, SecurityFact, security_facts};
pub(crate) use figures::{columns, goes_with, relate, set_all};
pub use flow::{Requests, SecurityFlow};
pub(crate) use report::report;
pub use report::{AnswerTimes, SecurityFigures, SecurityRow};
