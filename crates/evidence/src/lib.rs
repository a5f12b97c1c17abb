//! The evidence of a decree: the exact bytes a court sent and its signature over them, kept where nobody can
//! change or delete them (an S3 bucket with Object Lock).
//!
//! A [`Bundle`] is stored under the digest of the body, and only if nothing is stored there yet. So a retry,
//! whenever it comes, finds its own work done and never makes a second version. Documents that a court hands in beside a
//! decree are kept in the same way, each under the digest of its bytes.

mod bundle;
mod store;

pub use bundle::{Bundle, BundleError, Proof};
pub use store::{EvidenceError, EvidenceStore, Stored, document_key};
