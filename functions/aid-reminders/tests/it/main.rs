//! Mornings at aid offices, over tables in memory that fail as real ones do.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

mod mornings;
mod office;
