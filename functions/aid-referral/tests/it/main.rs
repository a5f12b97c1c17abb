//! The function over tables in memory that fail as real ones do.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at a broken assumption"
)]

mod access;
mod any_order;
mod office;
mod race;
mod reversal;
mod telling;
