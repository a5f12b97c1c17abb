//! The function over real protocols: a simulated courier provider, and tables in memory that can be made to fail.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

mod booking;
mod needless;
mod resuming;
mod safe_place;
mod scripted;
mod support;
