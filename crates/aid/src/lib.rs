//! The rules of aid after a divorce: mentoring (*pendampingan*) and capital (*bantuan modal*).
//!
//! Pure, as `tuntas-domain` is: nothing reads a clock, a network or a disk.
//!
//! ```text
//! referral::decide(&Referral, Command)   -> Result<Vec<Event>, Refusal>   what may happen to a referral
//! referral::evolve(Referral, &Event)     -> Referral                      what has happened
//! programme::decide / evolve             the same, for a programme of an office
//! Criteria::parse(text)                  -> Result<Criteria, Vec<Fault>>  an officer's criteria, checked
//! explain(&Criteria, &Facts)             -> Vec<Explained>                which criterion, which fact; it decides nothing
//! Book::posted(&Booking)                 -> Result<Book, Unbooked>        one programme's money in one year
//! ```
//!
//! | module | holds |
//! |---|---|
//! | [`programme`] | what an office offers, by version |
//! | [`criteria`] | the language of criteria, its contradictions, and the explanation |
//! | [`referral`] | one person's way to one office: referred, assessed, decided, accompanied, paid, closed |
//! | [`book`] | double entry: what is granted, reserved, paid and returned |
//! | [`paper`] | what names people, kept apart from the journal |
//!
//! A referral begins with consent and ends at once when consent is withdrawn: nothing further is paid, and what is reserved
//! and unpaid returns. Who may have aid, people decide; over money, two of them, neither of whom assessed it or pays it.
//!
//! Events name nobody.

pub mod book;
pub mod criteria;
pub mod paper;
pub mod programme;
pub mod referral;

mod code;
mod reference;

pub use code::{FundingSource, ProgrammeCode, Purpose};
pub use reference::PaymentReference;
