//! Stories of an aid office, and properties of its rules.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

mod book;
mod claims;
mod criteria;
mod fixtures;
mod life;
mod overdue;
mod pauses;
mod programmes;
mod properties;
mod wire;
