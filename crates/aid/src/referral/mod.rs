//! One person's way to one office: the state machine of a referral.
//!
//! ```text
//! new ──▶ referred ──▶ assessed ─┬─(mentoring, one person)────────────────▶ approved ──▶ running ──▶ closed
//!                         ▲      └─(capital) proposed ──(another person)──▶    │            │
//!                         └──────────────┘ returned
//! ```
//!
//! From every open stage it can be withdrawn, by the person, or stopped, by the office; before the decision, declined.

mod award;
mod command;
mod decide;
mod due;
mod event;
mod evolve;
mod money;
mod state;
mod words;

pub use award::{Award, Instalment, InstalmentTerms, MOST_INSTALMENTS, Payment, ProgrammeVersion};
pub use command::{Command, Refusal};
pub use decide::decide;
pub use due::{Desk, Due, due};
pub use event::{Event, EventKind, Letter};
pub use evolve::{evolve, replay};
pub use money::{booked, holds_the_guard};
pub use state::{CheckedIn, MOST_SESSIONS, PlannedSession, Referral, Session, Stage};
pub use words::{
    Attendance, BusinessState, CancelReason, CheckIn, Confirmation, DeclineReason, Outcome, StopReason, Topic,
};

use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, AidOfficeCode, CaseId};
use uuid::Uuid;

/// The id of a referral: that of a party's consent to one kind of aid of one office. `consent` counts the consents that this
/// party gave to it, from 1, so that one that was withdrawn never opens again. Derived, so that a message that comes twice
/// names the same referral.
pub fn id(case: CaseId, role: Role, office: &AidOfficeCode, kind: AidKind, consent: u32) -> CaseId {
    let name = format!("aid/{role}/{office}/{kind}/{consent}");
    CaseId(Uuid::new_v5(&case.0, name.as_bytes()))
}
