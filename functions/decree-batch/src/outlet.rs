//! What leaves the function besides objects: messages to itself, and notices.

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use serde::Serialize;

use crate::Order;

/// An answer that is still to come.
pub type Sent<'a> = Pin<Box<dyn Future<Output = Result<(), OutletError>> + Send + 'a>>;

/// A message could not be sent. Trying again later is safe.
#[derive(Debug, thiserror::Error)]
#[error("a message could not be sent: {0}")]
pub struct OutletError(pub String);

/// Where messages go.
pub trait Outlet: fmt::Debug + Send + Sync {
    /// Sends orders to this function's own queue, to be delivered after a delay.
    fn send<'a>(&'a self, orders: &'a [Order], delay: Duration) -> Sent<'a>;

    /// Tells whoever subscribed.
    fn publish<'a>(&'a self, notice: &'a Notice) -> Sent<'a>;
}

/// What is told to whoever subscribed: identifiers and counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Notice {
    /// All rows of a file are done.
    Finished {
        /// The court.
        court: String,
        /// Names the run; the outbox calls its objects so.
        run: String,
        /// SHA-256 of the file, hex.
        sha256: String,
        /// Rows of the file.
        rows: u32,
        /// Rows that opened a case.
        accepted: u32,
        /// Rows of a ruling that was known.
        known: u32,
        /// Rows that completed a ruling.
        completed: u32,
        /// Rows that were refused.
        refused: u32,
    },
    /// A file was put aside.
    Quarantined {
        /// The court whose folder it lay in.
        court: String,
        /// Names what was put aside.
        run: String,
        /// Why.
        code: String,
    },
}
