//! The whole pipeline in one process, with everything going wrong that can: a seeded simulation.
//!
//! A world is a random town, the real functions over tables, buckets and a courier's provider in memory, and chance. Each
//! turn one thing happens: a letter is delivered, or delivered twice, or comes late, in another order, or (where that may
//! be) never; a function goes on by one call to the outside, or is stopped there for good; an officer, the court, a rider
//! does something. Calls fail before they act, or act and lose their answer. The rules of the folder `checks` hold after every
//! commit. In the end the weather clears, everybody finishes what they owe, and the rules for a world at rest hold, one
//! of them being that people live where they would live had nothing gone wrong.
//!
//! Some towns are busy: officers decide, return and correct, parties choose late, the court repairs and undoes. What comes
//! of that depends on what was said when, so there each change of the register is compared with what the function makes,
//! alone, of everything as it stood at that commit.
//!
//! The same seed lives the same life on every machine.

#![expect(clippy::expect_used, reason = "a simulation may stop at a broken assumption")]

mod actors;
mod alone;
mod chance;
mod checks;
mod damage;
mod letter;
mod ports;
mod replay;
mod town;
mod twin;
mod weather;
mod world;

pub use damage::Damage;
pub use world::{Failure, Lived, live, live_with};

use chance::Chance;
use weather::Weather;
use world::World;
