//! The rules of Tuntas: what a divorce ruling does to people, family cards and documents.
//!
//! Everything here is pure. Nothing reads a clock, a network, a disk or the environment; time and
//! identifiers come in as arguments, so every function gives the same answer for the same input.
//!
//! | folder | holds |
//! |---|---|
//! | [`identity`] | numbers and codes that name people, cards, cases and places |
//! | [`people`] | a person as the register knows them |
//! | [`household`] | one family card (*Kartu Keluarga*, KK) and what must always hold for it |
//! | [`decree`] | what the court tells us |
//! | [`plan`] | decree + current households → new households, or a reason to hold |
//! | [`calendar`] | dates as Indonesian documents write them |
//! | [`money`] | whole rupiah |
//! | [`case`] | the life of one case: commands, events, `decide` and `evolve` |
//! | [`search`] | officers' searches for a person's cases |
//! | [`working_days`] | the days on which offices work |
//! | `vocabulary` | how closed lists of words and events are declared, here and in the rules beside these |

pub mod calendar;
pub mod case;
pub mod decree;
pub mod household;
pub mod identity;
pub mod money;
pub mod people;
pub mod plan;
pub mod search;
pub mod spelled;
mod vocabulary;
pub mod working_days;
