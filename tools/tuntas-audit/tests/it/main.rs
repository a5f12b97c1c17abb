//! What an operator and an auditor see, over tables and a bucket in memory.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

mod aid;
mod committed_proof;
mod days;
mod erasing;
mod exporting;
mod figures;
mod office;
mod replaying;
mod requests;
mod searching;
mod verifying;
