//! A person as the register knows them.

mod marital;
mod name;
mod person;
mod relationship;
mod vocabulary;

pub use marital::{CardStatus, MaritalStatus, Marriage};
pub use name::{PersonName, Text};
pub use person::{Person, Vital};
pub use relationship::{Relationship, after_head_leaves};
pub use vocabulary::{BloodType, Citizenship, Education, Religion, Sex};
