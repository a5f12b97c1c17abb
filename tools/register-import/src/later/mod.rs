//! Bringing what an extract says of a household into the register: as a new one, as the next version of one that is there, or not.

mod moves;
mod over;
mod take;

pub use moves::Moves;
pub use over::{Laid, over};
pub use take::{Obstacle, Sources, TakeError, Taken, take};
