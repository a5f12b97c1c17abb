//! What `tuntas-audit` does, apart from its command line: checks the journal of cases against its chains, tips and seals,
//! shows a case as it was at any moment and who did, saw and why, makes exports and proofs for outsiders, adds up the
//! figures that show a broker at work, and erases what personal data are kept beside a case.
//!
//! The journal holds no personal data, so everything but [`erase`] works without any.

pub mod cases;
pub mod days;
pub mod erase;
pub mod export;
pub mod figures;
pub mod prove;
pub mod replay;
pub mod trail;
pub mod verify;

mod failure;
mod table;
mod words;

pub use failure::Failure;
