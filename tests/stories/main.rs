//! Stories on the deployed stack: everything over HTTP, as its users do it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops")]

mod access;
mod aid;
mod answers;
mod decrees;
mod delivery;
mod documents;
mod feed;
mod files;
mod guides;
mod held;
mod later;
mod poison;
mod reports;
mod seal;
mod security;
mod signing;
mod webhooks;
