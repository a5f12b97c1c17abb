//! The Biteship client against a simulated Biteship, over real HTTP, and against a peer that misbehaves byte by
//! byte.

#![expect(clippy::unwrap_used, reason = "a helper that fails is a failed test")]

mod booking;
mod cancelling;
mod canned;
mod privacy;
mod reading;
mod support;
mod wire;
