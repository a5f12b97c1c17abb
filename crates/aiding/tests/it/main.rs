//! Concurrent desks over the tables: budgets, marks, numbers, papers, and a bank's files.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

mod bank;
mod claims;
mod desk;
mod office;
mod rush;
mod withdrawal;
