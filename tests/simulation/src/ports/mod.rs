//! The outside of the functions, in this process.

mod functions;
mod press;
mod provider;
mod requests;

pub(crate) use functions::{CASES, DOCUMENTS, DOSSIERS, EVIDENCE, Functions, Ports, REGISTER, REPORT};
pub(crate) use provider::{Provider, Ride};
pub(crate) use requests::{Sender, request};
