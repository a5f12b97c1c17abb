//! What operators do with the register: taking over an extract of SIAK, and keeping the pool of KK numbers.

pub mod accounts;
pub mod extract;
pub mod ids;
pub mod import;
pub mod later;
pub mod meter;
pub mod numbers;
pub mod private;
pub mod sample;
