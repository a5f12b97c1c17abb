//! The rules of outgoing webhooks (Standard Webhooks 1.0.0): who is told of what, in which words, where to, when again, and
//! when no more. Pure: no I/O, no clock; chance comes in as an argument.
//!
//! What is told holds identifiers and the name of what happened, never personal data: whoever is told reads the rest through
//! the API, as far as its role may see it.

mod address;
mod delivery;
mod kind;
mod message;
mod outcome;
mod owner;
mod plan;
mod subscription;
mod target;

pub use address::is_public;
pub use delivery::{Attempt, Delivery, Standing};
pub use kind::{Kind, KindError, Office};
pub use message::{Errand, Message, Occurrence, Told};
pub use outcome::{Outcome, Verdict};
pub use owner::{Owner, OwnerError};
pub use plan::{pause, wait};
pub use subscription::{Change, KEPT, Retiring, SUBSCRIPTIONS_AT_MOST, State, Subscription, Why};
pub use target::{Reach, Target, TargetError};
