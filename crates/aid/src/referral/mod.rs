//! One person's way to one office: the state machine of a referral.
//!
//! ```text
//! new ──▶ referred ──▶ assessed ─┬─(mentoring, one person)────────────────▶ approved ──▶ running ──▶ closed
//!                         ▲      └─(capital) proposed ──(another person)──▶    │            │
//!                         └──────────────┘ returned
//! ```
//!
//! From every open stage it can wait, for the person or because the ruling was undone, and go on; nothing is decided or paid
//! meanwhile.
//!
//! From every open stage it can be withdrawn, by the person, or stopped, by the office; before the decision, declined.

mod award;
mod checks;
mod claim;
mod command;
mod decide;
mod due;
mod event;
mod evolve;
mod money;
mod pause;
mod state;
mod words;

pub use award::{Award, Instalment, InstalmentTerms, MOST_INSTALMENTS, Payment, ProgrammeVersion};
pub use claim::{CLAIM, claimed_by_another, is_claimed};
pub use command::{Command, Refusal};
pub use decide::decide;
pub use due::{CONFIRM_DAYS, Desk, Due, PLAN_DAYS, all_due, due};
pub use event::{Event, EventKind, Letter};
pub use evolve::{evolve, replay};
pub use money::{booked, holds_the_guard};
pub use pause::{MOST_PAUSED_DAYS, resumed};
pub use state::{CheckedIn, MOST_SESSIONS, Pause, PlannedSession, Referral, Session, Stage};
pub use tuntas_domain::case::Claim;
pub use words::{
    Attendance, BusinessState, CancelReason, CheckIn, Confirmation, DeclineReason, Outcome, PauseReason,
    StopReason, Topic,
};

use tuntas_domain::decree::Role;
use tuntas_domain::identity::{AidKind, AidOfficeCode, CaseId};
use uuid::Uuid;

/// Numbers of consents are below; what follows from a protection from violence is named from here on.
pub const PROTECTIONS: u32 = 1 << 16;

/// The id of a referral: that of a party's consent to one kind of aid of one office. `consent` counts the consents that this
/// party gave to it, from 1, so that one that was withdrawn never opens again. Derived, so that a message that comes twice
/// names the same referral.
pub fn id(case: CaseId, role: Role, office: &AidOfficeCode, kind: AidKind, consent: u32) -> CaseId {
    let name = format!("aid/{role}/{office}/{kind}/{consent}");
    CaseId(Uuid::new_v5(&case.0, name.as_bytes()))
}
