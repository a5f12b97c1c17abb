//! Concurrent desks over the tables: units, numbers and lists.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

mod booking;
mod lists;
mod numbering;
mod office;
