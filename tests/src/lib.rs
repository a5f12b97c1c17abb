//! A town for end-to-end tests: the deployed stack on the local cloud, with everybody who uses it.
//!
//! Tests talk to the stack as its users do, over HTTP. Where they look behind the scenes they read tables with the
//! administrator's credentials, and never write.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test that cannot go on stops"
)]

mod courier;
mod files;
mod samples;
mod town;

pub use files::ResultLine;
pub use samples::Sample;
pub use town::Town;
