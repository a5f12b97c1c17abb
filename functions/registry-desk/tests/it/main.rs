//! The officers' desk over tables in memory.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

mod aid;
mod choices;
mod claims;
mod corrections;
mod decisions;
mod documents;
mod facts;
mod facts_by_hold;
mod feed;
mod log;
mod office;
mod officers;
mod searches;
