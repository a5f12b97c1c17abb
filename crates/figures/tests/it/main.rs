//! Facts, sums and reports.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

mod aiding;
mod aiding_secrets;
mod calendar;
mod lives;
mod overlaps;
mod recount;
mod report;
mod searching;
mod secrets;
mod securing;
