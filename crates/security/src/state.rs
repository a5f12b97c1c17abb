//! A request as its events leave it.

use jiff::Timestamp;
use tuntas_domain::identity::CourtCode;

use crate::{HoldReason, Minutes, Outcome, Reminder, Strength, Terms, UnitCode, Window};

/// Where a request stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stage {
    /// Nobody has asked.
    #[default]
    New,
    /// Waits for the police.
    Waiting,
    /// Waits for the court to answer a proposal.
    WithCourt,
    /// Waits for the court to answer a question.
    Questioned,
    /// The police come.
    Accepted,
    /// The police do not come.
    Declined,
    /// The court needs nobody.
    Cancelled,
    /// It is over.
    Reported,
}

impl Stage {
    /// As it is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Waiting => "waiting",
            Self::WithCourt => "with_court",
            Self::Questioned => "questioned",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Cancelled => "cancelled",
            Self::Reported => "reported",
        }
    }

    /// Whether nothing more happens.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Declined | Self::Cancelled | Self::Reported)
    }

    /// Whether somebody of the police still has something to do about it.
    pub fn is_open(self) -> bool {
        !self.is_closed() && self != Self::New
    }
}

/// What the police have promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booked {
    /// Which unit comes.
    pub unit: UnitCode,
    /// With how many officers.
    pub strength: Strength,
}

/// A request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SecurityRequest {
    /// Whose it is.
    pub court: Option<CourtCode>,
    /// What is asked for now.
    pub terms: Option<Terms>,
    /// Version of the paper: goes up with each change.
    pub revision: u32,
    /// Where it stands.
    pub stage: Stage,
    /// Goes up whenever somebody's calendar has to change (RFC 5545 `SEQUENCE`).
    pub sequence: u32,
    /// Until when it is to be answered.
    pub answer_by: Option<Timestamp>,
    /// The time the police propose instead.
    pub proposal: Option<Window>,
    /// The question the police have.
    pub question: Option<HoldReason>,
    /// What is promised.
    pub booked: Option<Booked>,
    /// Reminders sent of the present promise.
    pub reminded: Vec<Reminder>,
    /// Whether it was told that nobody has answered the present version.
    pub escalated: bool,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Files of minutes, in the order they were announced.
    pub minutes: Vec<Minutes>,
    /// SHA-256 of the file that the report names, hex.
    pub report_minutes: Option<String>,
    /// Whether papers, letters and minutes were erased.
    pub erased: bool,
}
