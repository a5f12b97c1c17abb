//! Stories of the function: whatever is delivered twice, in part, late or at once, the feed tells of each change once and
//! in order.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

mod delivery;
mod disturbances;
mod office;
