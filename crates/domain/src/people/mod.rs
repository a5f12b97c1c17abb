//! A person as the register knows them.

mod kinship;
mod marital;
mod name;
mod occupation;
mod person;
mod relationship;
mod vocabulary;

pub use kinship::{Tie, as_child_of, relationship, under_new_head};
pub use marital::{CardStatus, MaritalStatus, Marriage};
pub use name::{PersonName, Text};
pub use occupation::{OCCUPATIONS, occupation};
pub use person::{Person, Vital};
pub use relationship::Relationship;
pub use vocabulary::{BloodType, Citizenship, Education, Religion, Sex};
