//! Importing an extract: whole households, several at a time, in order, and to be gone on with where it stopped.

mod figures;
mod progress;
mod rejected;
mod run;

pub use figures::Figures;
pub use progress::{Progress, ProgressError, beside};
pub use run::{Destination, Job, Stop, check, import};
