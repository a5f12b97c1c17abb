//! The keys that sign what the city hands out: daily seals and the files of the change feed. In production AWS KMS keeps
//! them ([`Kms`]), and nobody can read them there; in tests a [`Signer`](tuntas_signatures::Signer) is one at hand.

mod at_hand;
mod keeper;
mod kms;

pub use keeper::{KeeperError, KeyKeeper};
pub use kms::Kms;
