//! The family register: immutable household versions, who stands on which card, and the pool of KK numbers.
//!
//! | item | holds |
//! |---|---|
//! | `HH#<household>` / `V#<version>` | one immutable version; with its extract, if it came from SIAK |
//! | `HH#<household>` / `HEAD` | its latest version number |
//! | `NIK#<nik>` / `HEAD` | the one active household of a person |
//! | `PERSON#<person>` / `CARD` | how often their identity card was issued |
//! | `KK#<number>` / `HEAD` | the household that has a number, for ever |
//! | `POOL#<kecamatan>` / `<number>` | a number SIAK issued that is still free |
//! | `ISSUED#<kecamatan>` / `<number>` | what SIAK issued, for ever: with which letter, and what became of it |
//! | `IMPORT` / `NAMESPACE` | what identifiers of imported people and households are derived from |
//! | `IMPORT` / `EXTRACT` | the day of the newest extract of SIAK that was taken over |
//!
//! Only the function `register-update` may write this table, and an operator with `register-import`.

mod change;
mod extract;
mod import;
mod keys;
mod pool;
mod register;
mod shape;

pub use change::{Arrival, Change, ChangeError};
pub use extract::{Extract, Recorded, Whereabouts};
pub use import::{Conflict, ImportError, Imported, MEMBERS_AT_MOST};
pub use pool::{
    Block, Intake, InvalidBlock, Issue, LOW_WATER, Letter, NUMBERS_AT_MOST, PoolError, Reconciliation,
    SpoilError, SpoilReason, Spoiled, Standing, Stock, Tally, Unexplained, Why,
};
pub use register::{Register, RegisterError};
pub use shape::{Fault, Shape, faults};
