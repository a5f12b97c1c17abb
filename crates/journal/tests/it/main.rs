//! What the journal keeps beside its entries, in tables in memory.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

mod days;
mod held;
mod office;
mod print_jobs;
mod several;
mod step;
mod tips;
