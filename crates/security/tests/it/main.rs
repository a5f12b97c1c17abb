//! The rules by examples and properties.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

mod basis;
mod clock;
mod fixtures;
mod life;
mod minutes;
mod properties;
mod unit_days;
mod warrants;
mod wire;
