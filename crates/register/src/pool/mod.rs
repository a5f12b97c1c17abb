//! KK numbers that SIAK issued: which are free, and what became of the others.
//!
//! A number is free as long as it has an item in the pool. Every transaction that gives it to a household or writes it
//! off deletes that item, and one that puts a number in expects that no household has it and that nothing is known of
//! its issue yet: a number is never free and in use at once, and once out of the pool it never comes back.

mod block;
mod intake;
pub(crate) mod issue;
mod reconcile;
mod spoil;
mod standing;
mod stock;

pub use block::{Block, InvalidBlock, NUMBERS_AT_MOST};
pub use intake::{Intake, PoolError};
pub use issue::{Issue, Letter};
pub use reconcile::{Reconciliation, Tally, Unexplained, Why};
pub use spoil::{SpoilError, SpoilReason, Spoiled};
pub use standing::Standing;
pub use stock::{LOW_WATER, Stock};
