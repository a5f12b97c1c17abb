//! Offices' systems are told of what happens, over real connections to a receiver on this machine that behaves as told.

#![expect(clippy::unwrap_used, reason = "a test may stop at a broken assumption")]

mod aid;
mod any_order;
mod misbehaving;
mod office;
mod receiver;
mod telling;
