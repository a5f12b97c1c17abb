//! KK numbers that SIAK issued: which are free, and what became of the others.
//!
//! A number is free as long as it has an item in the pool. Every transaction that gives it to a household or writes it
//! off deletes that item and expects it to be there, and one that puts a number in expects no household to have it: a
//! number is never free and in use at once.

pub(crate) mod issue;
