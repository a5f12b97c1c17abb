//! Steps of the journals: each makes up a wish, and the writes that belong to its transaction.

mod act;
mod arrive;
mod offer;
mod refer;
mod reverse;
mod withdraw;

pub(crate) use act::Acts;
pub(crate) use arrive::{Arrived, Arrives};
pub(crate) use offer::Offers;
pub(crate) use refer::Refers;
pub(crate) use reverse::Reverses;
pub(crate) use withdraw::Withdraws;
