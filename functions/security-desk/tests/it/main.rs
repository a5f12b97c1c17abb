//! A court and the police at one desk, over tables and buckets in memory.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

mod access;
mod calendar;
mod erased;
mod letters;
mod life;
mod minutes;
mod office;
