//! Stories of taking over a register.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

mod files;
mod manual;
mod married;
mod pool;
mod reasons;
mod resuming;
mod town;
