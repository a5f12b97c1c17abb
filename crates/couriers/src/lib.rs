//! The only crate that talks to courier providers.
//!
//! A [`Courier`] takes a [`Booking`] and moves one envelope of documents from the registry office to one
//! former spouse. One provider is spoken today, [`biteship::Biteship`]; whatever it says is turned into the
//! normal form ([`Reported`], [`Order`], [`BookError`]), so nothing outside this crate knows its wire.
//!
//! Three promises hold for every implementation:
//!
//! 1. **One reference, one rider.** [`Courier::book`] may be called again with the same booking at any time,
//!    by a queue redelivery or a redrive weeks later, and never produces a second rider.
//! 2. **An unknown outcome stays unknown.** A timeout or a lost connection is never reported as a failure
//!    ([`BookError::Unknown`]); it is looked up by our own reference.
//! 3. **No personal data leaves through the side door.** Names, phones and addresses are in no error, no
//!    `Debug` output and no log line of this crate.

pub mod biteship;
mod booking;
mod courier;
mod error;
mod instant;
mod order;
mod patience;
mod reference;
mod status;

pub use booking::{Booking, Stop};
pub use courier::{CancelReason, Courier};
pub use error::{BookError, CancelError, Doubt, ReadError, Refusal, Unavailability};
pub use order::{Driver, HistoryEntry, InvalidOrderId, Order, OrderId};
pub use patience::Patience;
pub use reference::{InvalidReference, Reference};
pub use status::Reported;
