//! The rules of securing what a religious court does outside its office: the court asks the police, the police answer.
//!
//! Pure, as `tuntas-domain` is: nothing reads a clock, a network or a disk.
//!
//! ```text
//! decide(&SecurityRequest, Command) -> Result<Vec<Event>, Refusal>     what may happen
//! evolve(SecurityRequest, &Event)   -> SecurityRequest                 what has happened
//! UnitDay::book(..)                 -> Result<UnitDay, Vec<Clash>>     whom the police can send
//! ```
//!
//! Where the rules come from: Perma 5/2020 Pasal 10 to 12 (hearings and executions are secured by the police), HIR Pasal
//! 197 (seizure), Pasal 196 (warning, *aanmaning*, eight days) and Pasal 200(11) (eviction). A request may stand without a
//! divorce in this system: it needs a case of the court, not one of ours.
//!
//! Events name nobody. Names on the object, its address and the court's contact are [`Paper`], kept apart.

mod basis;
mod clock;
mod command;
mod decide;
mod due;
mod event;
mod evolve;
mod letter;
mod office_hours;
mod paper;
mod state;
mod unit;
mod unit_day;
mod window;
mod words;

pub use basis::{BasisFault, LegalBasis, Order, WARNING_DAYS};
pub use clock::{AnswerTime, Waited, WaitingClock, answer_time};
pub use command::{Command, Refusal};
pub use decide::decide;
pub use due::{Due, due};
pub use event::{Event, EventKind, Terms};
pub use evolve::{evolve, replay};
pub use letter::{InvalidLetterForm, Letter, LetterForm, LetterKind, LetterNumber, WarrantNumber};
pub use office_hours::OfficeHours;
pub use paper::{Answer, Contact, Object, ObjectKind, Paper, ReportPaper};
pub use state::{Booked, SecurityRequest, Stage};
pub use unit::{InvalidStrength, Shift, Strength, Unit, UnitCode};
pub use unit_day::{Booking, Clash, UnitDay};
pub use window::{InvalidWindow, LONGEST, SHORTEST, Window};
pub use words::{
    Activity, CancelGround, DeclineReason, HoldReason, Outcome, Reminder, Risk, RiskReason, Urgency,
};
