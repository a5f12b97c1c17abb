//! The documents as an office and a citizen meet them: printed, scanned, copied, and fed with odd names.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, as tests do"
)]

mod hostile_input;
mod paper;
mod reading;
mod samples;
mod scanning;
mod stability;
mod wording;
