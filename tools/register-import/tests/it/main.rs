//! Stories of taking over a register.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

mod command_line;
mod court;
mod files;
mod later;
mod manual;
mod married;
mod moving;
mod pool;
mod reasons;
mod resuming;
mod town;
