//! The function over real protocols: a simulated courier provider, and tables in memory.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

mod door;
mod pages;
mod report;
mod ride;
mod support;
