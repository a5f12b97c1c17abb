//! Pages for people: one file each, readable on any telephone, without script, picture or further request.

mod aid;
mod choice;
mod frame;
mod missing;
mod tracking;
mod verification;
mod when;

pub(crate) use aid::{AidView, Heard, aid};
pub(crate) use choice::{ChoiceView, choice};
pub(crate) use missing::missing;
pub(crate) use tracking::tracking;
pub(crate) use verification::verification;

#[cfg(test)]
mod tests;
