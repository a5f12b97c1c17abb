//! Closing days and making reports, over tables and a bucket in memory.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may stop at a broken assumption"
)]

mod aiding;
mod closing;
mod office;
mod reports;
mod securing;
