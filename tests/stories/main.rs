//! Stories on the deployed stack: everything over HTTP, as its users do it.

mod access;
mod answers;
mod decrees;
mod delivery;
mod poison;
