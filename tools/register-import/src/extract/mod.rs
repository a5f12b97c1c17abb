//! Extracts of SIAK: a CSV file with one person a row, read as households.

mod codes;
mod columns;
mod dates;
mod encoding;
mod groups;
mod household;
mod marriages;
mod reasons;
mod row;
mod sort;
mod source;

pub use codes::MaritalCodes;
pub use columns::{Column, Columns};
pub use encoding::decoded as text;
pub use groups::{Group, Groups};
pub use household::{Reading, Told, household};
pub use reasons::{Reason, Warning};
pub use sort::sorted;
pub use source::{Disorder, OpenError, Source, key_of_person, survey, with_rows};
