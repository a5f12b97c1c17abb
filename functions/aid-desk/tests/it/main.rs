//! An aid office at its desk, over tables in memory.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

mod access;
mod guide;
mod letters;
mod life;
mod money;
mod office;
mod programmes;
mod waits;
