//! Stories of the change feed: what a file says, what tampering it shows, and what the operator answers.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

mod acknowledging;
mod differences;
mod family;
mod files;
mod reading;
